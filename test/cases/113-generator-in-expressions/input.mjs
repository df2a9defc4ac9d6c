const log = [];
const t = (v) => (log.push(typeof v === "function" ? v.name : v), v);
function* g() {
  const a = t(1) + (yield "a") + t(2);
  const o = { x: t("x"), y: yield "b", ...(yield "c"), [yield "d"]: t("z") };
  const arr = [t("e1"), yield "e", ...(yield "f"), , yield "g"];
  const c = (yield "h") ? yield "i" : t("no");
  const l = (((yield "j") && (yield "k")) || (yield "l")) ?? t("never");
  const s = `${yield "m"}-${t("tpl")}-${yield "n"}`;
  const call = t(Math).max(t(3), yield "o", ...(yield "p"));
  const n = new (t(Array))(yield "q", yield "r");
  return JSON.stringify([a, o, arr, c, l, s, call, n, typeof (yield "s"), (yield "u", yield "v")]);
}
const it = g();
const sends = [undefined, 10, "y", { sp: 1 }, "dyn", "E", [1, 2], "G", true, "I", 1, 0, "L", "M", "N", 4, [9], 7, 8, () => 1, "U", "V"];
const seen = [];
const loop = () => {
  for (let i = 0; i < 2; i++) {
    const r = it.next(sends.shift());
    seen.push(r.value);
    if (r.done) return console.log(seen.join(" "), log.join());
  }
  setTimeout(loop, 0);
};
loop();
