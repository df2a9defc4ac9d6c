const w = (v) => new Promise((r) => setTimeout(r, 0, v));
const log = [];
async function* inner(tag) {
  try { log.push(`${tag} got ${yield `${tag}1`}`); log.push(`${tag} got ${yield w(`${tag}2`)}`); return `${tag} ret`; } finally { await w(); log.push(`${tag} closed`); }
}
function* sync() { try { const x = yield w("s1"); log.push(`sync got ${x}`); yield "s2"; } finally { log.push("sync closed"); } return "sret"; }
async function* outer() { log.push(yield* inner("a")); log.push(yield* sync()); log.push(yield* inner("b")); }
(async () => {
  const it = outer();
  const out = [];
  for (const v of ["_", "A", "B", "C", "D", "E"]) { const r = await it.next(v); out.push(r.value); await w(); }
  out.push(JSON.stringify(await it.return("R")));
  const th = outer();
  await th.next();
  out.push(await th.throw("T").catch((e) => `rej ${e}`));
  console.log(out.join(), "|", log.join());
})();
