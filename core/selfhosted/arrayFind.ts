import { apply, type Callback, nativeMethod } from "./intrinsics.js";
import { lengthOf, requireCallable, toObject } from "./operations.js";

const { prototype } = Array;
const nativeFind = nativeMethod(prototype, "find");
const nativeFindIndex = nativeMethod(prototype, "findIndex");
const nativeFindLast = nativeMethod(prototype, "findLast");
const nativeFindLastIndex = nativeMethod(prototype, "findLastIndex");

/** Array.prototype methods that look for an element (ECMA-262 23.1.3.9-12). Holes are elements to them. */
export const arrayFind = {
  find(this: unknown, predicate: Callback, thisArg: unknown = undefined): unknown {
    const object = toObject(this, nativeFind);
    const length = lengthOf(object);
    requireCallable(predicate, nativeFind);
    for (let k = 0; k < length; k++) {
      const value = object[k];
      if (thisArg === undefined ? predicate(value, k, object) : apply(predicate, thisArg, [value, k, object])) return value;
    }
    return undefined;
  },

  findIndex(this: unknown, predicate: Callback, thisArg: unknown = undefined): number {
    const object = toObject(this, nativeFindIndex);
    const length = lengthOf(object);
    requireCallable(predicate, nativeFindIndex);
    for (let k = 0; k < length; k++) {
      const value = object[k];
      if (thisArg === undefined ? predicate(value, k, object) : apply(predicate, thisArg, [value, k, object])) return k;
    }
    return -1;
  },

  findLast(this: unknown, predicate: Callback, thisArg: unknown = undefined): unknown {
    const object = toObject(this, nativeFindLast);
    const length = lengthOf(object);
    requireCallable(predicate, nativeFindLast);
    for (let k = length - 1; k >= 0; k--) {
      const value = object[k];
      if (thisArg === undefined ? predicate(value, k, object) : apply(predicate, thisArg, [value, k, object])) return value;
    }
    return undefined;
  },

  findLastIndex(this: unknown, predicate: Callback, thisArg: unknown = undefined): number {
    const object = toObject(this, nativeFindLastIndex);
    const length = lengthOf(object);
    requireCallable(predicate, nativeFindLastIndex);
    for (let k = length - 1; k >= 0; k--) {
      const value = object[k];
      if (thisArg === undefined ? predicate(value, k, object) : apply(predicate, thisArg, [value, k, object])) return k;
    }
    return -1;
  },
};
