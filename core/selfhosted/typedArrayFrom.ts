import { apply, type Callback, type Indexed, isArray, iteratorSymbol, nativeMethod } from "./intrinsics.js";
import { walkOver } from "./arrayWalk.js";
import { isConstructor, lengthOf, maxSafeLength, toObject } from "./operations.js";
import { makeRoom } from "./ownArrays.js";
import { TypedArrayFunction, createFromConstructor } from "./typedArrays.js";

const nativeFrom = nativeMethod(TypedArrayFunction, "from");
const { isView } = ArrayBuffer;

/** %TypedArray%.from (ECMA-262 23.2.2.1). */
export const typedArrayFrom = {
  from(this: unknown, source: unknown, mapper: Callback | undefined = undefined, thisArg: unknown = undefined): unknown {
    const native = mapper === undefined ? typeof source === "string" || isArray(source) || isView(source) : typeof mapper !== "function";
    if (native || source === undefined || source === null || !isConstructor(this))
      return apply(nativeFrom, this, [source, mapper] as never);
    const method = (source as Indexed)[iteratorSymbol];
    let values: Indexed;
    let length = 0;
    if (method === undefined || method === null) {
      values = toObject(source, nativeFrom);
      length = lengthOf(values);
    } else {
      if (typeof method !== "function") return apply(nativeFrom, this, [{ [iteratorSymbol]: method }] as never);
      values = [] as never;
      let room = 0;
      for (const walk = walkOver(source, method); walk.step(); length++) {
        if (length === room) room = makeRoom(values, length, maxSafeLength);
        values[length] = walk.value;
      }
    }
    const result = createFromConstructor(this, length);
    for (let k = 0; k < length; k++) {
      const value = values[k];
      result[k] = mapper === undefined ? value : thisArg === undefined ? mapper(value, k) : apply(mapper, thisArg, [value, k]);
    }
    return result;
  },
};
