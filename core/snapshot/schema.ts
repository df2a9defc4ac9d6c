/**
 * The body of a snapshot: one JSON array per line. docs/snapshot-format.md is the specification; these are its types. Nothing here runs, so the runtime
 * and the tools share it.
 *
 * The first line is the header. Lines whose tag is one of `entryTags` are entries and are numbered from 1 in the order of the lines; a reference to an
 * entry is `[number]`. Other lines follow the entries.
 */

/** Version of the body's format. */
export const bodyVersion = 1;

export type Reference = readonly [id: number];

/** A value: primitives as JSON has them, everything else as an array. `["t"]`: binding in its temporal dead zone; `["h"]`: hole of an array. */
export type Value =
  | null
  | boolean
  | number
  | string
  | Reference
  | readonly ["u"]
  | readonly ["t"]
  | readonly ["h"]
  | readonly ["n", "NaN" | "-0" | "Infinity" | "-Infinity"]
  | readonly ["b", string];

/** A property whose attributes are not the usual ones of its object. `f`: bits 1 writable, 2 enumerable, 4 configurable, 8 accessor. */
export interface PropertyRecord {
  readonly f: number;
  readonly v?: Value;
  readonly g?: Value;
  readonly s?: Value;
}

export type Slot = Value | PropertyRecord;

/** Key (string, or reference to a symbol), slot, key, slot… in the order of the object's own keys. */
export type Properties = readonly Slot[];

/** Private names stamped on an object by one class: `[class, name, value, name, value…]`; only fields have values. */
export type Stamp = readonly Value[];

/** 0 extensible, 1 not extensible, 2 sealed, 3 frozen. Usual attributes of properties are 7, 7, 3 (sealed) and 2 (frozen). */
export type Integrity = 0 | 1 | 2 | 3;

/** What objects of every kind have: prototype (0: the usual one of the kind), integrity, own properties, private stamps, hidden runtime record (0: none). */
export type Common =
  0 | readonly [prototype: Value, integrity: Integrity, properties: Properties, stamps?: readonly Stamp[], hidden?: Value];

/** A closure's code id and what its report line handed over: references to cells for mutable bindings, values for immutable ones. */
export type Captures = readonly Value[];

export type Entry =
  | readonly ["object", Common]
  | readonly ["array", Common, length: number, items: readonly Slot[], lengthWritable?: false]
  | readonly ["function", Common, code: string, captures: Captures, name: Value, length: Value]
  | readonly ["class", Common, code: string, captures: Captures, name: Value, length: Value, prototype: Value, keys: readonly Value[]]
  | readonly ["generator", Common, code: string, point: number, values: Captures, outer: Captures, own: Captures]
  /** An activation in the middle of a call, as a generator at a suspension point; without properties. */
  | readonly ["frame", 0, code: string, point: number, values: Captures, outer: Captures, own: Captures]
  | readonly ["finished", Common]
  | readonly ["cell", Value]
  | readonly ["prototypeOf", Value]
  | readonly ["intrinsic", path: string]
  | readonly ["symbol", description: string | null]
  | readonly ["symbolFor", key: string]
  | readonly ["record", kind: string, fields: readonly Value[]]
  | readonly ["visible", Common, kind: string]
  | readonly ["stateful", Common, kind: string, state: Value, name: Value, length: Value]
  | readonly ["exotic", Common, hidden: Value]
  | readonly ["weakref", Common, target: Value]
  | readonly ["map", Common, entries: readonly Value[]]
  | readonly ["set", Common, items: readonly Value[]]
  | readonly ["weakmap", Common]
  | readonly ["weakset", Common]
  | readonly ["date", Common, time: Value]
  | readonly ["regexp", Common, source: string, flags: string, lastIndex: Slot]
  | readonly ["error", Common]
  | readonly ["boxed", Common, value: Value]
  | readonly ["arguments", Common]
  | readonly ["buffer", Common, length: number, maxLength: number | null, shared: boolean]
  | readonly ["view", Common, type: string, buffer: Value, offset: number, length: number | null];

export type Tag = Entry[0];

/** What the program changed about an intrinsic object: properties added or changed, keys deleted, new prototype (0: as it was), integrity. */
export type RealmLine = readonly [
  "realm",
  object: Value,
  properties: Properties,
  deleted: readonly Value[],
  prototype: Value,
  integrity: Integrity,
];

export type Trailer =
  /** Name and record of each root of the runtime. */
  | readonly ["roots", ...Value[]]
  /** State of a module and its bindings: name, value, … (`["t"]`: not initialized). */
  | readonly ["module", id: string, state: ModuleState, bindings: readonly Value[]]
  | RealmLine
  /** Entries of a weak collection whose key is reachable otherwise; key, value, … for maps, key, … for sets. In the order of the keys' numbers. */
  | readonly ["weak", collection: Value, entries: readonly Value[]]
  /** Private names that a derived class has put on objects that don't inherit from it: object, name, value, …, separated by nothing: one line each. */
  | readonly ["stamp", object: Value, stamp: Stamp]
  /** Elements of an arguments object that are variables of its function's call: index, cell, … */
  | readonly ["mapped", args: Value, elements: readonly Value[]]
  /** Bytes of a buffer: offset, base64, … Ranges that no view shows are left out. */
  | readonly ["bytes", buffer: Value, ranges: readonly (number | string)[]];

export type Header = readonly ["thingsmigrate", version: number];

export type Line = Header | Entry | Trailer;

/** `linked`: not evaluated yet; `suspended`: at a top-level await; `evaluated`: done; `failed`: threw, its error is in the module record. */
export type ModuleState = "linked" | "suspended" | "evaluated" | "failed";

/** What resume code must contain of one module. Section 8 of the contract. */
export interface CodeUse {
  readonly module: string;
  readonly state: ModuleState;
  /** N of the closures that exist. */
  readonly functions: readonly number[];
  /** Suspended generators: "N:point". */
  readonly points: readonly string[];
  readonly classes: readonly number[];
  /** Bindings in their temporal dead zone: "scope:name". */
  readonly uninitialized: readonly string[];
}

export const entryTags: Readonly<Record<Tag, true>> = {
  object: true,
  array: true,
  function: true,
  class: true,
  generator: true,
  frame: true,
  finished: true,
  cell: true,
  prototypeOf: true,
  intrinsic: true,
  symbol: true,
  symbolFor: true,
  record: true,
  visible: true,
  stateful: true,
  exotic: true,
  weakref: true,
  map: true,
  set: true,
  weakmap: true,
  weakset: true,
  date: true,
  regexp: true,
  error: true,
  boxed: true,
  arguments: true,
  buffer: true,
  view: true,
};
