import { apply, type Callback, nativeMethod } from "./intrinsics.js";
import { lengthOf, requireCallable, toObject } from "./operations.js";

const { prototype } = Array;
const nativeEvery = nativeMethod(prototype, "every");
const nativeForEach = nativeMethod(prototype, "forEach");
const nativeSome = nativeMethod(prototype, "some");

/** Array.prototype methods that show each element to a function (ECMA-262 23.1.3.6, .15, .29). */
export const arrayVisits = {
  every(this: unknown, predicate: Callback, thisArg: unknown = undefined): boolean {
    const object = toObject(this, nativeEvery);
    const length = lengthOf(object);
    requireCallable(predicate, nativeEvery);
    for (let k = 0; k < length; k++) {
      if (!(k in object)) continue;
      const value = object[k];
      if (!(thisArg === undefined ? predicate(value, k, object) : apply(predicate, thisArg, [value, k, object]))) return false;
    }
    return true;
  },

  forEach(this: unknown, callback: Callback, thisArg: unknown = undefined): void {
    const object = toObject(this, nativeForEach);
    const length = lengthOf(object);
    requireCallable(callback, nativeForEach);
    for (let k = 0; k < length; k++) {
      if (!(k in object)) continue;
      const value = object[k];
      if (thisArg === undefined) callback(value, k, object);
      else apply(callback, thisArg, [value, k, object]);
    }
  },

  some(this: unknown, predicate: Callback, thisArg: unknown = undefined): boolean {
    const object = toObject(this, nativeSome);
    const length = lengthOf(object);
    requireCallable(predicate, nativeSome);
    for (let k = 0; k < length; k++) {
      if (!(k in object)) continue;
      const value = object[k];
      if (thisArg === undefined ? predicate(value, k, object) : apply(predicate, thisArg, [value, k, object])) return true;
    }
    return false;
  },
};
