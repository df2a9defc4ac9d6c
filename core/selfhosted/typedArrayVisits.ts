import { apply, type Callback } from "./intrinsics.js";
import { type TypedArray, typedLength, typedMethod } from "./typedArrays.js";

const nativeEvery = typedMethod("every");
const nativeForEach = typedMethod("forEach");
const nativeSome = typedMethod("some");

/**
 * %TypedArray%.prototype methods that show each element to a function (ECMA-262 23.2.3.8, .15, .28). One without elements, a detached one and what is no typed
 * array are left to the native method: it calls no function then.
 */
export const typedArrayVisits = {
  every(this: TypedArray, predicate: Callback, thisArg: unknown = undefined): boolean {
    const length = typedLength(this);
    if (length === 0 || typeof predicate !== "function") return apply(nativeEvery, this, [predicate] as never) as never;
    for (let k = 0; k < length; k++) {
      const value = this[k];
      if (!(thisArg === undefined ? predicate(value, k, this) : apply(predicate, thisArg, [value, k, this]))) return false;
    }
    return true;
  },

  forEach(this: TypedArray, callback: Callback, thisArg: unknown = undefined): void {
    const length = typedLength(this);
    if (length === 0 || typeof callback !== "function") return void apply(nativeForEach, this, [callback] as never);
    for (let k = 0; k < length; k++) {
      const value = this[k];
      if (thisArg === undefined) callback(value, k, this);
      else apply(callback, thisArg, [value, k, this]);
    }
  },

  some(this: TypedArray, predicate: Callback, thisArg: unknown = undefined): boolean {
    const length = typedLength(this);
    if (length === 0 || typeof predicate !== "function") return apply(nativeSome, this, [predicate] as never) as never;
    for (let k = 0; k < length; k++) {
      const value = this[k];
      if (thisArg === undefined ? predicate(value, k, this) : apply(predicate, thisArg, [value, k, this])) return true;
    }
    return false;
  },
};
