class DefaultMap extends Map {
  #make;
  misses = 0;
  constructor(make, entries) { super(entries); this.#make = make; }
  get(k) { if (!this.has(k)) { this.misses++; this.set(k, this.#make(k)); } return super.get(k); }
}
class Bag extends Set {
  add(x) { this.adds = (this.adds ?? 0) + 1; return super.add(x); }
}
const m = new DefaultMap((k) => [k], [["pre", ["set"]]]);
const b = new Bag([1, 1, 2]);
m.get("a").push(1);
setTimeout(() => {
  m.get("a").push(2);
  b.add(3);
  console.log(JSON.stringify([...m]), m.misses, b.size, b.adds, m instanceof Map);
  setTimeout(() => console.log(m.get("z").length, m.get("pre")[0], m.size, m.misses, [...b].join(), b instanceof Bag), 1);
}, 1);
