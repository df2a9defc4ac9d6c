import { defineProperty } from "../primordials.js";

declare global {
  /** Whether safepoints are to stop: `if ($stop) $tm.pause();`. */
  var $stop: boolean;
}

/**
 * Makes `$stop` anew, false. V8 takes a property of the global object that has never changed for a constant, and leaves code that relies on it when the
 * property does change; deleting and defining it lets it be a constant again.
 */
export function installStop(): void {
  delete (globalThis as { $stop?: boolean }).$stop;
  defineProperty(globalThis, "$stop", { value: false, writable: true, enumerable: false, configurable: true });
}

/** Lets safepoints call `$tm.pause()`. */
export function startSafepoints(): void {
  globalThis.$stop = true;
}

/** Code runs past its safepoints again. */
export function stopSafepoints(): void {
  if (globalThis.$stop) installStop();
}
