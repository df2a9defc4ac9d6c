function Legacy(v) { this.v = v; }
Legacy.prototype.get = function () { return this.v; };
class Modern extends Legacy {
  #extra = "!";
  get() { return super.get() + this.#extra; }
}
const Wrapped = new Proxy(Modern, { construct(t, args, nt) { const o = Reflect.construct(t, args.map((a) => a * 2), nt); o.wrapped = true; return o; } });
const w = new Wrapped(21);
const inst = Reflect.construct(Modern, [1], Wrapped);
setTimeout(() => {
  console.log(w.get(), w.wrapped, w instanceof Legacy, inst.get());
  setTimeout(() => console.log(new Wrapped(5).get(), inst instanceof Wrapped, w.constructor === Modern, Object.getPrototypeOf(Modern) === Legacy), 1);
}, 1);
