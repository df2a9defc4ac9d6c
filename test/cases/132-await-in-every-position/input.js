const log = [];
const t = (v) => (log.push(typeof v === "function" ? v.name : String(v)), v);
const w = (v) => new Promise((r) => setTimeout(() => r(t(v)), 0));
async function f(x = 1) {
  const o = { a: { b: [1, 2, { c: (...q) => q.join("") }] } };
  const r = [];
  r.push(-(await w(1)), !(await w(0)), typeof (await w("s")), void (await w(2)));
  r.push((await w(3)) + (await w(4)) * (await w(5)));
  r.push((await w(o)).a.b[await w(2)].c(await w("x"), ...(await w(["y", "z"]))));
  r.push((await w(1)) ? await w("then") : await w("else"), (await w(null)) ?? (await w("dflt")));
  r.push(await await w("twice"), (await w(1), await w("comma")));
  r.push(`${await w("tpl")}/${await w(9)}`, (await w("k")) in { k: 1 }, (await w([])) instanceof (await w(Array)));
  o.a[await w("new")] = await w("assigned");
  o.a.b[0] += await w(10);
  [o.a.b[1], o.d = await w("dd")] = [await w("d1")];
  x = x + (x = await w(7)) + x;
  r.push(JSON.stringify(o), x, new (await w(Date))(await w(0)).getTime());
  return r.join(" ");
}
f().then((r) => console.log(r + "\n" + log.join(" ")));
