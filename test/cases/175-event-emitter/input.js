// engines: node,bun,deno
const EventEmitter = require("events");
const { once } = EventEmitter;
const e = new EventEmitter();
const log = [];
const sym = Symbol("ev");
function counter() { let n = 0; return (...a) => log.push(`${++n}:${a.join("+")}`); }
const c = counter();
e.on("x", c).prependListener("x", (...a) => log.push(`pre${a.length}`)).once(sym, c);
e.on("error", (err) => log.push(`error ${err.message}`));
e.on("newListener", (n) => log.push(`new ${String(n)}`));
e.setMaxListeners(50);
const waiting = once(e, "ready");
const failing = once(e, "other").catch((err) => log.push(`once ${err.message}`));
setTimeout(async () => {
  e.emit("x", 1, 2);
  e.emit(sym, "s");
  e.emit(sym, "gone");
  setTimeout(() => e.emit("ready", "r1", "r2"), 1);
  log.push((await waiting).join());
  e.emit("error", new Error("E"));
  await failing;
  e.off("x", c);
  e.emit("x");
  console.log(log.join(" "), e.listenerCount("x"), e.eventNames().length, e.getMaxListeners(), e.emit("none"));
}, 1);
