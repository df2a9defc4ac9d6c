import type { Common, Entry, Slot, Stamp, Value } from "../snapshot/schema.js";
import { describeFunction, hasOnlyConstructor, markerOf, pristinePrototypeOf, stampOf } from "./captureFunctions.js";
import { describeView, type BufferContents } from "./captureBuffers.js";
import { Cell, keySet, usualFlags, type CaptureHeap } from "./captureHeap.js";
import { describeGenerator, type AskedGenerators } from "./captureGenerators.js";
import type { CodeUseCollector } from "./codeUse.js";
import { displaced, displacedNative, includes, isNativeObject } from "./displacedBrands.js";
import type { ExoticTraits } from "./exoticKinds.js";
import { leafKeys, readLeaf } from "./leafObjects.js";
import {
  NativeError,
  NativeTypeError,
  NativeWeakRef,
  bigintValue,
  booleanValue,
  bufferLength,
  bufferMaxLength,
  bufferResizable,
  dateTime,
  descriptorOf,
  getPrototypeOf,
  hasOwn,
  isArray,
  isView,
  mapForEach,
  mapSize,
  numberValue,
  objectToString,
  ownKeys,
  regExpFlags,
  regExpSource,
  setForEach,
  setPrototypeOf,
  setSize,
  sharedBufferLength,
  stringValue,
  symbolDescription,
  symbolKeyFor,
  symbolValue,
  weakMapHas,
  weakSetHas,
} from "./natives.js";
import type { Brand, PrototypeKind, PrototypeKinds } from "./prototypeKinds.js";
import { StatefulFunction, hidden, recordKindOf, type RecordKind } from "./records.js";
import { classReportOf } from "./reports.js";
import { describeFrame } from "./stack/describeFrame.js";
import { Frame } from "./stack/frames.js";
import { targetOf } from "./weakRefs.js";

/** What describing objects needs besides the heap. */
export interface DescribeContext {
  readonly kinds: PrototypeKinds;
  readonly use: CodeUseCollector;
  readonly buffers: BufferContents;
  readonly generators: AskedGenerators;
  /** Whether an object is a generator, if the host can tell that without asking the generator. */
  readonly isGenerator: ((object: object) => boolean) | undefined;
  /** Weak collections that were met, in that order. */
  readonly weak: { readonly object: object; readonly isMap: boolean; readonly has: (self: object, key: unknown) => boolean }[];
  /** Arguments objects that were met, in that order. */
  readonly argumentObjects: object[];
  /** Kinds of hidden records whose objects are remade from the record; `opaque`: their objects (proxies) are not to be looked into. */
  readonly exotic: Readonly<Record<string, ExoticTraits>>;
  /** Fields of a record that are described in another way. */
  readonly fieldOf: (kind: RecordKind, record: object, field: string) => unknown;
}

/** The entry of any object or symbol. */
export function describeObject(heap: CaptureHeap, context: DescribeContext, object: object | symbol): Entry {
  const path = heap.intrinsics.pathOf(object);
  if (path !== undefined) return ["intrinsic", path];
  if (typeof object === "symbol") {
    const key = symbolKeyFor(object);
    return key !== undefined ? ["symbolFor", key] : ["symbol", symbolDescription(object) ?? null];
  }
  const state = hidden.get(object);
  if (state !== undefined) {
    const kind = recordKindOf(state);
    const exotic = kind === undefined ? undefined : context.exotic[kind.name];
    if (exotic !== undefined) {
      const obstacle = exotic.obstacle?.(state as never);
      if (obstacle !== undefined) return heap.refuse(obstacle);
      return ["exotic", exotic.opaque ? 0 : commonOfExotic(heap, context, object, exotic.ownKeys), heap.value(state)];
    }
  }
  if (typeof object === "function") return describeFunctionOrNative(heap, context, object);
  const kind = context.kinds.kindOf(getPrototypeOf(object) as object | null);
  if (kind.record !== undefined) return describeRecord(heap, context, kind.record, object);
  const stamps = stampsOf(heap, kind, object);
  if (isArray(object)) return describeArray(heap, object as unknown as object, stamps);
  if (isView(object)) return describeView(heap, context.buffers, object, stamps);
  return describeByBrand(heap, context, kind, object, stamps);
}

/** Never 0, which says that the object was not looked at. */
function commonOfExotic(heap: CaptureHeap, context: DescribeContext, object: object, skip: ExoticTraits["ownKeys"]): Common {
  const stamps = stampsOf(heap, context.kinds.kindOf(getPrototypeOf(object) as object | null), object);
  const common = heap.common(object, typeof object === "function" ? Function.prototype : null, skip, stamps);
  return common === 0 ? [0, 0, []] : common;
}

function describeFunctionOrNative(heap: CaptureHeap, context: DescribeContext, f: object): Entry {
  const before = heap.obstacles.length;
  const entry = describeFunction(heap, context.use, f, (object) =>
    stampsOf(heap, context.kinds.kindOf(getPrototypeOf(object) as object | null), object),
  );
  if (heap.obstacles.length === before) return entry;
  // It may belong to a part of the host that is listed only when it is first asked for.
  heap.intrinsics.expand(descriptorOf(f, "name")?.value);
  return entry;
}

function stampsOf(heap: CaptureHeap, kind: PrototypeKind, object: object): Stamp[] | undefined {
  const { classes } = displaced;
  if (kind.classes.length === 0 && classes.length === 0) return undefined;
  const stamps: Stamp[] = [];
  for (let i = 0; i < kind.classes.length; i++) addStamp(heap, object, kind.classes[i]!, stamps);
  for (let i = 0; i < classes.length; i++) {
    if (classes[i] !== object && !includes(kind.classes, classes[i])) addStamp(heap, object, classes[i]!, stamps);
  }
  return stamps;
}

function addStamp(heap: CaptureHeap, object: object, Class: object, stamps: Stamp[]): void {
  const stamp = stampOf(heap, object, Class, classReportOf(Class)!);
  if (stamp !== undefined) stamps[stamps.length] = stamp;
}

/** Whether `describeObject` has asked the class about the object, so that its private names stand in the object's entry. */
export function isAskedWithEntry(heap: CaptureHeap, context: DescribeContext, object: object, Class: object): boolean {
  const state = hidden.get(object);
  // Private names can be on a proxy too, but its prototype is not to be asked.
  if (state !== undefined && context.exotic[recordKindOf(state)?.name ?? ""]?.opaque === true) return false;
  const kind = context.kinds.kindOf(getPrototypeOf(object) as object | null);
  if (!includes(kind.classes, Class) && !includes(displaced.classes, Class)) return false;
  return kind.record === undefined && !(state instanceof StatefulFunction) && heap.intrinsics.pathOf(object) === undefined;
}

function describeRecord(heap: CaptureHeap, context: DescribeContext, kind: RecordKind, object: object): Entry {
  if (object instanceof Frame) return describeFrame(heap, context.use, object);
  if (kind.visible) return ["visible", heap.common(object, kind.prototype), kind.name];
  const fields: Value[] = [];
  for (let i = 0; i < kind.fields.length; i++) fields[i] = heap.value(context.fieldOf(kind, object, kind.fields[i]!));
  return ["record", kind.name, fields];
}

const handledOfArray = keySet("length");

function describeArray(heap: CaptureHeap, array: object, stamps: Stamp[] | undefined): Entry {
  const lengthOf = descriptorOf(array, "length")!;
  const length = lengthOf.value as number;
  const keys = ownKeys(array);
  // Index keys come first, in ascending order, then "length", which is as old as the array (10.4.2.2, 10.1.11.1).
  let count = 0;
  while (keys[count] !== "length") count++;
  const dense = count * 2 >= length || length <= 8;
  const skip = dense ? withoutIndexes(keys, count) : handledOfArray;
  const common = heap.common(array, Array.prototype, skip, stamps);
  const items: Slot[] = [];
  if (dense) {
    const usual = usualFlags[common === 0 ? 0 : common[1]]!;
    for (let i = 0, at = 0; at < count; i++) {
      const descriptor = descriptorOf(array, i);
      items[i] = descriptor === undefined ? ["h"] : heap.slot(descriptor, usual);
      if (descriptor !== undefined) at++;
    }
  }
  if (lengthOf.writable === false && (common === 0 || common[1] !== 3)) return ["array", common, length, items, false];
  return ["array", common, length, items];
}

function withoutIndexes(keys: readonly PropertyKey[], count: number): Readonly<Record<PropertyKey, true>> {
  const skip = keySet("length") as Record<PropertyKey, true>;
  for (let i = 0; i < count; i++) skip[keys[i]!] = true;
  return skip;
}

function describeByBrand(
  heap: CaptureHeap,
  context: DescribeContext,
  kind: PrototypeKind,
  object: object,
  stamps: Stamp[] | undefined,
): Entry {
  const { brand } = kind;
  const leaf = typeof brand === "object" && "leaf" in brand ? describeLeaf(heap, brand.leaf, object, stamps) : undefined;
  if (leaf !== undefined) return leaf;
  const native = typeof brand === "object" && "native" in brand ? brand.native : displacedNative(object);
  if (typeof brand !== "object") {
    const found = ofBrand(heap, context, brand, kind, object, stamps);
    if (found !== undefined) return found;
  } else if (hidden.get(object) !== undefined || isPrototypeOfClass(object)) return plain(heap, object, stamps);
  if (isArguments(object, kind)) return describeArguments(heap, context, object, stamps);
  const { brands } = displaced;
  for (let i = 0; i < brands.length; i++) {
    const other = ofBrand(heap, context, brands[i] as Brand & string, kind, object, stamps);
    if (other !== undefined) return other;
  }
  // A generator function may have been given any object as `prototype`.
  if (context.isGenerator?.(object) !== false) {
    const generator = describeGenerator(heap, context.use, context.generators, object, stamps);
    if (generator !== undefined) return generator;
  }
  return native !== undefined && isNativeObject(native, object) ? heap.refuse(native) : plain(heap, object, stamps);
}

/** The entry of an object that has what makes the brand; undefined if it only inherits from such a prototype. */
function ofBrand(
  heap: CaptureHeap,
  context: DescribeContext,
  brand: Brand & string,
  kind: PrototypeKind,
  object: object,
  stamps: Stamp[] | undefined,
): Entry | undefined {
  switch (brand) {
    case "object":
      return undefined;
    case "error":
      return isError(object, kind) ? describeError(heap, object, stamps) : undefined;
    case "generator":
      return describeGenerator(heap, context.use, context.generators, object, stamps);
    default:
      return withSlots(heap, context, brand, object, stamps);
  }
}

/** Asks for the internal slots of a brand. Undefined if the object has none: it only inherits from such a prototype. */
function withSlots(
  heap: CaptureHeap,
  context: DescribeContext,
  brand: string,
  object: object,
  stamps: Stamp[] | undefined,
): Entry | undefined {
  try {
    switch (brand) {
      case "boxed":
        return describeBoxed(heap, object, stamps);
      case "date":
        return describeDate(heap, object, dateTime(object), stamps);
      case "regexp": {
        const source = regExpSource(object);
        const lastIndex = heap.slot(descriptorOf(object, "lastIndex")!, 1);
        return ["regexp", heap.common(object, RegExp.prototype, handledOfRegExp, stamps), source, regExpFlags(object), lastIndex];
      }
      case "map": {
        mapSize(object);
        const entries: Value[] = [];
        const common = heap.common(object, Map.prototype, undefined, stamps);
        mapForEach(object, (value: unknown, key: unknown) => {
          entries[entries.length] = heap.value(key);
          entries[entries.length] = heap.value(value);
        });
        return ["map", common, entries];
      }
      case "set": {
        setSize(object);
        const items: Value[] = [];
        const common = heap.common(object, Set.prototype, undefined, stamps);
        setForEach(object, (value: unknown) => {
          items[items.length] = heap.value(value);
        });
        return ["set", common, items];
      }
      case "weakmap":
        weakMapHas(object, probe);
        context.weak[context.weak.length] = { object, isMap: true, has: weakMapHas as never };
        return ["weakmap", heap.common(object, WeakMap.prototype, undefined, stamps)];
      case "weakset":
        weakSetHas(object, probe);
        context.weak[context.weak.length] = { object, isMap: false, has: weakSetHas as never };
        return ["weakset", heap.common(object, WeakSet.prototype, undefined, stamps)];
      case "weakref":
        return describeWeakRef(heap, object, targetOf(object), stamps);
      case "buffer":
        return describeBuffer(heap, context, object, stamps);
      default:
        return undefined;
    }
  } catch (error) {
    // Native accessors throw a TypeError on an object without the slot, before anything was described.
    if (error instanceof NativeTypeError) return undefined;
    throw error;
  }
}

/** What a class evaluation made as `prototype` is an ordinary object, whatever the class extends. */
function isPrototypeOfClass(object: object): boolean {
  const Class: unknown = descriptorOf(object, "constructor")?.value;
  if (typeof Class !== "function" || hidden.get(Class) !== undefined) return false;
  const own = descriptorOf(Class, "prototype");
  return own?.value === object && own.writable === false && markerOf(Class) !== undefined;
}

const probe = {};
const handledOfRegExp = keySet("lastIndex");

function describeDate(heap: CaptureHeap, object: object, time: number, stamps: Stamp[] | undefined): Entry {
  return ["date", heap.common(object, Date.prototype, undefined, stamps), heap.value(time)];
}

/** The target is taken along while it is there, and can be collected on the other side. */
function describeWeakRef(heap: CaptureHeap, object: object, target: unknown, stamps: Stamp[] | undefined): Entry {
  return ["weakref", heap.common(object, NativeWeakRef.prototype, undefined, stamps), heap.value(target)];
}

function plain(heap: CaptureHeap, object: object, stamps: Stamp[] | undefined): Entry {
  if (hasOnlyConstructor(object) && (stamps === undefined || stamps.length === 0)) {
    const f = pristinePrototypeOf(object);
    if (f !== undefined) return ["prototypeOf", heap.value(f)];
  }
  return ["object", heap.common(object, Object.prototype, undefined, stamps)];
}

function describeBoxed(heap: CaptureHeap, object: object, stamps: Stamp[] | undefined): Entry | undefined {
  const readers = [numberValue, stringValue, booleanValue, symbolValue, bigintValue];
  const prototypes = [Number.prototype, String.prototype, Boolean.prototype, Symbol.prototype, BigInt.prototype];
  for (let i = 0; i < readers.length; i++) {
    let value: unknown;
    try {
      value = readers[i]!(object);
    } catch {
      continue;
    }
    let skip: Readonly<Record<PropertyKey, true>> | undefined;
    if (typeof value === "string") {
      const own = keySet("length") as Record<PropertyKey, true>;
      for (let at = 0; at < value.length; at++) own[`${at}`] = true;
      skip = own;
    }
    return ["boxed", heap.common(object, prototypes[i]!, skip, stamps), heap.value(value)];
  }
  return undefined;
}

function describeBuffer(heap: CaptureHeap, context: DescribeContext, object: object, stamps: Stamp[] | undefined): Entry | undefined {
  let shared = false;
  let length: number;
  try {
    length = bufferLength(object);
  } catch (error) {
    if (sharedBufferLength === undefined) throw error;
    length = sharedBufferLength(object);
    shared = true;
  }
  const resizable = !shared && bufferResizable?.(object) === true;
  context.buffers.add(heap.current, object, length, shared);
  const usual = shared ? SharedArrayBuffer.prototype : ArrayBuffer.prototype;
  return ["buffer", heap.common(object, usual, undefined, stamps), length, resizable ? bufferMaxLength!(object) : null, shared];
}

function isArguments(object: object, kind: PrototypeKind): boolean {
  const callee = descriptorOf(object, "callee");
  if (callee === undefined) return false;
  const tag = builtinTagOf(object, kind);
  // Where the tag can't be had nothing but the shape tells; the tag is then the same, too.
  return tag === undefined
    ? callee.enumerable === false && descriptorOf(object, "length")?.enumerable === false
    : tag === "[object Arguments]";
}

/** What `Object.prototype.toString` says of an object without `Symbol.toStringTag`; undefined if it has one of its own, or can't do without for the moment. */
function builtinTagOf(object: object, kind: PrototypeKind): string | undefined {
  if (hasOwn(object, Symbol.toStringTag)) return undefined;
  if (!kind.tagged) return objectToString(object);
  const prototype = getPrototypeOf(object) as object | null;
  if (!setPrototypeOf(object, null)) return undefined;
  const tag = objectToString(object);
  setPrototypeOf(object, prototype);
  return tag;
}

function describeArguments(heap: CaptureHeap, context: DescribeContext, object: object, stamps: Stamp[] | undefined): Entry {
  context.argumentObjects[context.argumentObjects.length] = object;
  // A mapped arguments object shows the parameters' bindings, in which a cell may stand at the moment.
  const keys = keysOfArguments(object);
  const replaced: Slot[] = [];
  const common = heap.commonOf(object, Object.prototype, [], stamps);
  for (let i = 0; i < keys.length; i++) {
    const descriptor = descriptorOf(object, keys[i]!)!;
    if (Cell.is(descriptor.value)) descriptor.value = descriptor.value.value;
    replaced[replaced.length] = typeof keys[i] === "symbol" ? heap.value(keys[i]) : (keys[i] as string);
    replaced[replaced.length] = heap.slot(descriptor, usualFlags[common === 0 ? 0 : common[1]]!);
  }
  if (common === 0) return ["arguments", [0, 0, replaced]];
  return ["arguments", common[3] === undefined ? [common[0], common[1], replaced] : [common[0], common[1], replaced, common[3]]];
}

/** Elements beyond this many arguments are listed by every engine as they should be. */
const probedArguments = 1024;

/**
 * The keys of an arguments object in the order of ECMA-262 10.1.11. JavaScriptCore lists symbols before strings that were added later; V8 lists variables
 * before other elements, and leaves them out when they are not enumerable.
 */
export function keysOfArguments(object: object): PropertyKey[] {
  const keys = ownKeys(object);
  const length: unknown = descriptorOf(object, "length")?.value;
  const probed = typeof length === "number" && length < probedArguments ? length : probedArguments;
  const sorted: PropertyKey[] = [];
  for (let i = 0; i < probed; i++) if (hasOwn(object, i)) sorted[sorted.length] = `${i}`;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (typeof key !== "symbol" && !(+key >= 0 && +key < probed && `${+key}` === key)) sorted[sorted.length] = key;
  }
  for (let i = 0; i < keys.length; i++) if (typeof keys[i] === "symbol") sorted[sorted.length] = keys[i]!;
  return sorted;
}

function isError(object: object, kind: PrototypeKind): boolean {
  const tag = builtinTagOf(object, kind);
  return tag === undefined ? hasOwn(object, "stack") : tag === "[object Error]";
}

/** Own properties that this engine gives to errors of its own accord (JavaScriptCore: line, column, sourceURL). They mean nothing elsewhere. */
const engineKeys: Record<PropertyKey, true> = keySet() as Record<PropertyKey, true>;
const sample = new NativeError("");
const sampleKeys = ownKeys(sample);
for (let i = 0; i < sampleKeys.length; i++) if (sampleKeys[i] !== "stack" && sampleKeys[i] !== "message") engineKeys[sampleKeys[i]!] = true;

function describeError(heap: CaptureHeap, object: object, stamps: Stamp[] | undefined): Entry {
  return ["error", heap.common(object, NativeError.prototype, engineKeys, stamps)];
}

function describeLeaf(heap: CaptureHeap, path: string, object: object, stamps: Stamp[] | undefined): Entry | undefined {
  const state = readLeaf(path, object);
  if (state === undefined) return undefined;
  return ["exotic", heap.common(object, null, leafKeys(path), stamps), heap.value(state)];
}
