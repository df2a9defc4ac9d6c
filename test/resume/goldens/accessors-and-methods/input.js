// use: total, add
function account(balance) {
  return {
    get total() { return balance; },
    set total(v) { balance = v; },
    add(v) { balance += v; },
  };
}
module.exports = account(1);
