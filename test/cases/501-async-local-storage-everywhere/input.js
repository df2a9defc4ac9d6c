// engines: node,bun,deno
const { AsyncLocalStorage, AsyncResource } = require("node:async_hooks");
const EventEmitter = require("node:events");
const a = new AsyncLocalStorage(), b = new AsyncLocalStorage();
const log = [];
const note = (w) => log.push(`${w}:${a.getStore()?.id ?? "-"}/${b.getStore() ?? "-"}`);
const later = (ms) => new Promise((r) => setTimeout(r, ms));
const ee = new EventEmitter();
ee.on("x", () => note("event"));
let snapshot, bound, res;
async function* gen() { note("g0"); yield 1; await later(1); note("g1"); yield 2; }
const work = a.run({ id: 1 }, () => {
  note("run");
  const inner = b.run("B", async () => {
    note("b");
    await later(1); note("b1");
    const all = [new Promise((r) => queueMicrotask(() => r(note("micro")))), new Promise((r) => process.nextTick(() => r(note("tick")))), new Promise((r) => setImmediate(() => r(note("immediate"))))];
    await null; note("b2");
    b.enterWith("B2"); note("entered");
    await Promise.all(all);
    await later(1); note("b3");
    for await (const x of gen()) note(`x${x}`);
    b.exit(() => note("exit"));
    a.run({ id: 9 }, () => ee.emit("x"));
    note("b4");
  });
  note("after b");
  snapshot = AsyncLocalStorage.snapshot();
  bound = AsyncLocalStorage.bind((x) => { note(`bound${x}`); return x; });
  res = new AsyncResource("R");
  return inner;
});
note("main");
work.then(async () => {
  note("then");
  snapshot(() => note("snap"));
  log.push(bound(7), bound.length);
  res.runInAsyncScope(() => note("res"));
  await a.run({ id: "iv" }, () => new Promise((r) => { let n = 0; const t = setInterval(() => { note("iv"); if (++n === 3) { clearInterval(t); r(); } }, 2); }));
  note("after iv");
  a.enterWith({ id: "E" });
  await later(1);
  note("t2"); a.disable(); note("disabled"); a.run({ id: 2 }, note, "again");
  console.log(log.join("\n"), a instanceof AsyncLocalStorage, res.constructor.name);
});
