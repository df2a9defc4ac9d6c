import { carried } from "./asyncContext.js";
import { host } from "./host.js";
import { isHostCallback } from "./hostCallbacks.js";
import { CallbackJob, enqueueJob } from "./jobs.js";
import { invalidArgument } from "./nodeErrors.js";

/** `queueMicrotask` of the program. */
export function queueMicrotask(callback: unknown): void {
  if (typeof callback !== "function") throw invalidArgument("callback", "of type function", callback);
  if (isHostCallback(callback)) {
    host.microtask(callback as () => void);
    return;
  }
  enqueueJob(carried(new CallbackJob(callback as never, [])), undefined, true);
}

/** Puts it in place. Called once at start. */
export function installMicrotasks(): void {
  Object.defineProperty(globalThis, "queueMicrotask", { value: queueMicrotask, writable: true, enumerable: true, configurable: true });
}
