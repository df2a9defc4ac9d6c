/**
 * The builtins that the self-hosted ones use, taken while this file is loaded: nothing that a program does to its realm later reaches them, beyond what the
 * specification lets it reach. Code here uses no method call, iteration, spread or array pattern on a builtin: hardenRuntime.mjs would not be there to bind it
 * when these functions are instrumented like a program's. They are called through Reflect.apply: JavaScriptCore is slow at bound functions.
 */
export const { apply, construct, getPrototypeOf, ownKeys } = Reflect;
export const { create, is } = Object;
export const objectKeys = Object.keys as (object: object) => readonly string[];
/** Throws what the engine throws when the property can't be defined. */
export const definePropertyOrThrow = Object.defineProperty;
export const NativeArray = Array;
export const { isArray } = Array;
export const NativeMap = Map;
export const ArrayPrototype = Array.prototype as unknown as object;
export const ObjectPrototype = Object.prototype;
/** Methods of texts, as they were. */
export const StringPrototype = {
  charCodeAt: String.prototype.charCodeAt,
  indexOf: String.prototype.indexOf,
  slice: String.prototype.slice,
};
export const NativeProxy = Proxy;
export const NativeTypeError = TypeError;
export const toObjectValue: (value: unknown) => object = Object;
export const { floor } = Math;
export const iteratorSymbol: typeof Symbol.iterator = Symbol.iterator;
export const speciesSymbol: typeof Symbol.species = Symbol.species;

/** A function of the program, called with whatever the builtin hands out. */
export type Callback = (...args: unknown[]) => unknown;
/** A native builtin. */
export type Native = (this: unknown, ...args: never[]) => unknown;
/** Any object, read by index or key. */
export type Indexed = Record<PropertyKey, unknown>;

/** The native method at `key`, taken now; undefined in engines that lack it. */
export function nativeMethod(holder: object, key: PropertyKey): Native {
  return (holder as Indexed)[key] as Native;
}

const { toString } = Function.prototype;

/** The text of a function. */
export function functionText(f: unknown): string {
  return apply(toString, f, []);
}
