const log = [];
const t = (v) => (log.push(v), v);
async function main() {
  const o = { a: { f(x) { return this === o.a ? x : "lost this"; } }, n: null, zero: 0, s: "" };
  console.log(o?.a?.f(await 1), o.n?.x[t("no")], o.q?.(t("no")), o.a?.["f"]?.(await 2), (await o.n)?.z);
  await new Promise((r) => setTimeout(r, 1));
  o.n ??= await t("yes1");
  o.zero ||= await t("yes2");
  o.a &&= await t("yes3");
  o.n ??= await t("no");
  o.s ??= t("no");
  console.log(JSON.stringify(o), log.join(), delete o?.a, delete o.zz?.b, (0 ?? (await 5)), (null ?? (await 6)));
}
main();
