// engines: node,bun,deno
import lib, { named, count } from "./lib.cjs";
import * as ns from "./lib.cjs";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
console.log(named(), count, lib.count, Object.keys(ns).join(), lib === ns.default);
setTimeout(() => {
  lib.inc();
  console.log(count, ns.count, lib.count, require("./lib.cjs") === lib, named === lib.named);
}, 1);
