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
replace("getPromiseDetails:()=>[g,void 0]", "getPromiseDetails:t=>hooks.promiseDetails(t,g,h)");
replace("getProxyDetails:y.getProxyDetails", "getProxyDetails:(t,e=!0)=>hooks.proxyDetails(t,e)");
replace("previewEntries:t=>[[],!1]", "previewEntries:(t,e)=>hooks.previewEntries(t,e)");
replace("}=n(499)", "}=Object.assign(n(499),hooks.types)");

writeFileSync(
  new URL("../core/runtime/vendor/nodeInspect.js", import.meta.url),
  `// node-inspect-extracted ${version} (MIT; LICENSE of Node.js for its contents), made by scripts/vendorInspect.mjs. Don't edit.\n` +
    `import { inspectHooks as hooks } from "../inspectHooks.js";\nconst exports = {};\nconst module = { exports };\n${code}\nexport default module.exports;\n`,
);
