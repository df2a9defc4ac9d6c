const own = Symbol("own");
const twin = Symbol("own");
const reg = Symbol.for("app.key");
const none = Symbol();
const o = { [own]: 1, [twin]: 2, [reg]: 3, [none]: 4, [Symbol.toStringTag]: "Tagged", [Symbol.toPrimitive]: (h) => (h === "number" ? 42 : h) };
setTimeout(() => {
  console.log(o[own], o[twin], o[Symbol.for("app.key")], o[none], String(o), +o, Object.prototype.toString.call(o));
  setTimeout(() => {
    const syms = Object.getOwnPropertySymbols(o);
    console.log(syms.length, syms[0] === own, syms[1] === twin, syms[0] !== syms[1], none.description, Symbol.keyFor(reg), Symbol.keyFor(own), twin.toString());
  }, 1);
}, 1);
