// What has the prototype, the name or the look of a builtin but not its internal slots is printed as what it is, and printing asks no getter.
const asked = [];
class Map extends Array {
  has() {
    asked.push("has");
  }
}
const lookalike = {
  get length() {
    asked.push("length");
    return 1;
  },
};
const TypedArray = Object.getPrototypeOf(Uint8Array);
const values = [Uint8Array, TypedArray, Float64Array, Function, Date, RegExp, WeakMap, Set, ArrayBuffer, DataView, Object, Array, Symbol];
const objects = [new Map(), lookalike, Object.create(Date.prototype), Object.create(Uint8Array.prototype), Object.create(RegExp.prototype)];
const real = [Object.setPrototypeOf(new Date(0), null), Object.setPrototypeOf(/x/g, Set.prototype), new Uint16Array(2), new WeakSet()];
(function () {
  objects.push(arguments);
})(1, 2);
let round = 0;
const show = () => {
  for (const value of values) console.log(value.prototype);
  for (const object of objects) console.log(object);
  for (const object of real) console.log(object);
  console.log(asked.join());
  if (++round < 3) setTimeout(show, round);
};
setTimeout(show, 1);
