function* src(tag) {
  try { let i = 0; while (true) yield `${tag}${i++}`; } finally { log.push(`closed ${tag}`); }
}
const log = [];
function* g() {
  const [a, b = yield "never", ...[]] = ["A", "B"];
  const { x = yield "dx", [yield "key"]: y, ...rest } = yield "obj";
  let p, q;
  [p, q = yield "dq"] = [1];
  ({ p: p, q = yield "dq2" } = { p: q });
  const [s0, [s1]] = src(yield "tag");
  for (const [k, v = yield `dv${k}`] of [["k1"], ["k2", 2]]) log.push(`${k}=${v}`);
  return JSON.stringify({ a, b, x, y, rest, p, q, s0, s1 });
}
const it = g();
const sends = [undefined, { k9: 9, other: 1 }, "X", "k9", "Q", "Q2", "T", "V"];
const seen = [];
const loop = () => {
  const r = it.next(sends.shift());
  seen.push(r.value);
  if (r.done) console.log(seen.join(" "), log.join());
  else setTimeout(loop, 0);
};
loop();
