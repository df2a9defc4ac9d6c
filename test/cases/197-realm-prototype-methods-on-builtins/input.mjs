Promise.prototype.tap = function (f) { return this.then((v) => (f(v), v)); };
Function.prototype.twice = function (x) { return this(this(x)); };
Number.prototype.times = function (f) { for (let i = 0; i < this; i++) f(i); };
String.prototype.shout = function () { return this.toUpperCase() + "!"; };
Error.prototype.describe = function () { return `<${this.name}>`; };
Symbol.prototype.text = function () { return this.description; };
const seen = [];
const p = new Promise((r) => setTimeout(r, 60, 5)).tap((v) => seen.push(v));
setTimeout(async () => {
  (3).times((i) => seen.push(i));
  console.log("a".shout(), ((x) => x * 3).twice(2), new TypeError().describe(), Symbol("s").text());
  await p;
  Number.prototype.times = null;
  setTimeout(() => console.log(seen.join(), (1).times, Object.keys(Promise.prototype).join()), 1);
}, 1);
