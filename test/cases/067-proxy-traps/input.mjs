const log = [];
const target = { a: 1 };
const p = new Proxy(target, {
  get(t, k, r) { if (typeof k === "string") log.push(`get ${k}`); return Reflect.get(t, k, r); },
  set(t, k, v) { log.push(`set ${k}`); t[k] = v * 2; return true; },
  has(t, k) { log.push(`has ${String(k)}`); return k in t; },
  deleteProperty(t, k) { log.push(`delete ${k}`); return delete t[k]; },
  ownKeys(t) { log.push("keys"); return Reflect.ownKeys(t); },
});
const holder = { p, again: p };
setTimeout(() => {
  const before = log.length;
  p.b = 5;
  console.log(before, p.a, "b" in p, holder.p === holder.again);
  setTimeout(() => {
    delete holder.again.a;
    console.log(Object.keys(p).join(), target.b, JSON.stringify(target), log.join());
  }, 1);
}, 1);
