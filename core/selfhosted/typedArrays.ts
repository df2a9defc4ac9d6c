import { apply, getPrototypeOf, type Indexed, type Native, nativeMethod, speciesSymbol } from "./intrinsics.js";
import { isConstructor, isObject, typeError } from "./operations.js";

/** A typed array, read by index. */
export type TypedArray = Indexed & { readonly length: number };
type TypedArrayConstructor = new (length: number) => TypedArray;

const TypedArrayPrototype = getPrototypeOf(Uint8Array.prototype) as object;
export const TypedArrayFunction = getPrototypeOf(Uint8Array) as object;
const nativeIncludes = typedMethod("includes");
const nativeFrom = nativeMethod(TypedArrayFunction, "from");
const lengthGetter = getter("length");
const tagGetter = getter(Symbol.toStringTag);

function getter(key: PropertyKey): Native {
  return Object.getOwnPropertyDescriptor(TypedArrayPrototype, key)!.get as Native;
}

const constructors: Indexed = Object.assign(Object.create(null) as Indexed, {
  BigInt64Array,
  BigUint64Array,
  Float32Array,
  Float64Array,
  Int16Array,
  Int32Array,
  Int8Array,
  Uint16Array,
  Uint32Array,
  Uint8Array,
  Uint8ClampedArray,
  // ES2025.
  Float16Array: (globalThis as unknown as Indexed)["Float16Array"],
});

/** The native method of %TypedArray%.prototype. */
export function typedMethod(name: string): Native {
  return (TypedArrayPrototype as Indexed)[name] as Native;
}

/**
 * How many elements a typed array has; 0 also for a detached one and for what is none. Methods leave those to the native one, which calls no function of the
 * program for them and throws what the engine throws.
 */
export function typedLength(value: unknown): number {
  return typeof value === "object" && value !== null && apply(tagGetter, value, []) !== undefined
    ? (apply(lengthGetter, value, []) as number)
    : 0;
}

/** TypedArrayCreateSameType (ECMA-262 23.2.4.3). */
export function createSameType(exemplar: TypedArray, length: number): Indexed {
  return new (constructors[apply(tagGetter, exemplar, []) as string] as TypedArrayConstructor)(length);
}

/** TypedArraySpeciesCreate (23.2.4.1) with a length; `native` is the method that does it. */
export function createSpecies(exemplar: TypedArray, length: number, native: Native): Indexed {
  const kind = apply(tagGetter, exemplar, []) as string;
  const usual = constructors[kind] as TypedArrayConstructor;
  const given: unknown = exemplar["constructor"];
  if (given === undefined) return new usual(length);
  if (!isObject(given)) throw refusal(usual, given, native);
  const species: unknown = (given as Indexed)[speciesSymbol];
  if (species === undefined || species === null || species === usual) return new usual(length);
  if (!isConstructor(species)) throw refusal(usual, { [speciesSymbol]: species }, native);
  const made = new species(length);
  if (!holds(made, length)) throw refusal(usual, { [speciesSymbol]: makerOf(made) }, native, length);
  if (isBig(apply(tagGetter, made, [])) !== isBig(kind)) throw typeError("Content types of source and created typed arrays are different");
  return made as Indexed;
}

/** TypedArrayCreateFromCtor (23.2.4.2) with a length. */
export function createFromConstructor(constructor: new (...args: unknown[]) => object, length: number): Indexed {
  const made = new constructor(length);
  if (!holds(made, length)) throw apply(nativeFrom, makerOf(made), [{ length }] as never);
  return made as Indexed;
}

/** Whether something is a typed array, not detached, with at least so many elements. */
function holds(made: object, length: number): boolean {
  const elements = typedLength(made);
  if (elements > 0) return elements >= length;
  if (length > 0) return false;
  try {
    apply(nativeIncludes, made, []);
    return true;
  } catch {
    return false;
  }
}

function isBig(kind: unknown): boolean {
  return kind === "BigInt64Array" || kind === "BigUint64Array";
}

function makerOf(made: object): () => object {
  return function () {
    return made;
  };
}

/** Lets the native method throw what it throws for an array of this kind with this `constructor`. */
function refusal(usual: TypedArrayConstructor, constructor: unknown, native: Native, length = 1): unknown {
  const probe = new usual(length);
  (probe as { constructor: unknown }).constructor = constructor;
  return apply(native, probe, [accept] as never);
}
const accept = (): unknown => true;
