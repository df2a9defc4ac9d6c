import { apply, type Callback, type Indexed, NativeArray, isArray, iteratorSymbol, nativeMethod } from "./intrinsics.js";
import { createDataProperty, isConstructor, lengthOf, maxSafeLength, toObject, typeError } from "./operations.js";
import { walkOver } from "./arrayWalk.js";
import { CollectionWalk } from "./collectionWalk.js";
import { arrayOfLength, isReserved, makeRoom, trim } from "./ownArrays.js";

const nativeFrom = nativeMethod(Array, "from");
const { isView } = ArrayBuffer;

/** Array.from (ECMA-262 23.1.2.1). */
export const arrayFrom = {
  from(this: unknown, items: unknown, mapper: Callback | undefined = undefined, thisArg: unknown = undefined): unknown {
    if (mapper === undefined) {
      // Nothing of the program is called but what engines call for any array.
      if (typeof items === "string" || isArray(items) || isView(items)) return apply(nativeFrom, this, [items] as never);
    } else if (typeof mapper !== "function") {
      return apply(nativeFrom, this, [items, mapper] as never);
    }
    if (items === undefined || items === null) return apply(nativeFrom, this, [items, mapper] as never);
    const method = (items as Indexed)[iteratorSymbol];
    if (method === undefined || method === null) return fromArrayLike(this, items, mapper, thisArg);
    if (typeof method !== "function") return apply(nativeFrom, NativeArray, [{ [iteratorSymbol]: method }] as never);
    return fromIterable(this, items, method, mapper, thisArg);
  },
};

function fromIterable(C: unknown, items: unknown, method: unknown, mapper: Callback | undefined, thisArg: unknown): unknown {
  const ours = C === NativeArray || !isConstructor(C);
  const result = (ours ? [] : new C()) as Indexed;
  const walk = walkOver(items, method);
  // No function of the program is called any more.
  if (mapper === undefined && C === NativeArray && walk instanceof CollectionWalk) return apply(nativeFrom, C, [items] as never);
  let k = 0;
  let room = 0;
  while (walk.step()) {
    let { value } = walk;
    try {
      if (k >= maxSafeLength) throw typeError("Invalid array length");
      if (mapper !== undefined) value = thisArg === undefined ? mapper(value, k) : apply(mapper, thisArg, [value, k]);
      if (!ours) createDataProperty(result, k, value);
    } catch (error) {
      walk.closeAfterError();
      throw error;
    }
    if (ours) {
      if (k === room) room = makeRoom(result, k, maxSafeLength);
      result[k] = value;
    }
    k++;
  }
  if (ours) trim(result, k);
  else result["length"] = k;
  return result;
}

function fromArrayLike(C: unknown, items: unknown, mapper: Callback | undefined, thisArg: unknown): unknown {
  const object = toObject(items, nativeFrom);
  const length = lengthOf(object);
  const ours = C === NativeArray || !isConstructor(C);
  const result = (ours ? arrayOfLength(length) : new C(length)) as Indexed;
  const reserved = ours && isReserved(length);
  for (let k = 0; k < length; k++) {
    let value = object[k];
    if (mapper !== undefined) value = thisArg === undefined ? mapper(value, k) : apply(mapper, thisArg, [value, k]);
    if (reserved) result[k] = value;
    else createDataProperty(result, k, value);
  }
  result["length"] = length;
  return result;
}
