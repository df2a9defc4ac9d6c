function* g(k) {
  let t = "";
  switch (k) {
    case 0: t += yield "zero";
    case yield* pick(): t += "p";
    case 1: { let x = yield "one"; t += x; }
    default: t += yield "default";
    case 2: t += yield "two"; break;
    case 3: t = "unreached";
  }
  return t;
}
function* pick() { return yield "test"; }
const its = [0, 1, 2, 9].map((k) => g(k));
const rows = its.map(() => []);
const step = (v) => its.forEach((it, i) => { const r = it.next(v); if (r.value !== undefined) rows[i].push(r.value); });
step();
let n = 0;
const loop = () => { step(n++ === 1 ? 9 : `v${n}`); if (n < 7) setTimeout(loop, 0); else console.log(rows.map((r) => r.join()).join("\n")); };
setTimeout(loop, 1);
