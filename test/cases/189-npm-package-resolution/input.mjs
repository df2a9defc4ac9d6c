// engines: node,bun,deno
import dual, { kind } from "dual";
import { deep } from "dual/deep";
import internal from "#internal";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const cjs = require("dual");
const old = require("old-style");
console.log(kind, cjs.kind, dual(), deep, internal, old());
setTimeout(() => {
  cjs.state.n++;
  console.log(dual(), cjs.state.n, old(), old.file);
  setTimeout(() => console.log(dual(), old(), require("old-style/extra").x), 1);
}, 1);
