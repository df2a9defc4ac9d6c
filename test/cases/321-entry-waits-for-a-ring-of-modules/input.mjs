// The entry has not begun: it waits for the top-level await of a module that imports the entry.
import { seen, step } from "./part.mjs";
export const entered = "entered";
export function hoisted() {
  return "hoisted";
}
console.log(seen.join(), step());
export let live = 1;
await null;
live++;
console.log(seen.at(-1)());
