const log = [];
class Base {
  constructor() { log.push(`base sees ${this.field}`); this.init?.(); }
}
class Derived extends Base {
  field = log.push("derived field");
  constructor(early) {
    const f = () => this;
    if (early) {
      try { f(); } catch (e) { log.push(e.name); }
    }
    super();
    this.me = f;
    this.call = () => super.toString === Object.prototype.toString;
  }
  init() { log.push("init"); }
}
const d = new Derived(true);
setTimeout(() => {
  console.log(log.join(), d.me() === d, d.call());
  setTimeout(() => console.log(new Derived(false).me() === d, d.field, log.length), 1);
}, 1);
