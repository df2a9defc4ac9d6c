// Writes core/runtime/vendor/nodeInspect.js: node-inspect-extracted with what only an engine's inside knows asked from core/runtime/inspectHooks.ts.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
let code = readFileSync(require.resolve("node-inspect-extracted"), "utf8");
const { version } = JSON.parse(readFileSync(new URL("../node_modules/node-inspect-extracted/package.json", import.meta.url), "utf8"));

function replace(from, to) {
  if (code.split(from).length !== 2) throw new Error(`expected once: ${from}`);
  code = code.replace(from, () => to);
}
replace("getPromiseDetails:function(){return[c,void 0]}", "getPromiseDetails:function(t){return hooks.promiseDetails(t,c,l)}");
replace("getProxyDetails:a.getProxyDetails", "getProxyDetails:function(t,e){return hooks.proxyDetails(t,e!==!1)}");
replace("previewEntries:function(t){return[[],!1]}", "previewEntries:function(t,e){return hooks.previewEntries(t,e)}");
replace("be=r(567)", "be=Object.assign(r(567),hooks.brands,hooks.types)");
replace(
  'TypedArrayPrototypeGetLength:("length",function(t){return t.constructor.prototype.__lookupGetter__("length").call(t)})',
  "TypedArrayPrototypeGetLength:hooks.typedArrayLength",
);
// Newer versions ask first whether it is a function, as Function.prototype is.
replace('y=["{","}"],"Object"===l)', 'y=["{","}"],"Object"===l&&"function"!=typeof e)');

writeFileSync(
  new URL("../core/runtime/vendor/nodeInspect.js", import.meta.url),
  `// node-inspect-extracted ${version} (MIT; LICENSE of Node.js for its contents), made by scripts/vendorInspect.mjs. Don't edit.\n` +
    `import { inspectHooks as hooks } from "../inspectHooks.js";\nconst exports = {};\nconst module = { exports };\n${code}\nexport default module.exports;\n`,
);
