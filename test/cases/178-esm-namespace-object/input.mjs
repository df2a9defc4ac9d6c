import * as lib from "./lib.mjs";
const grab = lib;
const { f } = grab;
const attempt = (g) => { try { return g(); } catch (e) { return e.name; } };
console.log(Reflect.ownKeys(grab).map(String).join(), Object.isFrozen(grab), Object.isSealed(grab), Object.getPrototypeOf(grab));
setTimeout(() => {
  grab.bump();
  console.log(grab.value, f(), "value" in grab, attempt(() => { grab.x = 1; }), attempt(() => delete grab.value), attempt(() => delete grab.nothing));
  const d = Object.getOwnPropertyDescriptor(grab, "value");
  setTimeout(() => {
    lib.bump();
    console.log(d.value, d.writable, d.enumerable, d.configurable, grab.value, JSON.stringify(grab), grab.default.name, lib["a string name"]);
  }, 1);
}, 1);
