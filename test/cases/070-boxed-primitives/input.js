const n = new Number(-0);
const s = new String("text");
const b = new Boolean(false);
const y = Object(Symbol("boxed"));
const g = Object(10n);
s.extra = n;
setTimeout(() => {
  console.log(Object.is(n.valueOf(), -0), s.length, s[1], b ? "truthy" : "falsy", y.description, g + 1n, s.extra === n);
  setTimeout(() => console.log([n, s, b, y, g].map((x) => `${typeof x} ${Object.prototype.toString.call(x)}`).join(), Object.keys(s).join(), s + "!"), 1);
}, 1);
