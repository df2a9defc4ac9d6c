// Builtins that are reached in several ways, some of which an engine may lack, are the same ones after a move.
const { hasOwnProperty, toString } = Object.prototype;
const { call, apply } = Function.prototype;
const TypedArray = Object.getPrototypeOf(Int8Array);
const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}.prototype));
const { subarray } = TypedArray.prototype;
const plain = Object.setPrototypeOf([], Object.prototype);
const callable = Object.setPrototypeOf(() => {}, Object.prototype);
const iterator = Object.assign(Object.create(IteratorPrototype), { next: () => ({ done: true }) });
const stream = Object.create(AsyncIteratorPrototype);
const show = () => {
  console.log(hasOwnProperty === Object.prototype.hasOwnProperty, toString.call([]), call === (() => {}).call, apply === eval.apply);
  console.log(Object.getPrototypeOf(plain) === Object.prototype, Array.isArray(plain), Object.getPrototypeOf(callable) === Object.prototype);
  console.log(TypedArray === Object.getPrototypeOf(Float64Array), subarray.call(new Uint8Array([1, 2, 3]), 1).join());
  console.log([...iterator].length, iterator[Symbol.iterator]() === iterator, stream[Symbol.asyncIterator]() === stream);
};
show();
setTimeout(() => {
  show();
  setTimeout(show, 1);
}, 1);
