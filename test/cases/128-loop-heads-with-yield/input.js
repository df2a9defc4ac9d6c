function* g() {
  for (let i = yield "init"; i < (yield "test"); i += yield "update") yield `body${i}`;
  let n = 0;
  while ((yield "cond") > n) n++;
  do { n += 10; } while (yield "do");
  if (yield "if") yield "then"; else yield "else";
  for (const x of yield "of") yield `x${x}`;
  for (const k in yield "in") yield `k${k}`;
  switch (yield "sw") { case yield "case": yield "hit"; }
  throw yield "throw";
}
const it = g();
const sends = [undefined, 1, 5, 0, 3, 5, 0, 2, 1, 2, 0, true, 0, 0, 0, ["p"], 0, { q: 1 }, 0, "S", "S", 0, new Error("E")];
const seen = [];
const loop = () => {
  try {
    const r = it.next(sends.shift());
    seen.push(r.value);
    setTimeout(loop, 0);
  } catch (e) { console.log(seen.join(" "), e.message, sends.length); }
};
loop();
