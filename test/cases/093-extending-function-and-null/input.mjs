class Callable extends Function {
  constructor(n) {
    const self = (x) => x + self.n;
    Object.setPrototypeOf(self, new.target.prototype);
    self.n = n;
    return self;
  }
  describe() { return `adds ${this.n}`; }
}
class Nothing extends null {
  static make() { return Object.create(Nothing.prototype); }
  hi() { return "hi"; }
}
const c = Callable.prototype.constructor === Callable ? Reflect.construct(Callable, [5]) : null;
const n = Nothing.make();
setTimeout(() => {
  console.log(c(1), c.describe(), n.hi(), Object.getPrototypeOf(Nothing.prototype));
  c.n = 10;
  setTimeout(() => console.log(c(1), c.describe(), n instanceof Nothing, "toString" in n), 1);
}, 1);
