const original = Array.prototype.map;
let calls = 0;
Array.prototype.map = function (f) { calls++; return original.call(this, f); };
Array.prototype.last = function () { return this[this.length - 1]; };
Object.defineProperty(Array.prototype, "quiet", { value: 1, enumerable: false, configurable: true });
const forIn = () => { const ks = []; for (const k in [7]) ks.push(k); return ks.join(); };
setTimeout(() => {
  console.log([1, 2].map((x) => x + 1).join(), [1, 2, 3].last(), calls, forIn());
  setTimeout(() => {
    console.log([5].map((x) => x).last(), calls, Object.keys(Array.prototype).join(), [].quiet);
    Array.prototype.map = original;
    delete Array.prototype.last;
    setTimeout(() => console.log([1].map((x) => x).length, calls, typeof [].last, forIn()), 1);
  }, 1);
}, 1);
