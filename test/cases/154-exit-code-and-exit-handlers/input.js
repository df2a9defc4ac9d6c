const order = [];
process.on("exit", (c) => { order.push(`exit ${c} ${process.exitCode}`); console.log(order.join()); process.exitCode = 7; });
process.once("beforeExit", () => { order.push("beforeExit"); setTimeout(() => order.push("revived"), 1); });
process.exitCode = 3;
setTimeout(() => {
  order.push("t1");
  setTimeout(() => order.push("t2"), 1);
}, 1);
