// Moved at every safepoint: a call in each place of an expression, with what was evaluated before it.
const log = [];
function v(x) {
  log.push(x);
  return x;
}
const o = { n: 1, add(a, b) { return v(this.n) + a * 10 + b * 100; }, get key() { return "n"; } };
let x = 1;
console.log(v(1) - v(2) * v(3));
console.log([v(1), , ...[v(2), v(3)], v(4)].join("|"));
console.log(JSON.stringify({ a: v(1), [v("b")]: v(2), ...{ c: v(3) }, [`${v("d")}${v("e")}`]: v(4) }));
console.log(`${v(1)}-${x}-${v(2)}`, o.add(v(2), v(3)), o[v("add")](v(1), v(2)));
x += v(2);
x = x * v(3);
o.n += v(4);
o[v("n")] -= v(1);
o[v("m")] ??= v(5);
o.n &&= v(6);
console.log(x, o.n, o.m, (v(0), v(7)), v(0) || v(8), v(1) && v(9), v(null) ?? v(10), v(1) ? v(2) : v(3));
console.log(typeof v(1), -v(2), !v(0), void v(3), delete o[v("m")], v("n") in o, o?.add(1, 2), o.none?.(v(1)), o?.[o.key]);
console.log(new Array(v(2), v(3)).length, new (v(Map))([[v(1), v(2)]]).size, Math.max(v(1), ...[v(5), v(3)], v(2)));
console.log(log.length);
