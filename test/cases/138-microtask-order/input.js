const log = [];
const l = (x) => () => log.push(x);
async function f() { log.push("f1"); await null; log.push("f2"); await undefined; log.push("f3"); return "v"; }
async function g() { log.push("g1"); const v = await f(); log.push(`g2 ${v}`); return f(); }
setTimeout(l("timeout"), 0);
Promise.resolve().then(l("p1")).then(l("p2")).then(l("p3")).then(l("p4")).then(l("p5")).then(l("p6")).then(l("p7"));
g().then((v) => log.push(`g done ${v}`));
queueMicrotask(l("q1"));
new Promise((r) => r(Promise.resolve("adopted"))).then((v) => log.push(v));
Promise.resolve({ then(r) { log.push("thenable"); r("t"); } }).then((v) => log.push(v));
(async () => { try { await Promise.reject(1); } catch { log.push("caught"); } finally { log.push("fin"); } })();
log.push("sync");
setTimeout(() => { console.log(log.join(" ")); }, 2);
