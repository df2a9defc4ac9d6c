import { apply, type Callback } from "./intrinsics.js";
import { type TypedArray, typedLength, typedMethod } from "./typedArrays.js";

const nativeReduce = typedMethod("reduce");
const nativeReduceRight = typedMethod("reduceRight");

/** %TypedArray%.prototype methods that fold (ECMA-262 23.2.3.23, .24). */
export const typedArrayReduce = {
  reduce(this: TypedArray, callback: Callback): unknown {
    const length = typedLength(this);
    if (length === 0 || typeof callback !== "function") return apply(nativeReduce, this, arguments as never);
    let k = 0;
    let accumulator = arguments.length > 1 ? (arguments[1] as unknown) : this[k++];
    for (; k < length; k++) accumulator = callback(accumulator, this[k], k, this);
    return accumulator;
  },

  reduceRight(this: TypedArray, callback: Callback): unknown {
    const length = typedLength(this);
    if (length === 0 || typeof callback !== "function") return apply(nativeReduceRight, this, arguments as never);
    let k = length - 1;
    let accumulator = arguments.length > 1 ? (arguments[1] as unknown) : this[k--];
    for (; k >= 0; k--) accumulator = callback(accumulator, this[k], k, this);
    return accumulator;
  },
};
