// What an object is does not come from its prototype: a Set stays one without Set.prototype, an arguments object one below a class of errors.
const sizeOf = (set) => Object.getOwnPropertyDescriptor(Set.prototype, "size").get.call(set);
const tagOf = (o) => Object.prototype.toString.call(o);
const set = new Set([1, "two"]);
Object.setPrototypeOf(new Proxy(set, {}), null);
const buffer = new Uint8Array([1, 2, 3]).buffer;
Reflect.setPrototypeOf(new Proxy(buffer, { setPrototypeOf: (target) => Reflect.setPrototypeOf(target, null) }), {});
const args = (function () {
  return Object.setPrototypeOf(arguments, new TypeError("parent"));
})("a", "b");
const tagged = (function () {
  "use strict";
  return Object.setPrototypeOf(arguments, Map.prototype);
})("c");
const error = Object.setPrototypeOf(new RangeError("far"), Promise.prototype);
const traps = [];
const behind = Object.setPrototypeOf(new Error("behind a proxy"), new Proxy({}, { get: (target, key) => (traps.push(String(key)), target[key]) }));
const date = Object.setPrototypeOf(new Date(0), Date);
class Bag extends Map {}
Object.setPrototypeOf(Bag, Set);
const bag = new Bag();
Set.prototype.add.call(bag, "in a set");
const show = () => {
  console.log(sizeOf(set), Object.getPrototypeOf(set), new Uint8Array(buffer).join(), Object.getPrototypeOf(buffer));
  console.log(tagOf(args), args.length, args[1], args.message, tagOf(tagged), tagged[0], Array.prototype.slice.call(tagged));
  Object.setPrototypeOf(error, Object.prototype);
  console.log(tagOf(error), error.message, traps.join());
  Object.setPrototypeOf(error, Promise.prototype);
  console.log(Date.prototype.getTime.call(date), sizeOf(bag), bag instanceof Map);
};
show();
setTimeout(() => {
  show();
  setTimeout(() => {
    show();
    console.log(tagOf(Object.setPrototypeOf(tagged, null)), behind.message, traps.join());
  }, 1);
}, 1);
