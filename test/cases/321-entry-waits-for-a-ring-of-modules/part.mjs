import * as entry from "./input.mjs";
import { hoisted } from "./input.mjs";
const attempt = (f) => {
  try {
    return f();
  } catch (error) {
    return error.name;
  }
};
export const seen = [];
let steps = 0;
export const step = () => ++steps;
for (let i = 0; i < 3; i++) {
  await new Promise((resolve) => setTimeout(resolve, 1));
  seen.push(hoisted(), attempt(() => entry.entered), "live" in entry, step());
  console.log(seen.join());
}
seen.push(() => [entry.entered, entry.live, step()].join());
