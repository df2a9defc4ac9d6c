// engines: node,bun,deno
const log = [];
let reject;
const p = new Promise((_, r) => (reject = r));
process.on("unhandledRejection", (reason, p) => {
  log.push(`unhandled ${reason}`);
  setTimeout(() => p.catch((e) => log.push(`caught ${e}`)), 1);
});
process.on("rejectionHandled", (q) => {
  log.push(`handled late ${q === p}`);
  if (q === p) setTimeout(() => Promise.reject("second"), 1);
  else console.log(log.join());
});
setTimeout(() => reject("late"), 1);
