import {
  type Callback,
  type Indexed,
  type Native,
  NativeProxy,
  NativeTypeError,
  apply,
  construct,
  definePropertyOrThrow,
  floor,
  toObjectValue,
} from "./intrinsics.js";

/** Abstract operations of ECMA-262 (section 7) that more than one builtin needs. */

export const maxSafeLength = 2 ** 53 - 1;

/** Whether a value is an object or a function. `document.all` is none of ours to know. */
export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/**
 * ToObject (7.1.18) of a method's receiver. Errors are the native's own: it is asked to throw them, so that class, message and whatever else an engine adds
 * are its. It refuses its receiver before it looks at its arguments.
 */
export function toObject(receiver: unknown, native: Native): Indexed {
  if (typeof receiver === "object" && receiver !== null) return receiver as Indexed;
  if (receiver === undefined || receiver === null) apply(native, receiver, []);
  return toObjectValue(receiver) as Indexed;
}

/** LengthOfArrayLike (7.3.18). */
export function lengthOf(object: Indexed): number {
  const length = object["length"];
  if (typeof length === "number" && length >>> 0 === length) return length >>> 0;
  return toLength(length);
}

/** ToLength (7.1.20). */
export function toLength(value: unknown): number {
  const length = toIntegerOrInfinity(value);
  return length <= 0 ? 0 : length > maxSafeLength ? maxSafeLength : length;
}

/** ToIntegerOrInfinity (7.1.5). The plus is ToNumber: a symbol and a bigint are refused by it. */
export function toIntegerOrInfinity(value: unknown): number {
  const number = +(value as string);
  if (number !== number || number === 0) return 0;
  return number < 0 ? -floor(-number) : floor(number);
}

/** ToString (7.1.17). */
export function toText(value: unknown): string {
  return typeof value === "string" ? value : `${value as number}`;
}

const constructTrap = {
  __proto__: null,
  construct() {
    return constructTrap;
  },
};

/** IsConstructor (7.2.4), without a step that the value could notice: a proxy has [[Construct]] only if its target has. */
export function isConstructor(value: unknown): value is new (...args: unknown[]) => object {
  if (typeof value !== "function") return false;
  try {
    construct(new NativeProxy(value, constructTrap) as never, []);
    return true;
  } catch {
    return false;
  }
}

/** CreateDataPropertyOrThrow (7.3.7) on an object that is not ours. */
export function createDataProperty(object: object, key: PropertyKey, value: unknown): void {
  definePropertyOrThrow(object, key, {
    __proto__: null,
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor);
}

const emptyArray: readonly unknown[] = [];

/** IsCallable or the error of the native method, which is asked with an empty array: it has nothing else against that. */
export function requireCallable(value: unknown, native: Native): asserts value is Callback {
  if (typeof value !== "function") apply(native, emptyArray, [value] as never);
}

/** A TypeError with V8's text, where no native builtin can be made to throw it without a step that could be noticed. */
export function typeError(message: string): TypeError {
  return new NativeTypeError(message);
}
