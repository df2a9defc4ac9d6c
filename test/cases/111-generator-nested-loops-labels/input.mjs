function* g() {
  outer: for (let i = 0; i < 4; i++) {
    let j = 0;
    do {
      if (j === 2) continue outer;
      if (i === 3) break outer;
      const cmd = yield `${i}${j}`;
      if (cmd === "skip") continue outer;
      if (cmd === "stop") break outer;
    } while (++j < 5);
  }
  w: while (true) {
    for (;;) { yield "w"; break w; }
  }
  return "end";
}
const a = g();
const b = g();
const out = [];
const take = (it, v) => { const r = it.next(v); out.push(r.value); };
take(a); take(b);
setTimeout(() => {
  take(a); take(b, "skip");
  setTimeout(() => {
    take(a); take(b, "stop"); take(a, "skip");
    setTimeout(() => { take(b); take(a); take(a); take(a); take(a); console.log(out.join()); }, 1);
  }, 1);
}, 1);
