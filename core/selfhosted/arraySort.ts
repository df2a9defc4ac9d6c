import { apply, type Callback, type Indexed, nativeMethod } from "./intrinsics.js";
import { createDataProperty, lengthOf, toObject } from "./operations.js";
import { arrayOfLength, isReserved, makeRoom } from "./ownArrays.js";
import { sortValues } from "./sortValues.js";

const nativeSort = nativeMethod(Array.prototype, "sort");
const nativeToSorted = nativeMethod(Array.prototype, "toSorted") as ReturnType<typeof nativeMethod> | undefined;

/** Array.prototype methods that sort (ECMA-262 23.1.3.30, .34). Without a comparator they are the native ones: no function of the program is called then. */
export const arraySort = {
  sort(this: unknown, compare: Callback | undefined): unknown {
    if (typeof compare !== "function") return apply(nativeSort, this, [compare] as never);
    const object = toObject(this, nativeSort);
    const length = lengthOf(object);
    // Nothing to compare: V8 and JavaScriptCore touch nothing.
    if (length < 2) return object;
    const values: Indexed = [] as never;
    let room = 0;
    let count = 0;
    let undefineds = 0;
    for (let k = 0; k < length; k++) {
      if (!(k in object)) continue;
      const value = object[k];
      if (value === undefined) {
        undefineds++;
        continue;
      }
      if (count === room) room = makeRoom(values, count, length);
      values[count++] = value;
    }
    sortValues(values, count, compare);
    for (let k = 0; k < count; k++) object[k] = values[k];
    const defined = count + undefineds;
    for (let k = count; k < defined; k++) object[k] = undefined;
    for (let k = defined; k < length; k++) delete object[k];
    return object;
  },

  toSorted(this: unknown, compare: Callback | undefined): unknown {
    if (typeof compare !== "function") return apply(nativeToSorted!, this, [compare] as never);
    const object = toObject(this, nativeToSorted!);
    const length = lengthOf(object);
    const values = arrayOfLength(length);
    const reserved = isReserved(length);
    let count = 0;
    for (let k = 0; k < length; k++) {
      const value = object[k];
      if (value === undefined) continue;
      if (reserved) values[count++] = value;
      else createDataProperty(values, count++, value);
    }
    sortValues(values, count, compare);
    for (let k = count; k < length; k++) {
      if (reserved) values[k] = undefined;
      else createDataProperty(values, k, undefined);
    }
    return values;
  },
};
