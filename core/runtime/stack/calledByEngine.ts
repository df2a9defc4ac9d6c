import { host } from "../host.js";
import { descriptorOf, startsWith } from "../natives.js";

/** Names of functions that proxies have had as their `get` trap, from the first proxy on. */
let traps: Record<string, true> | undefined;

/** Handlers of restored proxies, which had no properties yet when those were made. */
let restored: (object | undefined)[] = [];

/** Notes a proxy that was restored. */
export function noteRestoredHandler(handler: object | undefined): void {
  restored[restored.length] = handler;
}

/** Notes a proxy that the program makes. Nothing of the program runs. */
export function noteTraps(handler: unknown): void {
  traps ??= { __proto__: null, get: true } as unknown as Record<string, true>;
  const trap: unknown = typeof handler === "object" && handler !== null ? descriptorOf(handler, "get")?.value : undefined;
  const name: unknown = typeof trap === "function" ? descriptorOf(trap, "name")?.value : undefined;
  if (typeof name === "string") traps[name] = true;
}

/**
 * Whether the frame of a function of this name may be one that the engine has called to find the method of a call `o.m()`: a getter, or a proxy's trap.
 * V8 says of both that they stand at the call; JavaScriptCore tells them apart by the place.
 */
export function mayFindMethod(functionName: string): boolean {
  if (host.engine === "bun") return false;
  for (let i = 0; i < restored.length; i++) noteTraps(restored[i]);
  restored = [];
  return startsWith(functionName, "get ") || traps?.[functionName] === true;
}
