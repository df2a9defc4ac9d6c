// use: all
function bank() {
  let total = 0;
  return function account(owner) {
    let balance = 0;
    return {
      deposit(amount) { balance += amount; total += amount; return `${owner}: ${balance}`; },
      share: () => balance / total,
    };
  };
}
const open = bank();
module.exports = [open("ada"), open("bob")];
