// use: all
import read, { parse as p } from "./io.mjs";
import * as all from "./all.mjs";
export * from "./more.mjs";
export { x as y } from "./y.mjs";
export let count = 0;
export function bump() { count += p(read()); }
export default class { }
console.log(all, count);
