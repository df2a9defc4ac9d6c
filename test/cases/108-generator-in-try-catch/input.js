function* g() {
  let tries = 0;
  while (tries < 3) {
    try {
      tries++;
      const v = yield `try${tries}`;
      if (v === "bad") throw new Error("own");
      yield `ok${v}`;
    } catch (e) {
      yield `caught ${e.message}`;
      tries += yield "more";
    }
  }
  return "end";
}
const it = g();
const out = [it.next().value];
setTimeout(() => {
  out.push(it.throw(new Error("thrown")).value);
  setTimeout(() => {
    out.push(it.next().value, it.next(0).value);
    setTimeout(() => {
      out.push(it.next("bad").value);
      queueMicrotask(() => {
        out.push(it.next().value, it.next(1).value, it.next().done);
        console.log(out.join());
      });
    }, 1);
  }, 1);
}, 1);
