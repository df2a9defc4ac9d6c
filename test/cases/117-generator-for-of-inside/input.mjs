const log = [];
class Res {
  constructor(n) { this.n = n; }
  [Symbol.iterator]() { let i = 0; return { next: () => ({ done: i >= this.n, value: i++ }), return: (v) => (log.push(`close ${this.n}`), {}) }; }
}
function* g() {
  for (const a of new Res(3)) {
    for (let b of new Res(2)) {
      const v = yield `${a}${b}`;
      if (v === "break") break;
      if (v === "throw") throw new Error("x");
      b = "changed";
      log.push(b);
    }
  }
}
const run = [g(), g(), g(), g()];
const out = run.map((r) => [r.next().value]);
setTimeout(() => {
  run.forEach((r) => r.next());
  setTimeout(() => {
    out[0].push(run[0].next("break").value, run[0].next().value);
    try { run[1].next("throw"); } catch (e) { out[1].push(e.message); }
    out[2].push(JSON.stringify(run[2].return("R")));
    setTimeout(() => { out[3].push([...run[3]].join()); console.log(out.join(" | "), log.join()); }, 1);
  }, 1);
}, 1);
