const real = { push: Array.prototype.push, get: Map.prototype.get, iter: Array.prototype[Symbol.iterator], then: Promise.prototype.then, hasOwn: Object.prototype.hasOwnProperty, call: Function.prototype.call };
let intruder = 0;
Array.prototype[Symbol.iterator] = function () { intruder++; return real.iter.call(this); };
Map.prototype.get = function (k) { return `patched ${real.get.call(this, k)}`; };
Object.prototype.polluted = "everywhere";
Object.keys = () => ["fake"];
JSON.stringify = () => "no";
Array.isArray = () => false;
String.prototype.charCodeAt = () => 0;
RegExp.prototype.exec = () => null;
Reflect.ownKeys = () => [];
Object.defineProperty = () => { throw new Error("no define"); };
const m = new Map([["k", 1]]);
intruder = 0;
setTimeout(() => {
  const before = intruder;
  console.log(m.get("k"), {}.polluted, Object.keys({ a: 1 })[0], before);
  // What Node's own first console.log iterates does not count.
  intruder = 0;
  const [x, y] = [1, 2];
  setTimeout(() => console.log(x + y, intruder, JSON.stringify({}), Array.isArray([]), /a/.test("a"), Reflect.ownKeys({ a: 1 }).length), 1);
}, 1);
