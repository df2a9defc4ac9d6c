function observable(o) {
  let version = 0;
  const listeners = new Set();
  const p = new Proxy(o, { set(t, k, v, r) { version++; const ok = Reflect.set(t, k, v, r); listeners.forEach((l) => l(k, v, version)); return ok; } });
  return { p, on: (l) => listeners.add(l) };
}
const out = [];
const { p, on } = observable({ n: 0 });
on((k, v, n) => out.push(`${k}=${v}@${n}`));
const child = Object.create(new Proxy({}, { get: (t, k) => (typeof k === "string" ? `missing ${k}` : undefined) }));
child.own = "own";
setTimeout(() => {
  p.n++;
  on((k) => out.push(`second ${k}`));
  setTimeout(() => {
    p.n += 5;
    console.log(out.join(), child.own, child.zzz, p.n);
  }, 1);
}, 1);
