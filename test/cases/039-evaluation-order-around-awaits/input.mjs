const log = [];
const t = (name, v = name) => (log.push(name), v);
const obj = { set p(v) { log.push(`set ${v}`); }, get p() { log.push("get"); return 10; }, m(...a) { return a.join(""); } };
const key = (k) => ({ toString() { log.push(`key ${k}`); return k; } });
async function main() {
  t("a", 1) + (await t("b", 2)) * t("c", 3);
  obj[key("p")] = await t("v", 4);
  obj[key("p")] += await t("w", 5);
  t("o", obj)[t("m")](t(1), await t(2), ...[t(3), await t(4)]);
  ({ [t("k1")]: await t(5), ...t("spread", {}), [await t("k2")]: t(6) });
  [t("e1"), await t("e2"), , ...(await t("e3", []))];
  `${t("t1")}${await t("t2")}${t("t3")}`;
  new (t("cls", Array))(t(7), await t(8));
  t("x", 1) < (await t("y", 2)) ? await t("then") : t("else");
  console.log(log.join(" "));
}
main();
