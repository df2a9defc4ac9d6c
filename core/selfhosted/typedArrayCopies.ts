import { apply, type Callback, type Indexed } from "./intrinsics.js";
import { makeRoom } from "./ownArrays.js";
import { createSpecies, type TypedArray, typedLength, typedMethod } from "./typedArrays.js";

const nativeFilter = typedMethod("filter");
const nativeMap = typedMethod("map");

/** %TypedArray%.prototype methods that make a typed array of what a function answers (ECMA-262 23.2.3.10, .22). */
export const typedArrayCopies = {
  filter(this: TypedArray, predicate: Callback, thisArg: unknown = undefined): unknown {
    const length = typedLength(this);
    if (length === 0 || typeof predicate !== "function") return apply(nativeFilter, this, [predicate] as never);
    const kept: Indexed = [] as never;
    let count = 0;
    let room = 0;
    for (let k = 0; k < length; k++) {
      const value = this[k];
      if (!(thisArg === undefined ? predicate(value, k, this) : apply(predicate, thisArg, [value, k, this]))) continue;
      if (count === room) room = makeRoom(kept, count, length);
      kept[count++] = value;
    }
    const result = createSpecies(this, count, nativeFilter);
    for (let k = 0; k < count; k++) result[k] = kept[k];
    return result;
  },

  map(this: TypedArray, callback: Callback, thisArg: unknown = undefined): unknown {
    const length = typedLength(this);
    if (length === 0 || typeof callback !== "function") return apply(nativeMap, this, [callback] as never);
    const result = createSpecies(this, length, nativeMap);
    for (let k = 0; k < length; k++) {
      const value = this[k];
      result[k] = thisArg === undefined ? callback(value, k, this) : apply(callback, thisArg, [value, k, this]);
    }
    return result;
  },
};
