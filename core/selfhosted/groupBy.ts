import { apply, type Callback, create, type Indexed, iteratorSymbol, type Native, NativeMap, nativeMethod, ownKeys } from "./intrinsics.js";
import { CollectionWalk } from "./collectionWalk.js";
import { walkOver } from "./arrayWalk.js";
import { createDataProperty, isObject, maxSafeLength } from "./operations.js";
import { makeRoom, trim } from "./ownArrays.js";

const nativeObjectGroupBy = nativeMethod(Object, "groupBy");
const nativeMapGroupBy = nativeMethod(Map, "groupBy");
const mapGet = Map.prototype.get as (this: unknown, key: unknown) => unknown;
const mapSet = Map.prototype.set as (this: unknown, key: unknown, value: unknown) => unknown;

interface Group {
  readonly values: Indexed;
  count: number;
  room: number;
}

/** Object.groupBy (ECMA-262 20.1.2.13). */
export const objectGroupBy = {
  groupBy(this: unknown, items: unknown, callback: Callback): unknown {
    const result = create(null) as Indexed;
    const groups = new CollectionWalk("mapEntries", group(items, callback, nativeObjectGroupBy, propertyKey));
    while (groups.step()) {
      const entry = groups.value as readonly [PropertyKey, Group];
      trim(entry[1].values, entry[1].count);
      createDataProperty(result, entry[0], entry[1].values);
    }
    return result;
  },
};

/** Map.groupBy (24.1.2.1). */
export const mapGroupBy = {
  groupBy(this: unknown, items: unknown, callback: Callback): unknown {
    const result = group(items, callback, nativeMapGroupBy, undefined);
    const groups = new CollectionWalk("mapEntries", result);
    while (groups.step()) {
      const entry = groups.value as readonly [unknown, Group];
      trim(entry[1].values, entry[1].count);
      apply(mapSet, result, [entry[0], entry[1].values]);
    }
    return result;
  },
};

/** GroupBy (7.3.36). */
function group(items: unknown, callback: Callback, native: Native, toKey: ((value: unknown) => PropertyKey) | undefined): unknown {
  if (items === undefined || items === null || typeof callback !== "function") return apply(native, undefined, [items, callback] as never);
  const groups = new NativeMap();
  const method = (items as Indexed)[iteratorSymbol];
  if (typeof method !== "function") return apply(native, undefined, [{ [iteratorSymbol]: undefined }, callback] as never);
  const walk = walkOver(items, method);
  for (let k = 0; walk.step(); k++) {
    const { value } = walk;
    let key: unknown;
    try {
      key = callback(value, k);
      if (toKey !== undefined) key = toKey(key);
    } catch (error) {
      walk.closeAfterError();
      throw error;
    }
    let of = apply(mapGet, groups, [key]) as Group | undefined;
    if (of === undefined) apply(mapSet, groups, [key, (of = { values: [] as never, count: 0, room: 0 })]);
    if (of.count === of.room) of.room = makeRoom(of.values, of.count, maxSafeLength);
    of.values[of.count++] = value;
  }
  return groups;
}

/** ToPropertyKey (7.1.19). */
function propertyKey(value: unknown): PropertyKey {
  if (typeof value === "symbol" || typeof value === "string") return value;
  return isObject(value) ? ownKeys({ __proto__: null, [value as never]: undefined })[0]! : `${value as number}`;
}
