function* g(o) {
  for (const k in o) {
    const d = yield k;
    if (d) delete o[d];
    for (var inner in { [k + 1]: 0, [k + 2]: 0 }) yield inner;
  }
  for (let c in "ab") yield c;
  for (const n in null) yield "never";
  return inner;
}
const o = { b: 1, a: 2, 5: 0, c: 3, __proto__: { inherited: 1, a: "shadowed" } };
const it = g(o);
const out = [];
const take = (v) => { const r = it.next(v); out.push(r.value); return r.done; };
take();
setTimeout(() => {
  take("a");
  setTimeout(() => {
    take(); take("c");
    const loop = () => (take() ? console.log(out.join()) : setTimeout(loop, 0));
    loop();
  }, 1);
}, 1);
