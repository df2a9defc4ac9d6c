import { apply, type Callback, type Indexed, isArray, nativeMethod } from "./intrinsics.js";
import { createDataProperty, lengthOf, maxSafeLength, requireCallable, toObject, typeError } from "./operations.js";
import { speciesOf } from "./arraySpecies.js";
import { arrayOfLength, isReserved, makeRoom, trim } from "./ownArrays.js";

const { prototype } = Array;
const nativeFilter = nativeMethod(prototype, "filter");
const nativeFlatMap = nativeMethod(prototype, "flatMap");
const nativeMap = nativeMethod(prototype, "map");

/** Array.prototype methods that make an array of what a function answers (ECMA-262 23.1.3.8, .14, .21). */
export const arrayCopies = {
  filter(this: unknown, predicate: Callback, thisArg: unknown = undefined): unknown {
    const object = toObject(this, nativeFilter);
    const length = lengthOf(object);
    requireCallable(predicate, nativeFilter);
    const species = speciesOf(object);
    // Most results are short.
    let room = species !== undefined ? 0 : length < 16 ? length : 16;
    const result = (species === undefined ? arrayOfLength(room) : new species(0)) as Indexed;
    let kept = 0;
    for (let k = 0; k < length; k++) {
      if (!(k in object)) continue;
      const value = object[k];
      if (!(thisArg === undefined ? predicate(value, k, object) : apply(predicate, thisArg, [value, k, object]))) continue;
      if (species !== undefined) {
        createDataProperty(result, kept++, value);
      } else {
        if (kept === room) room = makeRoom(result, kept, length);
        result[kept++] = value;
      }
    }
    if (kept < room) trim(result, kept);
    return result;
  },

  flatMap(this: unknown, mapper: Callback, thisArg: unknown = undefined): unknown {
    const object = toObject(this, nativeFlatMap);
    const length = lengthOf(object);
    requireCallable(mapper, nativeFlatMap);
    const species = speciesOf(object);
    const result = (species === undefined ? [] : new species(0)) as Indexed;
    let used = 0;
    let room = 0;
    for (let k = 0; k < length; k++) {
      if (!(k in object)) continue;
      const value = object[k];
      const mapped = thisArg === undefined ? mapper(value, k, object) : apply(mapper, thisArg, [value, k, object]);
      const several = isArray(mapped);
      const count = several ? lengthOf(mapped as unknown as Indexed) : 1;
      for (let i = 0; i < count; i++) {
        if (several && !(i in mapped)) continue;
        const one = several ? (mapped as readonly unknown[])[i] : mapped;
        if (species !== undefined) {
          if (used >= maxSafeLength) throw typeError("Invalid array length");
          createDataProperty(result, used++, one);
        } else {
          if (used === room) room = makeRoom(result, used, maxSafeLength);
          result[used++] = one;
        }
      }
    }
    if (used < room) trim(result, used);
    return result;
  },

  map(this: unknown, callback: Callback, thisArg: unknown = undefined): unknown {
    const object = toObject(this, nativeMap);
    const length = lengthOf(object);
    requireCallable(callback, nativeMap);
    const species = speciesOf(object);
    const result = (species === undefined ? arrayOfLength(length) : new species(length)) as Indexed;
    const reserved = species === undefined && isReserved(length);
    for (let k = 0; k < length; k++) {
      if (!(k in object)) {
        if (reserved) delete result[k];
        continue;
      }
      const value = object[k];
      const mapped = thisArg === undefined ? callback(value, k, object) : apply(callback, thisArg, [value, k, object]);
      if (reserved) result[k] = mapped;
      else createDataProperty(result, k, mapped);
    }
    return result;
  },
};
