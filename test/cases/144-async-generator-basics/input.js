const w = (v) => new Promise((r) => setTimeout(r, 0, v));
async function* g(n) {
  try {
    for (let i = 0; i < n; i++) {
      const got = yield await w(i);
      if (got === "throw") throw new Error("inside");
      if (got) yield w(`resolved ${got}`);
    }
    return w("returned");
  } catch (e) {
    yield `caught ${e.message}`;
  } finally {
    await w();
    yield "cleanup";
  }
}
(async () => {
  const out = [];
  for await (const x of g(3)) out.push(x);
  const it = g(5);
  out.push(JSON.stringify(await it.next("ignored")), JSON.stringify(await it.next("hello")), JSON.stringify(await it.next()));
  out.push(JSON.stringify(await it.throw(new Error("thrown in"))), JSON.stringify(await it.next()), JSON.stringify(await it.next()), JSON.stringify(await it.next()));
  const r = g(2);
  await r.next();
  out.push(JSON.stringify(await r.return(w("ret"))), JSON.stringify(await r.next()), JSON.stringify(await g(1).return("fresh")));
  console.log(out.join("\n"));
})();
