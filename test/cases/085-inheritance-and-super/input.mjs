class A {
  constructor(x) { this.x = x; }
  hello() { return `A${this.x}`; }
  get v() { return this.x; }
  static make(...a) { return new this(...a); }
}
class B extends A {
  hello() { return `B(${super.hello()})`; }
  get v() { return super.v * 2; }
  static make(x) { return super.make(x + 1); }
  later() { return () => super.hello(); }
}
class C extends B {
  y = this.x + 1;
  hello() { return `C(${super.hello()})${this.y}`; }
}
const c = C.make(10);
const b = new B(1);
const late = c.later();
setTimeout(() => {
  console.log(c.hello(), b.hello(), c.v, late());
  A.prototype.hello = function () { return `patched${this.x}`; };
  setTimeout(() => console.log(c.hello(), late(), C.make(5).v, c instanceof A, Object.getPrototypeOf(C) === B), 1);
}, 1);
