class Cfg {
  #v = 1;
  static limits = Object.freeze({ max: 3 });
  constructor() { Object.freeze(this); }
  inc() { return this.#v < Cfg.limits.max ? ++this.#v : "max"; }
}
Object.freeze(Cfg);
Object.freeze(Cfg.prototype);
const c = new Cfg();
const attempt = (f) => { try { return f(); } catch (e) { return e.name; } };
setTimeout(() => {
  console.log(c.inc(), attempt(() => (c.x = 1)), attempt(() => (Cfg.y = 1)), attempt(() => (Cfg.prototype.inc = null)));
  setTimeout(() => console.log(c.inc(), c.inc(), Object.isFrozen(c), Object.isFrozen(Cfg), new Cfg().inc()), 1);
}, 1);
