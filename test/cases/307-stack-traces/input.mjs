// engines: node
// Stacks read as those of the original, but for frames inside Node and lines of waiting async functions.
const show = (e) => console.log(e.stack.split("\n").slice(1).filter((s) => !/node:|at async /.test(s)).map((s) => s.trim().replace(/\(?file:.*\//, "(")).join(" | "));
function* g() { yield 1; show(new Error()); yield 2; }
const it = g(); it.next();
const o = { *m() { yield 1; show(new Error()); }, async am() { await null; show(new Error()); }, get x() { show(new Error()); return 1; } };
class K { static *s() { yield 1; show(new Error()); } async k() { await null; show(new Error()); } #p = () => show(new Error()); p() { this.#p(); } constructor() { this.f = () => show(new Error()); } }
const mi = o.m(); mi.next(); const si = K.s(); si.next(); const k = new K();
const arrow = async () => { await null; show(new Error()); };
setTimeout(() => { it.next(); mi.next(); si.next(); o.x; k.p(); k.f(); [1].map(function cb() { show(new Error()); }); [1].forEach(() => show(new Error())); new Promise(() => show(new Error())); Promise.resolve().then(() => show(new Error())); queueMicrotask(() => show(new Error())); process.nextTick(() => show(new Error())); setImmediate(() => { show(new Error()); setTimeout(second, 1); }); }, 1);
let done;
const finished = new Promise((r) => (done = r));
function second() { setTimeout(() => done(), 2); o.am(); k.k(); arrow(); (async function named() { await null; show(new Error()); })(); }
await finished; show(new Error());
JSON.stringify({ toJSON() { show(new Error()); } }); [..."a"].sort((a, b) => 0); `${{ toString() { show(new Error()); return ""; } }}`; new (class X { constructor() { show(new Error()); } })();
Reflect.construct(function F() { show(new Error()); }, []); (() => { show(new Error()); }).call(); (function () { show(new Error()); }).apply({}); eval?.("1");
const later = async () => { await new Promise((r) => setTimeout(r, 1)); show(new Error()); await new Promise((r) => setTimeout(r, 1)); show(new Error()); };
await later();
await new Promise((r) => setTimeout(r, 1));
show(new Error());
