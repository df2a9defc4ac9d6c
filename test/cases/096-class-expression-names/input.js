const A = class Inner {
  static me() { return Inner; }
  who() { return Inner.name; }
};
const B = class {};
const { C = class {} } = {};
const holder = { D: class {}, ["E" + 1]: class { static name = "own"; } };
let Re = class Re { static get() { return Re; } };
const Old = Re;
Re = null;
setTimeout(() => {
  console.log(A.name, A.me() === A, new A().who(), B.name, C.name, holder.D.name, holder.E1.name, Old.get() === Old);
  setTimeout(() => console.log((() => class {})().name === "", typeof Inner, A.me().name, Old.name), 1);
}, 1);
