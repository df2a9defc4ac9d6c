const Counted = (Base) => class extends Base {
  #n = 0;
  static total = 0;
  count() { this.constructor.total++; return ++this.#n; }
  peek(o) { return #n in o; }
};
const Named = (Base, suffix) => class Named extends Base {
  name() { return `${super.toString === undefined ? "" : "n"}${suffix}`; }
};
class Root {}
const X = Counted(Named(Root, "x"));
const Y = Counted(Named(Root, "y"));
const x = new X();
const y = new Y();
x.count();
setTimeout(() => {
  console.log(x.count(), y.count(), x.name(), y.name(), x.peek(y), x.peek(x), X.total, Y.total);
  setTimeout(() => {
    const z = new Y();
    console.log(y.peek(z), z.count(), X.name === Y.name, X.total, Y.total, new X().count());
  }, 1);
}, 1);
