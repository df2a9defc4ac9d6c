import { arrayCopies } from "./arrayCopies.js";
import { arrayFind } from "./arrayFind.js";
import { arrayFrom } from "./arrayFrom.js";
import { arrayReduce } from "./arrayReduce.js";
import { arraySort } from "./arraySort.js";
import { arrayVisits } from "./arrayVisits.js";
import { mapForEach, setForEach } from "./collectionForEach.js";
import { jsonParse } from "./jsonParse.js";
import { regExpReplace } from "./regExpReplace.js";
import { stringReplace } from "./stringReplace.js";
import { mapGroupBy, objectGroupBy } from "./groupBy.js";
import type { Indexed, Native } from "./intrinsics.js";
import { typedArrayCopies } from "./typedArrayCopies.js";
import { typedArrayFind } from "./typedArrayFind.js";
import { typedArrayFrom } from "./typedArrayFrom.js";
import { typedArrayReduce } from "./typedArrayReduce.js";
import { TypedArrayFunction } from "./typedArrays.js";
import { typedArraySort } from "./typedArraySort.js";
import { typedArrayVisits } from "./typedArrayVisits.js";

/** A builtin that calls functions of the program, and the self-hosted function that does what it does. */
export interface Replacement {
  /** As programs write it: `Array.prototype.map`. */
  readonly name: string;
  /** The object that has it, with the key. */
  readonly holder: object;
  readonly key: PropertyKey;
  readonly native: Native;
  readonly own: Native;
}

const groups: readonly (readonly [name: string, holder: object, own: object])[] = [
  ["Array", Array, arrayFrom],
  ["Array.prototype", Array.prototype, { ...arrayVisits, ...arrayFind, ...arrayReduce, ...arrayCopies, ...arraySort }],
  ["%TypedArray%", TypedArrayFunction, typedArrayFrom],
  [
    "%TypedArray%.prototype",
    (TypedArrayFunction as { prototype: object } & object).prototype,
    { ...typedArrayVisits, ...typedArrayFind, ...typedArrayReduce, ...typedArrayCopies, ...typedArraySort },
  ],
  ["Map", Map, mapGroupBy],
  ["Map.prototype", Map.prototype, mapForEach],
  ["Set.prototype", Set.prototype, setForEach],
  ["Object", Object, objectGroupBy],
  ["String.prototype", String.prototype, stringReplace],
  ["RegExp.prototype", RegExp.prototype, regExpReplace],
  ["JSON", JSON, jsonParse],
];

/** What can replace what in this realm. An engine may lack some of the builtins; it is not given them. */
export const replacements: readonly Replacement[] = groups.flatMap(([of, holder, own]) =>
  Reflect.ownKeys(own).flatMap((key) => {
    const native: unknown = Object.getOwnPropertyDescriptor(holder, key)?.value;
    const name = `${of}${typeof key === "symbol" ? `[${key.description!}]` : `.${key}`}`;
    return typeof native === "function" ? [{ name, holder, key, native: native as Native, own: (own as Indexed)[key] as Native }] : [];
  }),
);
