const log = [];
const p = import("./mod.mjs");
(async () => {
  const { default: def, value, set } = await p;
  log.push(def, value);
  set("later");
  await new Promise((r) => setTimeout(r, 1));
  const ns = await import("./mod.mjs");
  log.push(ns.value, ns.lib === require("./lib.cjs"), ns.readLib());
  console.log(log.join());
})();
