function account() {
  let balance = 100;
  const log = [];
  return {
    deposit(x) { balance += x; log.push(`+${x}`); },
    withdraw(x) { balance -= x; log.push(`-${x}`); },
    report: () => `${balance} ${log.join(" ")}`,
  };
}
const { deposit, withdraw, report } = account();
const other = account();
async function main() {
  deposit(5);
  await null;
  console.log(report());
  withdraw(50);
  await new Promise((r) => setTimeout(r, 1));
  deposit(7);
  other.withdraw(1);
  console.log(report(), "|", other.report());
  await null;
  withdraw(2);
  console.log(report(), "|", other.report());
}
main();
