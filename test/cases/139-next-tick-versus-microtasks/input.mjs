const log = [];
const l = (x) => () => log.push(x);
setTimeout(() => {
  log.push("|t1");
  process.nextTick(() => { log.push("n1"); Promise.resolve().then(l("n1p")); process.nextTick(l("n1n")); });
  Promise.resolve().then(() => { log.push("p1"); process.nextTick(l("p1n")); Promise.resolve().then(l("p1p")); });
  queueMicrotask(l("q1"));
  process.nextTick((a, b) => log.push(a + b), "n2", "args");
  setImmediate(() => { log.push("|i1"); process.nextTick(l("i1n")); Promise.resolve().then(l("i1p")); });
  setImmediate(() => { log.push("|i2"); setTimeout(() => { log.push("|t2"); console.log(log.join(" ")); }, 1); });
}, 1);
