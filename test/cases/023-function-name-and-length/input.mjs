const sym = Symbol("desc");
const o = { m(a, b) {}, get g() { return 1; }, [sym]() {}, ["c" + 1]: () => {}, async am() {}, *gm(a) {}, async *agm() {} };
const arrow = (a, b = 1, ...c) => {};
const anon = (() => function () {})();
let assigned;
assigned = class {};
const { dflt = () => {} } = {};
const list = [o.m, Object.getOwnPropertyDescriptor(o, "g").get, o[sym], o.c1, o.am, o.gm, o.agm, arrow, anon, assigned, dflt];
const show = () => console.log(list.map((f) => `${f.name}/${f.length}`).join(" "));
setTimeout(() => {
  show();
  Object.defineProperty(arrow, "name", { value: "renamed" });
  delete o.m.length;
  setTimeout(() => {
    show();
    console.log(Object.getOwnPropertyNames(arrow).sort().join(), Object.hasOwn(o.m, "length"));
  }, 1);
}, 1);
