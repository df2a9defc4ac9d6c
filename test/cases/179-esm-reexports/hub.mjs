export { one, two } from "./x.mjs";
export * as ns from "./x.mjs";
export * from "./y.mjs";
export { default as deflt } from "./y.mjs";
import { shared } from "./y.mjs";
shared.n += 10;
export default "hub default";
