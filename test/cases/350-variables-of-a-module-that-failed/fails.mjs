import { keep } from "./kept.mjs";
import * as self from "./fails.mjs";

let early = 1;
keep.push(
  () => early++,
  () => late,
  () => (late = 2),
  () => typeof Late,
  () => text(),
  () => self.early,
  () => self.late,
);
function text() {
  return hoisted + constant;
}
if (early === 1) throw new Error("before the rest");
export let late = 3;
const constant = "c";
class Late {}
var hoisted = 4;
export { early, text };
