import { apply, type Callback, nativeMethod } from "./intrinsics.js";
import { lengthOf, requireCallable, toObject } from "./operations.js";

const { prototype } = Array;
const nativeReduce = nativeMethod(prototype, "reduce");
const nativeReduceRight = nativeMethod(prototype, "reduceRight");
const sum = (a: number): number => a;

/** Array.prototype methods that fold (ECMA-262 23.1.3.24, .25). */
export const arrayReduce = {
  reduce(this: unknown, callback: Callback): unknown {
    const object = toObject(this, nativeReduce);
    const length = lengthOf(object);
    requireCallable(callback, nativeReduce);
    let k = 0;
    let accumulator: unknown;
    if (arguments.length > 1) {
      accumulator = arguments[1];
    } else {
      while (k < length && !(k in object)) k++;
      if (k >= length) return apply(nativeReduce, [], [sum] as never);
      accumulator = object[k++];
    }
    for (; k < length; k++) if (k in object) accumulator = callback(accumulator, object[k], k, object);
    return accumulator;
  },

  reduceRight(this: unknown, callback: Callback): unknown {
    const object = toObject(this, nativeReduceRight);
    const length = lengthOf(object);
    requireCallable(callback, nativeReduceRight);
    let k = length - 1;
    let accumulator: unknown;
    if (arguments.length > 1) {
      accumulator = arguments[1];
    } else {
      while (k >= 0 && !(k in object)) k--;
      if (k < 0) return apply(nativeReduceRight, [], [sum] as never);
      accumulator = object[k--];
    }
    for (; k >= 0; k--) if (k in object) accumulator = callback(accumulator, object[k], k, object);
    return accumulator;
  },
};
