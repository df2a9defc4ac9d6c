async function f(a, b = 1) { await null; }
const af = async () => {};
const o = { async m() {} };
const AF = Object.getPrototypeOf(f);
setTimeout(() => {
  console.log(f.name, f.length, af.name, o.m.name, "prototype" in f, Object.prototype.toString.call(f), AF === Object.getPrototypeOf(af));
  try { new f(); } catch (e) { console.log(e.name); }
  f.extra = 1;
  setTimeout(() => {
    console.log(f.extra, f.toString(), Object.getOwnPropertyNames(f).sort().join(), f() instanceof Promise, AF.constructor.name);
    const bad = (async (x = (() => { throw new Error("param"); })()) => {})();
    bad.catch((e) => console.log("rejected", e.message));
    console.log("no sync throw");
  }, 1);
}, 1);
