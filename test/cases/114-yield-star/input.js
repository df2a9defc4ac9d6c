const log = [];
function* inner(n) {
  try {
    for (let i = 0; i < n; i++) log.push(`got ${yield `${n}.${i}`}`);
    return `ret${n}`;
  } catch (e) {
    log.push(`inner caught ${e}`);
    return "recovered";
  } finally {
    log.push(`closed ${n}`);
  }
}
function* outer() {
  const a = yield* inner(3);
  log.push(a, yield* [10, 20], yield* inner(2));
  return yield* (function* () { return yield* inner(1); })();
}
const it = outer();
const out = [it.next("x").value];
const plan = [() => it.next("a"), () => it.throw("boom"), () => it.next("b"), () => it.next("c"), () => it.next("d"), () => it.next("e"), () => it.next("f"), () => it.return("early"), () => it.next()];
const loop = () => {
  const r = plan.shift()();
  out.push(String(r.value) + (r.done ? "." : ""));
  if (plan.length) setTimeout(loop, 0);
  else console.log(out.join(" "), "|", log.join());
};
setTimeout(loop, 1);
