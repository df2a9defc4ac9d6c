import { markerOf } from "./captureFunctions.js";
import { host } from "./host.js";
import { hasOwn } from "./natives.js";
import { BoundState } from "./patches.js";
import { hidden } from "./records.js";

/** Whether an object is one of the realm's that a snapshot names by its path. Set when the realm has been listed. */
export const listed: { has(object: object): boolean } = { has: () => false };

/**
 * Whether a callback is the host's own. Bun and Deno have builtin modules written in JavaScript that find `process.nextTick`, `setTimeout` … through the
 * global object, where the program's are: what they queue is none of the program's business and goes to the host's own queues, where it is on Node.
 * A builtin that the program itself hands over (`setTimeout(console.log, 9, x)`) is known by its path and is the program's.
 */
export function isHostCallback(callback: unknown): boolean {
  if (host.shared === undefined || typeof callback !== "function") return false;
  // Functions of builtin modules are no constructors, so most of the program's are told apart at once.
  if (hasOwn(callback, "prototype")) return false;
  const state = hidden.get(callback);
  if (state !== undefined) return state instanceof BoundState && isHostCallback(state.target);
  return markerOf(callback) === undefined && !listed.has(callback);
}
