import { apply, type Callback, type Native, nativeMethod } from "./intrinsics.js";
import { CollectionWalk, type CollectionWalkKind } from "./collectionWalk.js";

const nativeMapForEach = nativeMethod(Map.prototype, "forEach");
const nativeSetForEach = nativeMethod(Set.prototype, "forEach");

function walk(kind: CollectionWalkKind, collection: unknown, native: Native): CollectionWalk {
  try {
    return new CollectionWalk(kind, collection);
  } catch {
    // It is no such collection: the native one says so in its own words.
    throw apply(native, collection, []);
  }
}

/** Map.prototype.forEach (ECMA-262 24.1.3.5). */
export const mapForEach = {
  forEach(this: unknown, callback: Callback, thisArg: unknown = undefined): void {
    if (typeof callback !== "function") return void apply(nativeMapForEach, this, [callback] as never);
    const entries = walk("mapEntries", this, nativeMapForEach);
    while (entries.step()) {
      const entry = entries.value as readonly unknown[];
      if (thisArg === undefined) callback(entry[1], entry[0], this);
      else apply(callback, thisArg, [entry[1], entry[0], this]);
    }
  },
};

/** Set.prototype.forEach (ECMA-262 24.2.4.7). */
export const setForEach = {
  forEach(this: unknown, callback: Callback, thisArg: unknown = undefined): void {
    if (typeof callback !== "function") return void apply(nativeSetForEach, this, [callback] as never);
    const values = walk("setValues", this, nativeSetForEach);
    while (values.step()) {
      const { value } = values;
      if (thisArg === undefined) callback(value, value, this);
      else apply(callback, thisArg, [value, value, this]);
    }
  },
};
