const cache = new Map();
class Interned {
  #k;
  constructor(k) { if (cache.has(k)) return cache.get(k); this.#k = k; cache.set(k, this); }
  get key() { return this.#k; }
}
class Stamp { constructor(o) { return o; } }
class Tagged extends Stamp {
  #tag = "tagged";
  static read(o) { return o.#tag; }
  static has(o) { return #tag in o; }
}
const a = new Interned("a");
const target = { plain: true };
new Tagged(target);
setTimeout(() => {
  console.log(new Interned("a") === a, new Interned("b").key, Tagged.read(target), Tagged.has({}));
  setTimeout(() => console.log(new Interned("b") === cache.get("b"), a.key, Tagged.has(target), Object.keys(target).join()), 1);
}, 1);
