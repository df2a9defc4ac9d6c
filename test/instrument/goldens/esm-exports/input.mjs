import def, { named as other } from "./io.mjs";
import * as space from "./io.mjs";
export { other as again };
export * from "./more.mjs";
export let count = 0;
export default function main() { count++; return other(def, space.read(1)); }
