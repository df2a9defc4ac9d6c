/**
 * The intrinsics that capture and restore use, taken while this file is loaded: before the runtime replaces any of them and before the program can.
 * No code in capture or restore uses a method call, iteration, spread or destructuring on a builtin that a patched intrinsic could see.
 */

type Uncurried<T extends (...args: never[]) => unknown> = (self: unknown, ...args: Parameters<T>) => ReturnType<T>;

const { bind, call } = Function.prototype;
const { apply: applyNative } = Reflect;
const uncurry = applyNative(bind, bind, [call]) as <T extends (...args: never[]) => unknown>(method: T) => Uncurried<T>;

export const { apply, ownKeys, construct, defineProperty, deleteProperty, setPrototypeOf, preventExtensions, isExtensible } = Reflect;
export const { create, getPrototypeOf, is } = Object;
/** Descriptors have no prototype pollution to fear: absent fields are never read through it, see `flagsOf`. */
export const descriptorOf = Object.getOwnPropertyDescriptor as (object: object, key: PropertyKey) => PropertyDescriptor | undefined;
export const hasOwn = Object.hasOwn as (object: object, key: PropertyKey) => boolean;
export const { isArray } = Array;
export const isView = ArrayBuffer.isView as (value: unknown) => value is ArrayBufferView;

export const functionToString = uncurry(Function.prototype.toString);
export const objectToString = uncurry(Object.prototype.toString);
export const bindFunction = uncurry(Function.prototype.bind as (self: unknown, ...args: unknown[]) => (...args: never[]) => unknown);
export const charCodeAt = uncurry(String.prototype.charCodeAt);
export const slice = uncurry(String.prototype.slice);
export const lastIndexOf = uncurry(String.prototype.lastIndexOf);
export const indexOf = uncurry(String.prototype.indexOf);
export const startsWith = uncurry(String.prototype.startsWith);
export const endsWith = uncurry(String.prototype.endsWith);
export const joinArray = uncurry(Array.prototype.join);
export const sortArray = uncurry(Array.prototype.sort as (compare: (a: never, b: never) => number) => unknown[]);

function getter(prototype: object, key: PropertyKey): (self: unknown) => unknown {
  const descriptor = descriptorOf(prototype, key);
  return uncurry(descriptor!.get as () => unknown);
}

export const NativeMap = Map;
export const mapGet = uncurry(Map.prototype.get as (key: unknown) => unknown);
export const mapSet = uncurry(Map.prototype.set as (key: unknown, value: unknown) => unknown);
export const mapDelete = uncurry(Map.prototype.delete as (key: unknown) => boolean);
export const mapForEach = uncurry(Map.prototype.forEach as (visit: (value: unknown, key: unknown) => void) => void);
export const mapSize = getter(Map.prototype, "size") as (self: unknown) => number;
export const NativeSet = Set;
export const setAdd = uncurry(Set.prototype.add as (value: unknown) => unknown);
export const setForEach = uncurry(Set.prototype.forEach as (visit: (value: unknown) => void) => void);
export const setSize = getter(Set.prototype, "size") as (self: unknown) => number;
export const NativeWeakMap = WeakMap;
export const weakMapGet = uncurry(WeakMap.prototype.get as (key: object) => unknown);
export const weakMapSet = uncurry(WeakMap.prototype.set as (key: object, value: unknown) => unknown);
export const weakMapHas = uncurry(WeakMap.prototype.has as (key: object) => boolean);
export const NativeWeakSet = WeakSet;
export const weakSetHas = uncurry(WeakSet.prototype.has as (key: object) => boolean);
export const weakSetAdd = uncurry(WeakSet.prototype.add as (key: object) => unknown);
export const NativeWeakRef = WeakRef;
export const deref = uncurry(WeakRef.prototype.deref as () => unknown);
export const NativeFinalizationRegistry = FinalizationRegistry;
export const NativeProxy = Proxy;
export const makeRevocable = Proxy.revocable;

export const NativeDate = Date;
export const dateTime = uncurry(Date.prototype.getTime);
export const NativeRegExp = RegExp;
export const regExpSource = getter(RegExp.prototype, "source") as (self: unknown) => string;
const flagGetters: readonly (readonly [string, (self: unknown) => unknown])[] = (() => {
  const found: [string, (self: unknown) => unknown][] = [];
  const names = ["hasIndices", "global", "ignoreCase", "multiline", "dotAll", "unicode", "unicodeSets", "sticky"];
  const letters = ["d", "g", "i", "m", "s", "u", "v", "y"];
  for (let i = 0; i < names.length; i++) {
    if (descriptorOf(RegExp.prototype, names[i]!)?.get !== undefined) found.push([letters[i]!, getter(RegExp.prototype, names[i]!)]);
  }
  return found;
})();

/** The flags of a regular expression, without the patchable `flags` getter of RegExp.prototype. @throws TypeError on anything else. */
export function regExpFlags(regExp: unknown): string {
  let flags = "";
  for (let i = 0; i < flagGetters.length; i++) {
    const flag = flagGetters[i]!;
    if (flag[1](regExp) === true) flags += flag[0];
  }
  return flags;
}

export const NativeError = Error;
export const NativeTypeError = TypeError;
export const numberValue = uncurry(Number.prototype.valueOf);
export const stringValue = uncurry(String.prototype.valueOf);
export const booleanValue = uncurry(Boolean.prototype.valueOf);
export const symbolValue = uncurry(Symbol.prototype.valueOf);
export const bigintValue = uncurry(BigInt.prototype.valueOf);
export const toObject = Object as (value: unknown) => object;
export const symbolDescription = getter(Symbol.prototype, "description") as (self: unknown) => string | undefined;
export const symbolKeyFor = Symbol.keyFor as (symbol: symbol) => string | undefined;
export const symbolFor = Symbol.for as (key: string) => symbol;
export const makeSymbol = Symbol as (description?: string) => symbol;
export const toBigInt = BigInt as (text: string) => bigint;

export const NativeArrayBuffer = ArrayBuffer;
export const bufferLength = getter(ArrayBuffer.prototype, "byteLength") as (self: unknown) => number;
export const bufferMaxLength =
  descriptorOf(ArrayBuffer.prototype, "maxByteLength")?.get === undefined
    ? undefined
    : (getter(ArrayBuffer.prototype, "maxByteLength") as (self: unknown) => number);
export const bufferResizable =
  descriptorOf(ArrayBuffer.prototype, "resizable")?.get === undefined
    ? undefined
    : (getter(ArrayBuffer.prototype, "resizable") as (self: unknown) => boolean);
export const NativeSharedArrayBuffer = typeof SharedArrayBuffer === "undefined" ? undefined : SharedArrayBuffer;
export const sharedBufferLength =
  NativeSharedArrayBuffer === undefined
    ? undefined
    : (getter(NativeSharedArrayBuffer.prototype, "byteLength") as (self: unknown) => number);
const TypedArray = getPrototypeOf(Uint8Array) as { prototype: object };
export const typedArrayTag = getter(TypedArray.prototype, Symbol.toStringTag) as (self: unknown) => string | undefined;
export const typedArrayBuffer = getter(TypedArray.prototype, "buffer") as (self: unknown) => object;
export const typedArrayOffset = getter(TypedArray.prototype, "byteOffset") as (self: unknown) => number;
export const typedArrayLength = getter(TypedArray.prototype, "length") as (self: unknown) => number;
export const dataViewBuffer = getter(DataView.prototype, "buffer") as (self: unknown) => object;
export const dataViewOffset = getter(DataView.prototype, "byteOffset") as (self: unknown) => number;
export const dataViewLength = getter(DataView.prototype, "byteLength") as (self: unknown) => number;
export const NativeUint8Array = Uint8Array;

const GeneratorPrototype = getPrototypeOf((function* () {} as () => object).prototype as object) as { next: unknown };
export const generatorNext = uncurry(GeneratorPrototype.next as (value?: unknown) => { done: boolean; value: unknown });

/** Makes an arguments object without elements; mapped kind, so that all its properties can be deleted. */
export const makeArguments = new Function("return arguments") as () => object;

const promiseThen = uncurry(Promise.prototype.then as () => unknown);
const asked = {};

/**
 * Whether an object that inherits from Promise.prototype is a promise of the engine, which nothing else can tell: `then` refuses other objects before it
 * reads their `constructor`. Also true for an object that can't be asked, because its `constructor` has to stay.
 */
export function isPromise(object: object): boolean {
  const holder = hasOwn(object, "constructor") ? object : (getPrototypeOf(object) as object);
  const before = descriptorOf(holder, "constructor");
  const get = (): never => {
    throw asked;
  };
  if (!defineProperty(holder, "constructor", { get, configurable: true })) return true;
  try {
    promiseThen(object);
    return true;
  } catch (error) {
    return error === asked;
  } finally {
    if (before === undefined) deleteProperty(holder, "constructor");
    else defineProperty(holder, "constructor", before);
  }
}
