function* over(kind) {
  for (let i = 0; i < 2; i++) {
    try {
      if (kind === "throw") throw "lost";
      if (kind === "break") break;
      return `lost${i}`;
    } finally {
      const v = yield `f${i}`;
      if (v === "continue") continue;
      if (v === "return") return "overridden";
    }
  }
  return "after loop";
}
const cases = [["return", []], ["return", ["return"]], ["return", ["continue", "continue"]], ["throw", []], ["throw", ["return"]], ["break", []], ["throw", ["continue", "return"]]];
const its = cases.map(([k, sends]) => ({ it: over(k), sends: [undefined, ...sends], out: [] }));
const step = () => {
  for (const c of its) {
    if (c.done) continue;
    try {
      const r = c.it.next(c.sends.shift());
      c.out.push(r.value + (r.done ? "." : ""));
      c.done = r.done;
    } catch (e) { c.out.push(`threw ${e}`); c.done = true; }
  }
};
step();
setTimeout(() => { step(); setTimeout(() => { step(); setTimeout(() => { step(); console.log(its.map((c) => c.out.join(" ")).join("\n")); }, 1); }, 1); }, 1);
