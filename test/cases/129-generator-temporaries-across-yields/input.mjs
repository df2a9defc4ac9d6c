let n = 0;
const next = () => ++n;
const o = { get p() { n += 100; return n; }, set p(v) { log.push(v); }, f(...a) { return `${this === o}${a}`; } };
const log = [];
function* g() {
  let x = 1;
  x += yield x++;
  o.p += yield "p";
  o[`p`] = next() + (yield "q") + next();
  log.push(o.f(next(), yield "r", next()), x);
  log.push(next() - (yield* [1, 2]) ?? next());
  const y = x + (x = yield "s") + x;
  return [x, y, next() < (yield "t"), [next(), yield "u", next()]].join();
}
const it = g();
const sends = [undefined, 10, 1000, 5, "R", 0, 0, 7, 1e6, "U"];
const loop = () => {
  const r = it.next(sends.shift());
  if (r.done) console.log(r.value, log.join());
  else setTimeout(loop, 0);
};
loop();
