import { decodeBase64 } from "../snapshot/base64.js";
import type { Entry, Value } from "../snapshot/schema.js";
import { keySet } from "./captureHeap.js";
import {
  NativeArrayBuffer,
  NativeDate,
  NativeError,
  NativeMap,
  NativeRegExp,
  NativeSet,
  NativeSharedArrayBuffer,
  NativeUint8Array,
  NativeWeakMap,
  NativeWeakRef,
  NativeWeakSet,
  defineProperty,
  deleteProperty,
  descriptorOf,
  generatorNext,
  makeArguments,
  makeSymbol,
  mapSet,
  setAdd,
  symbolFor,
  toObject,
  weakMapSet,
  weakSetAdd,
} from "./natives.js";
import { allocateRecord, recordKind, stateful, hidden } from "./records.js";
import { RestoreError } from "./restoreError.js";
import { clear, type RestoreHeap } from "./restoreHeap.js";
import { makeDeadRef } from "./weakRefs.js";

const viewTypes: Record<string, (new (buffer: ArrayBuffer, offset: number, length?: number) => object) | undefined> = keySet() as never;
for (const name of "Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Float16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array DataView".split(
  " ",
)) {
  viewTypes[name] = (globalThis as unknown as Record<string, never>)[name];
}

/** Makes the empty object of an entry that needs no code and no class. What it refers to in its slots is allocated already. */
export function allocateObject(heap: RestoreHeap, entry: Entry): unknown {
  switch (entry[0]) {
    case "object":
      return {};
    case "array":
      return [];
    case "finished": {
      const finished = (function* () {})();
      generatorNext(finished);
      return finished;
    }
    case "symbol":
      return entry[1] === null ? makeSymbol() : makeSymbol(entry[1]);
    case "symbolFor":
      return symbolFor(entry[1]);
    case "record":
      return allocateOf(entry[1]);
    case "visible":
      return allocateOf(entry[2]);
    case "stateful":
      return stateful(entry[2], heap.value(entry[3]));
    case "weakref": {
      const target = heap.value(entry[2]);
      return target === undefined ? makeDeadRef() : new NativeWeakRef(target as object);
    }
    case "map":
      return new NativeMap();
    case "set":
      return new NativeSet();
    case "weakmap":
      return new NativeWeakMap();
    case "weakset":
      return new NativeWeakSet();
    case "date":
      return new NativeDate(heap.value(entry[2]) as number);
    case "regexp":
      return newRegExp(entry[2], entry[3]);
    case "error":
      return cleared(new NativeError(""));
    case "boxed":
      return toObject(heap.value(entry[2]));
    case "arguments":
      return cleared(makeArguments());
    case "buffer":
      return newBuffer(entry[2], entry[3], entry[4]);
    case "view":
      return newView(entry[2], heap.object(entry[3]) as ArrayBuffer, entry[4], entry[5]);
    default:
      throw new RestoreError(`an entry ${entry[0]} can't be made like this`);
  }
}

function allocateOf(name: string): object {
  const kind = recordKind(name);
  if (kind === undefined) throw new RestoreError(`this runtime has no record ${name}`);
  return allocateRecord(kind);
}

function cleared(object: object): object {
  clear(object);
  return object;
}

function newRegExp(source: string, flags: string): RegExp {
  try {
    return new NativeRegExp(source, flags);
  } catch {
    throw new RestoreError(`this engine can't make the regular expression /${source}/${flags}`);
  }
}

function newBuffer(length: number, maxLength: number | null, shared: boolean): object {
  if (shared) {
    if (NativeSharedArrayBuffer === undefined) throw new RestoreError("this engine has no SharedArrayBuffer");
    return new NativeSharedArrayBuffer(length);
  }
  if (maxLength === null) return new NativeArrayBuffer(length);
  return new (NativeArrayBuffer as unknown as new (length: number, options: object) => ArrayBuffer)(length, { maxByteLength: maxLength });
}

function newView(type: string, buffer: ArrayBuffer, offset: number, length: number | null): object {
  const View = viewTypes[type];
  if (View === undefined) throw new RestoreError(`this engine has no ${type}`);
  return length === null ? new View(buffer, offset) : new View(buffer, offset, length);
}

const usualPrototypes: Readonly<Record<string, object | null>> = {
  object: Object.prototype,
  array: Array.prototype,
  function: Function.prototype,
  class: Function.prototype,
  stateful: Function.prototype,
  generator: null,
  finished: null,
  weakref: NativeWeakRef.prototype,
  map: Map.prototype,
  set: Set.prototype,
  weakmap: WeakMap.prototype,
  weakset: WeakSet.prototype,
  date: Date.prototype,
  regexp: RegExp.prototype,
  error: Error.prototype,
  arguments: Object.prototype,
};

/** The prototype that an entry's `common` leaves out. */
export function usualPrototypeOf(heap: RestoreHeap, entry: Entry, object: object): object | null {
  switch (entry[0]) {
    case "visible":
      return recordKind(entry[2])!.prototype;
    case "boxed": {
      const value = heap.value(entry[2]);
      switch (typeof value) {
        case "number":
          return Number.prototype;
        case "string":
          return String.prototype;
        case "boolean":
          return Boolean.prototype;
        case "symbol":
          return Symbol.prototype;
        default:
          return BigInt.prototype;
      }
    }
    case "buffer":
      return entry[4] ? NativeSharedArrayBuffer!.prototype : NativeArrayBuffer.prototype;
    case "view":
      return viewTypes[entry[2]]!.prototype as object;
    case "exotic":
      return typeof object === "function" ? Function.prototype : null;
    default:
      return usualPrototypes[entry[0]] ?? null;
  }
}

const keptOfFunction = keySet("length", "name", "prototype", "arguments", "caller");
const keptOfClass = keySet("length", "name", "prototype");
const none = keySet();

/** Fills an object that is not made by code of the program with what its entry says, but for its integrity. */
export function fillObject(heap: RestoreHeap, entry: Entry, object: object): void {
  switch (entry[0]) {
    case "cell":
    case "prototypeOf":
    case "intrinsic":
    case "symbol":
    case "symbolFor":
    case "frame":
      return;
    case "record":
      fillRecord(heap, entry[1], entry[2], object);
      return;
    default:
  }
  const common = entry[1];
  const usual = usualPrototypeOf(heap, entry, object);
  if (common !== 0 && common[4] !== undefined && entry[0] !== "exotic") hidden.set(object, heap.object(common[4]));
  switch (entry[0]) {
    case "function":
    case "stateful":
      heap.refill(object, common, usual, keptOfFunction);
      nameAgain(object, entry[4], entry[5], common === 0 ? [] : common[2]);
      return;
    case "class":
      heap.refill(object, common, usual, keptOfClass);
      nameAgain(object, entry[4], entry[5], common === 0 ? [] : common[2]);
      return;
    case "exotic":
      if (common === 0) return;
      // What an object of the host has of its own accord must stay on it.
      if (typeof object === "function") heap.refill(object, common, usual, none);
      else heap.fill(object, common, usual);
      return;
    case "array":
      fillArray(heap, entry, object);
      return;
    case "object":
      heap.refill(object, common, usual, none);
      return;
    default:
      heap.fill(object, common, usual);
  }
  fillContents(heap, entry, object);
}

function fillContents(heap: RestoreHeap, entry: Entry, object: object): void {
  if (entry[0] === "map") {
    for (let i = 0; i < entry[2].length; i += 2) mapSet(object, heap.value(entry[2][i]!), heap.value(entry[2][i + 1]!));
  } else if (entry[0] === "set") {
    for (let i = 0; i < entry[2].length; i++) setAdd(object, heap.value(entry[2][i]!));
  } else if (entry[0] === "regexp") {
    heap.define(object, "lastIndex", entry[4], 1);
  }
}

function fillRecord(heap: RestoreHeap, name: string, values: readonly Value[], object: object): void {
  const { fields } = recordKind(name)!;
  if (fields.length !== values.length) throw new RestoreError(`this runtime knows other fields of ${name}`);
  for (let i = 0; i < fields.length; i++) (object as Record<string, unknown>)[fields[i]!] = heap.value(values[i]!);
}

function fillArray(heap: RestoreHeap, entry: Entry & { readonly 0: "array" }, array: object): void {
  const common = entry[1];
  const items = entry[3];
  const usual = common === 0 || common[1] < 2 ? 7 : common[1] === 2 ? 3 : 2;
  defineProperty(array, "length", { value: entry[2] });
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    if (typeof item === "object" && item !== null && (item as readonly unknown[])[0] === "h") continue;
    heap.define(array, i, item, usual);
  }
  heap.fill(array, common, Array.prototype);
  if (entry[4] === false || (common !== 0 && common[1] === 3)) defineProperty(array, "length", { writable: false });
}

function nameAgain(f: object, name: Value, length: Value, listed: readonly unknown[]): void {
  again(f, "name", name, listed);
  again(f, "length", length, listed);
}

function again(f: object, key: "name" | "length", value: Value, listed: readonly unknown[]): void {
  if (value !== null) {
    if (descriptorOf(f, key)?.value !== value) defineProperty(f, key, { value, writable: false, enumerable: false, configurable: true });
    return;
  }
  for (let i = 0; i < listed.length; i += 2) if (listed[i] === key) return;
  deleteProperty(f, key);
}

/** Entries of weak collections and bytes of buffers. */
export function fillTrailers(heap: RestoreHeap): void {
  const { weak, bytes } = heap.body;
  for (let w = 0; w < weak.length; w++) {
    const collection = heap.object(weak[w]![0]);
    const isMap = heap.entry((weak[w]![0] as readonly [number])[0])[0] === "weakmap";
    const entries = weak[w]![1];
    for (let i = 0; i < entries.length; i += isMap ? 2 : 1) {
      if (isMap) weakMapSet(collection, heap.object(entries[i]!), heap.value(entries[i + 1]!));
      else weakSetAdd(collection, heap.object(entries[i]!));
    }
  }
  for (let b = 0; b < bytes.length; b++) {
    const target = new NativeUint8Array(heap.object(bytes[b]![0]) as ArrayBuffer);
    const ranges = bytes[b]![1];
    for (let i = 0; i < ranges.length; i += 2) {
      const content = decodeBase64(ranges[i + 1] as string);
      const offset = ranges[i] as number;
      for (let at = 0; at < content.length; at++) target[offset + at] = content[at]!;
    }
  }
}
