import { apply, type Callback, type Indexed } from "./intrinsics.js";
import { arrayOfLength } from "./ownArrays.js";
import { sortValues } from "./sortValues.js";
import { createSameType, type TypedArray, typedLength, typedMethod } from "./typedArrays.js";

const nativeSort = typedMethod("sort");
const nativeToSorted = typedMethod("toSorted");

/** %TypedArray%.prototype methods that sort (ECMA-262 23.2.3.29, .33). Without a comparator they are the native ones. */
export const typedArraySort = {
  sort(this: TypedArray, compare: Callback | undefined): unknown {
    const length = typedLength(this);
    if (length === 0 || typeof compare !== "function") return apply(nativeSort, this, [compare] as never);
    const values = sorted(this, length, compare);
    for (let k = 0; k < length; k++) this[k] = values[k];
    return this;
  },

  toSorted(this: TypedArray, compare: Callback | undefined): unknown {
    const length = typedLength(this);
    if (length === 0 || typeof compare !== "function") return apply(nativeToSorted, this, [compare] as never);
    const result = createSameType(this, length);
    const values = sorted(this, length, compare);
    for (let k = 0; k < length; k++) result[k] = values[k];
    return result;
  },
};

function sorted(array: TypedArray, length: number, compare: Callback): Indexed {
  const values = arrayOfLength(length);
  for (let k = 0; k < length; k++) values[k] = array[k];
  sortValues(values, length, compare);
  return values;
}
