class P {
  static #shared = 1;
  static get shared() { return P.#shared; }
  static set shared(v) { P.#shared = v; }
  get self() { return this; }
  accessorArrow = { get: () => this.shared, };
  get shared() { return P.shared * 100; }
}
const p = new P();
const d = Object.getOwnPropertyDescriptor(P, "shared");
setTimeout(() => {
  d.set.call(null, 7);
  console.log(P.shared, p.shared, p.self === p, p.accessorArrow.get(), d.get.name);
  setTimeout(() => {
    P.shared++;
    console.log(d.get(), Object.getOwnPropertyDescriptor(P.prototype, "self").set, Object.getOwnPropertyDescriptor(P, "shared").enumerable);
  }, 1);
}, 1);
