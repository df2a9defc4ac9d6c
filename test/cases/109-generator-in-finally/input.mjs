function* g(how) {
  try {
    try {
      yield "in";
      if (how === "return") return "value";
      if (how === "throw") throw "thrown";
    } finally {
      yield "f1";
      yield "f2";
    }
    yield "after";
  } catch (e) {
    yield `caught ${e}`;
  } finally {
    yield "outer";
  }
  return "end";
}
const its = ["normal", "return", "throw", "forced"].map((h) => g(h));
const out = its.map(() => []);
const step = () => its.forEach((it, i) => { const r = i === 3 && out[3].length === 1 ? it.return("forced") : it.next(); out[i].push(r.value + (r.done ? "." : "")); });
let n = 0;
step();
const loop = () => {
  step();
  if (++n < 6) setTimeout(loop, 0);
  else console.log(out.map((o) => o.join(" ")).join("\n"));
};
setTimeout(loop, 1);
