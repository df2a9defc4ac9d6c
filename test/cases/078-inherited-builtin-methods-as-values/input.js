const { push, slice, map } = Array.prototype;
const has = Object.prototype.hasOwnProperty;
const call = Function.prototype.call;
const own = call.bind(has);
const fns = { push, max: Math.max, parse: JSON.parse, iter: [][Symbol.iterator], key: Symbol.for, P: Promise.resolve, isArray: Array.isArray };
const ctors = [Map, Error, Promise, Symbol, Proxy, Date, Uint8Array];
setTimeout(() => {
  const list = { length: 0 };
  fns.push.call(list, "a", "b");
  console.log(list.length, fns.max(1, 5), fns.parse("[1]")[0], own(list, "length"), fns.push === Array.prototype.push, ctors.map((c) => c.name).join());
  setTimeout(() => console.log(slice.call(list, 1).join(), map.call("ab", (x) => x + x).join(), fns.iter === Array.prototype.values, fns.key("k") === Symbol.for("k"), ctors[2] === Promise), 1);
}, 1);
