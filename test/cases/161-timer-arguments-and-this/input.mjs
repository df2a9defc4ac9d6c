const log = [];
const t = setTimeout(function (a, b, ...rest) { log.push(`${a}${b.v}${rest.length}${this === t}`); }, 1, "x", { v: "obj" }, 3, 4);
const shared = { n: 0 };
setImmediate((s, k) => { s.n += k; log.push(`imm ${s.n}`); setTimeout(step, 1, s); }, shared, 5);
function step(s) {
  s.n++;
  if (s.n < 8) return void setTimeout(step, 1, s);
  console.log(log.sort().join(), shared.n, typeof t, t.hasRef(), t === log.self);
}
