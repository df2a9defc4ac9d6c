import { inspectHooks } from "./inspectHooks.js";
import { host } from "./host.js";
import { setNativePromiseTest } from "./promiseState.js";
import util from "./vendor/nodeInspect.js";

/** `util.inspect`, `util.format`: Node's own code, so that every engine prints as Node does. */
export const { inspect, format, formatWithOptions, stripVTControlCharacters } = util;

/** Takes from the host what the extracted code can only guess at. Called once at start. */
export function installInspect(): void {
  const native = host.builtin("util") as { types?: Record<string, (value: unknown) => boolean> } | undefined;
  const types = native?.types;
  if (types === undefined) return;
  if (types["isPromise"] !== undefined) setNativePromiseTest(types["isPromise"]);
  const own = inspectHooks.types;
  for (const name of Object.keys(types)) {
    const test = types[name];
    if (!(name in own) && typeof test === "function") own[name] = test;
  }
  if (types["isProxy"] !== undefined && host.engine !== "quickjs") inspectHooks.isNativeProxy = types["isProxy"];
}
