const base = { hi() { return `hi ${this.n}`; } };
const mid = Object.create(base, { n: { value: "mid", writable: true, enumerable: true, configurable: true } });
const leaf = Object.create(mid);
const bare = Object.create(null);
bare.__proto__ = "plain value";
bare.k = 1;
const literal = { __proto__: mid, n: "lit" };
const computed = { ["__proto__"]: 5 };
setTimeout(() => {
  console.log(leaf.hi(), literal.hi(), Object.getPrototypeOf(bare), bare.__proto__, Object.hasOwn(computed, "__proto__"), computed.__proto__);
  leaf.n = "leaf";
  base.hi = function () { return `hello ${this.n}`; };
  setTimeout(() => {
    console.log(leaf.hi(), mid.hi(), literal.hi());
    Object.setPrototypeOf(literal, base);
    delete literal.n;
    setTimeout(() => console.log(literal.hi(), mid.isPrototypeOf(leaf), base.isPrototypeOf(literal), JSON.stringify(bare)), 1);
  }, 1);
}, 1);
