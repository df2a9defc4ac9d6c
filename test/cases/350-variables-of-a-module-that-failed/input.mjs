// Variables that a module did not come to initialize because it failed: they stay in their dead zone, for closures as for importers.
import { createRequire } from "node:module";
import { keep, attempt } from "./kept.mjs";

const sleep = (v) => new Promise((resolve) => setTimeout(resolve, 1, v));
const require = createRequire(import.meta.url);
for (const name of ["./fails.mjs", "./failsLater.mjs"]) await import(name).catch((error) => console.log(name, error.message));
try {
  require("./fails.cjs");
} catch (error) {
  console.log("fails.cjs", error.message);
}
const show = () => console.log(keep.map(attempt).join(" "));
for (let i = 0; i < 4; i++) {
  show();
  await sleep(i);
}
