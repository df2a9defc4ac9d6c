class Money {
  #v;
  constructor(v) { this.#v = v; }
  [Symbol.toPrimitive](hint) { return hint === "string" ? `$${this.#v}` : this.#v; }
  static [Symbol.hasInstance](o) { return #v in Object(o); }
  get [Symbol.toStringTag]() { return `Money(${this.#v})`; }
  *[Symbol.iterator]() { for (const d of String(this.#v)) yield +d; }
  [Symbol.replace](s) { return s + this.#v; }
}
const m = new Money(125);
const it = m[Symbol.iterator]();
it.next();
setTimeout(() => {
  console.log(`${m}`, m + 1, m > 100, m instanceof Money, {} instanceof Money, Object.prototype.toString.call(m));
  setTimeout(() => console.log([...it].join(), "x".replace(m), Math.max(...m)), 1);
}, 1);
