import { markerOf } from "./captureFunctions.js";
import { host } from "./host.js";
import { listed } from "./listed.js";
import { hasOwn } from "./natives.js";
import { BoundState } from "./patches.js";
import { hidden } from "./records.js";

/**
 * Whether a callback is the host's own. Bun and Deno have builtin modules written in JavaScript that find `process.nextTick`, `setTimeout` … through the
 * global object, where the program's are: what they queue is none of the program's business and goes to the host's own queues, where it is on Node.
 * A builtin that the program itself hands over (`setTimeout(console.log, 9, x)`) is known by its path and is the program's.
 */
export function isHostCallback(callback: unknown): boolean {
  if (host.shared === undefined || typeof callback !== "function") return false;
  // Most functions of builtin modules are no constructors, so most of the program's are told apart at once.
  return !hasOwn(callback, "prototype") && isHostFunction(callback);
}

function isHostFunction(f: object): boolean {
  const state = hidden.get(f);
  if (state !== undefined) return state instanceof BoundState && isHostFunction(state.target);
  return markerOf(f) === undefined && !listed.has(f);
}
