import { defineProperty, functionToString, getOwnPropertyDescriptor, isObject, ownKeys } from "./primordials.js";

/**
 * Functions of ours that stand where the engine or the host had one show the other's `name`, `length` and text: whatever this engine's program would
 * see.
 */
const texts = new WeakMap<object, string>();
const { get, set } = WeakMap.prototype;
const { apply } = Reflect;

/** What `toString` must answer for a function of ours that replaced a builtin. */
export function builtinText(f: object): string | undefined {
  return apply(get, texts, [f]) as string | undefined;
}

/** A function by the keys that lead to it from the global object. */
interface Place {
  readonly path: readonly PropertyKey[];
  readonly native: object;
}

let places: Place[] = [];

/** Globals of which we replace something. Looking at others could load lazy parts of the host. */
const replacedGlobals = [
  "AbortController",
  "AbortSignal",
  "Error",
  "Event",
  "EventTarget",
  "FinalizationRegistry",
  "Function",
  "Promise",
  "Proxy",
  "TextDecoder",
  "TextEncoder",
  "URL",
  "URLSearchParams",
  "WeakRef",
  "clearImmediate",
  "clearInterval",
  "clearTimeout",
  "console",
  "queueMicrotask",
  "setImmediate",
  "setInterval",
  "setTimeout",
  "structuredClone",
];

/** Remembers what functions stand where. To be called before anything is replaced. */
export function rememberBuiltins(): void {
  places = [];
  for (const name of replacedGlobals) noteFunctions(getOwnPropertyDescriptor(globalThis, name)?.value, [name]);
}

/** A global function, its members and those of its prototype. */
function noteFunctions(value: unknown, path: readonly PropertyKey[]): void {
  if (!isObject(value)) return;
  if (typeof value === "function") places.push({ path, native: value });
  if (path.length > 2 || (path.length === 2 && path[1] !== "prototype")) return;
  for (const key of ownKeys(value)) noteFunctions(getOwnPropertyDescriptor(value, key)?.value, [...path, key]);
}

/** Makes a function of ours look like one of the host's. */
export function dressAs<T extends object>(own: T, native: object): T {
  for (const key of ["length", "name"]) {
    const descriptor = getOwnPropertyDescriptor(native, key);
    if (descriptor !== undefined) defineProperty(own, key, descriptor);
  }
  apply(set, texts, [own, functionToString(native)]);
  return own;
}

/** Makes what was replaced since `rememberBuiltins` look like what it replaced. */
export function dressBuiltins(): void {
  for (const { path, native } of places) {
    const own = at(path);
    if (typeof own !== "function" || own === native) continue;
    dressAs(own, native);
  }
  places = [];
}

function at(path: readonly PropertyKey[]): unknown {
  let value: unknown = globalThis;
  for (const key of path) {
    if (!isObject(value)) return undefined;
    value = getOwnPropertyDescriptor(value, key)?.value;
  }
  return value;
}
