const log = [];
function custom(withMethods) {
  let n = 0;
  const it = { next(v) { log.push(`next ${v}`); return { value: n++, done: n > 3, extra: true }; }, [Symbol.iterator]() { return this; } };
  if (withMethods) {
    it.return = (v) => { log.push(`return ${v}`); return { value: "ret", done: true }; };
    it.throw = (e) => { log.push(`throw ${e}`); return { value: "handled", done: false }; };
  }
  return it;
}
function* d(w) {
  try { return yield* custom(w); } catch (e) { return `TypeError ${e instanceof TypeError}`; }
}
const a = d(true), b = d(true), c = d(false);
const first = a.next("first");
b.next(); c.next();
setTimeout(() => {
  console.log(first.extra, a.next("second").value, JSON.stringify(a.throw("err")), a.next("third").value);
  setTimeout(() => {
    console.log(JSON.stringify(b.return("bye")), JSON.stringify(c.throw("nope")), JSON.stringify(a.next()));
    console.log(log.join());
  }, 1);
}, 1);
