const key = { k: 1 };
const fn = () => "fn";
const m = new Map([[key, "obj"], [NaN, "nan"], [-0, "zero"], ["1", "string"], [1, "number"], [fn, fn]]);
m.self = m;
m.set("m", m);
const s = new Set(["b", "a", key, s0()]);
function s0() { return undefined; }
const show = () => console.log([...m.values()].map((v) => typeof v).join(), m.size, [...s].map((v) => typeof v).join(), s.size);
setTimeout(() => {
  console.log(m.get(key), m.get(NaN), m.get(0), Object.is([...m.keys()][2], 0), m.get(fn)(), m.get("m") === m.self);
  m.delete("1");
  m.set("1", () => {});
  s.delete("b");
  s.add("b");
  show();
  setTimeout(() => {
    show();
    console.log([...s].map((v) => (v === key ? "key" : String(v))).join(), [...m.keys()].pop());
    m.clear();
    console.log(m.size, m.self === m);
  }, 1);
}, 1);
