class Counter {
  static made = 0;
  count = 0;
  constructor(step = 1) { this.step = step; Counter.made++; }
  tick() { this.count += this.step; return this; }
  get value() { return this.count; }
  set value(v) { this.count = v; }
  static from(o) { return new this(o.step); }
}
const a = new Counter();
const b = Counter.from({ step: 5 });
setTimeout(() => {
  a.tick().tick();
  b.value = 100;
  console.log(a.value, b.tick().value, Counter.made, a instanceof Counter);
  setTimeout(() => {
    const c = new a.constructor(2);
    console.log(c.tick().value, Counter.made, Object.keys(a).join(), Object.getOwnPropertyNames(Counter.prototype).join(), typeof Counter);
    try { Counter(); } catch (e) { console.log(e.name); }
  }, 1);
}, 1);
