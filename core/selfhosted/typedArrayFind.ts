import { apply, type Callback } from "./intrinsics.js";
import { type TypedArray, typedLength, typedMethod } from "./typedArrays.js";

const nativeFind = typedMethod("find");
const nativeFindIndex = typedMethod("findIndex");
const nativeFindLast = typedMethod("findLast");
const nativeFindLastIndex = typedMethod("findLastIndex");

/** %TypedArray%.prototype methods that look for an element (ECMA-262 23.2.3.11-14). */
export const typedArrayFind = {
  find(this: TypedArray, predicate: Callback, thisArg: unknown = undefined): unknown {
    const length = typedLength(this);
    if (length === 0 || typeof predicate !== "function") return apply(nativeFind, this, [predicate] as never) as never;
    for (let k = 0; k < length; k++) {
      const value = this[k];
      if (thisArg === undefined ? predicate(value, k, this) : apply(predicate, thisArg, [value, k, this])) return value;
    }
    return undefined;
  },

  findIndex(this: TypedArray, predicate: Callback, thisArg: unknown = undefined): number {
    const length = typedLength(this);
    if (length === 0 || typeof predicate !== "function") return apply(nativeFindIndex, this, [predicate] as never) as never;
    for (let k = 0; k < length; k++) {
      const value = this[k];
      if (thisArg === undefined ? predicate(value, k, this) : apply(predicate, thisArg, [value, k, this])) return k;
    }
    return -1;
  },

  findLast(this: TypedArray, predicate: Callback, thisArg: unknown = undefined): unknown {
    const length = typedLength(this);
    if (length === 0 || typeof predicate !== "function") return apply(nativeFindLast, this, [predicate] as never) as never;
    for (let k = length - 1; k >= 0; k--) {
      const value = this[k];
      if (thisArg === undefined ? predicate(value, k, this) : apply(predicate, thisArg, [value, k, this])) return value;
    }
    return undefined;
  },

  findLastIndex(this: TypedArray, predicate: Callback, thisArg: unknown = undefined): number {
    const length = typedLength(this);
    if (length === 0 || typeof predicate !== "function") return apply(nativeFindLastIndex, this, [predicate] as never) as never;
    for (let k = length - 1; k >= 0; k--) {
      const value = this[k];
      if (thisArg === undefined ? predicate(value, k, this) : apply(predicate, thisArg, [value, k, this])) return k;
    }
    return -1;
  },
};
