import { BodyWriter } from "../snapshot/encodeBody.js";
import type { Common, Entry, Integrity, Line, Properties, PropertyRecord, Slot, Stamp, Value } from "../snapshot/schema.js";
import { accessorFlag, configurableFlag, flagsOf, writableFlag, type Intrinsics } from "./intrinsics.js";
import { NativeMap, create, descriptorOf, getPrototypeOf, is, isExtensible, mapGet, mapSet, ownKeys } from "./natives.js";
import { stackDescriptor } from "./captureStacks.js";
import { hidden } from "./records.js";
import type { Accessor } from "./reports.js";

/** One captured mutable binding; while a capture runs it stands in the binding itself, as the token by which other closures recognize it. */
export class Cell {
  readonly #cell = true;
  value: unknown;
  readonly put: (value: unknown) => void;
  constructor(value: unknown, put: (value: unknown) => void) {
    this.value = value;
    this.put = put;
  }
  static is(value: unknown): value is Cell {
    return typeof value === "object" && value !== null && #cell in value && value.#cell;
  }
}

/** What a capture can't take, and from which entry it was first reached. */
export interface Obstacle {
  readonly id: number;
  readonly what: string;
}

/** Beyond this many obstacles the rest is not looked for. */
const obstacleLimit = 20;
/** A Map ends at 2^24 entries. */
const shardSize = 1 << 23;

/**
 * The walk over the heap: numbers objects in the order in which they are met (breadth first), and writes one line for each. Reads only own property
 * descriptors, internal slots and what instrumented code reports; nothing of the program runs.
 */
export class CaptureHeap {
  readonly intrinsics: Intrinsics;
  readonly writer = new BodyWriter();
  readonly cells: Cell[] = [];
  readonly obstacles: Obstacle[] = [];
  /** Objects, symbols and cells by number; 0 is unused. */
  readonly objects: unknown[] = [undefined];
  /** From which entry each was first reached; 0: from a root. */
  readonly parents: number[] = [0];
  /** What the capture has done so far. */
  readonly work = { asked: 0, probes: 0 };
  /** Number of the entry that is being written. */
  current = 0;
  private shards: Map<unknown, number>[] = [new NativeMap<unknown, number>()];
  private readonly describe: (heap: CaptureHeap, object: object) => Entry;

  constructor(intrinsics: Intrinsics, describe: (heap: CaptureHeap, object: object) => Entry) {
    this.intrinsics = intrinsics;
    this.describe = describe;
  }

  /** The number of an object or symbol that was met, or undefined. */
  idOf(object: unknown): number | undefined {
    for (let i = this.shards.length - 1; i >= 0; i--) {
      const id = mapGet(this.shards[i], object) as number | undefined;
      if (id !== undefined) return id;
    }
    return undefined;
  }

  /** Any value as the body spells it. Objects and symbols are numbered when first met. */
  value(value: unknown): Value {
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "number":
        if (value === 0) return is(value, -0) ? ["n", "-0"] : 0;
        if (value - value === 0) return value;
        return ["n", value !== value ? "NaN" : value > 0 ? "Infinity" : "-Infinity"];
      case "undefined":
        return ["u"];
      case "bigint":
        return ["b", `${value}`];
      default:
        return value === null ? null : [this.number(value)];
    }
  }

  private number(object: unknown): number {
    const known = this.idOf(object);
    if (known !== undefined) return known;
    const id = this.objects.length;
    let shard = this.shards[this.shards.length - 1]!;
    if (id % shardSize === 0) this.shards[this.shards.length] = shard = new NativeMap<unknown, number>();
    mapSet(shard, object, id);
    this.objects[id] = object;
    this.parents[id] = this.current;
    return id;
  }

  /** Writes the entries of everything that was met and of what it leads to. */
  drain(): void {
    for (let id = this.written + 1; id < this.objects.length; id++) {
      this.current = id;
      const object = this.objects[id];
      this.writer.write(this.entry(object));
      this.written = id;
      if (this.obstacles.length >= obstacleLimit) break;
    }
    this.current = 0;
  }
  private written = 0;

  /** Adds a line that is not an entry. */
  write(line: Line): void {
    this.writer.write(line);
  }

  private entry(object: unknown): Entry {
    if (Cell.is(object)) return ["cell", this.value(object.value)];
    return this.describe(this, object as object);
  }

  /** Notes that the entry being written can't be captured. Returns an entry in its place; the capture as a whole will be refused. */
  refuse(what: string): Entry {
    this.obstacles[this.obstacles.length] = { id: this.current, what };
    return ["object", 0];
  }

  /** What the accessors of a report hand over: cells for mutable bindings, values for the others, `["t"]` for uninitialized ones. */
  captures(accessors: readonly Accessor[]): Value[] {
    const found: Value[] = [];
    for (let i = 0; i < accessors.length; i++) {
      const get = accessors[i] as () => unknown;
      const next = accessors[i + 1];
      const put = next !== undefined && next.length === 1 ? (next as (value: unknown) => void) : undefined;
      if (put !== undefined) i++;
      found[found.length] = this.binding(get, put);
    }
    return found;
  }

  private binding(get: () => unknown, put: ((value: unknown) => void) | undefined): Value {
    let value: unknown;
    try {
      value = get();
    } catch {
      return ["t"];
    }
    if (Cell.is(value)) return [this.number(value)];
    if (put === undefined) return this.value(value);
    const cell = new Cell(value, put);
    this.cells[this.cells.length] = cell;
    put(cell);
    return [this.number(cell)];
  }

  /** Puts the values of all bindings back. */
  putBack(): void {
    for (let i = 0; i < this.cells.length; i++) {
      const cell = this.cells[i]!;
      cell.put(cell.value);
    }
  }

  /**
   * What objects of every kind have. `usualPrototype` is left out; properties in `skip` are described elsewhere or not at all.
   */
  common(object: object, usualPrototype: object | null, skip?: Readonly<Record<PropertyKey, true>>, stamps?: readonly Stamp[]): Common {
    return this.commonOf(object, usualPrototype, ownKeys(object), stamps, skip);
  }

  /** The same with the properties of the given keys only. */
  commonOf(
    object: object,
    usualPrototype: object | null,
    keys: readonly PropertyKey[],
    stamps?: readonly Stamp[],
    skip?: Readonly<Record<PropertyKey, true>>,
  ): Common {
    const prototype = getPrototypeOf(object) as object | null;
    const integrity = isExtensible(object) ? 0 : integrityOf(object);
    const state = hidden.get(object);
    const prototypeValue: Value = prototype === usualPrototype ? 0 : this.value(prototype);
    const properties = this.properties(object, keys, integrity, skip);
    if (state !== undefined) return [prototypeValue, integrity, properties, stamps ?? [], this.value(state)];
    if (stamps !== undefined && stamps.length > 0) return [prototypeValue, integrity, properties, stamps];
    if (prototypeValue === 0 && integrity === 0 && properties.length === 0) return 0;
    return [prototypeValue, integrity, properties];
  }

  /** Properties of the given keys, in that order. */
  properties(object: object, keys: readonly PropertyKey[], integrity: Integrity, skip?: Readonly<Record<PropertyKey, true>>): Properties {
    const found: Slot[] = [];
    const usual = usualFlags[integrity]!;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      if (skip?.[key] === true) continue;
      const descriptor = key === "stack" ? stackDescriptor(object) : descriptorOf(object, key);
      if (descriptor === undefined) continue;
      found[found.length] = typeof key === "symbol" ? [this.number(key)] : (key as string);
      found[found.length] = this.slot(descriptor, usual);
    }
    return found;
  }

  /** One property; `usual` are the attributes that need no mention. */
  slot(descriptor: PropertyDescriptor, usual: number): Slot {
    const flags = flagsOf(descriptor);
    if ((flags & accessorFlag) !== 0) return { f: flags, g: this.value(descriptor.get), s: this.value(descriptor.set) };
    const value = this.value(descriptor.value);
    return flags === usual ? value : ({ f: flags, v: value } satisfies PropertyRecord);
  }
}

/** Attributes that need no mention, by integrity. */
export const usualFlags: readonly number[] = [7, 7, 3, 2];

function integrityOf(object: object): Integrity {
  const keys = ownKeys(object);
  let frozen = true;
  for (let i = 0; i < keys.length; i++) {
    const flags = flagsOf(descriptorOf(object, keys[i]!)!);
    if ((flags & configurableFlag) !== 0) return 1;
    if ((flags & writableFlag) !== 0) frozen = false;
  }
  return frozen ? 3 : 2;
}

/** A set of keys, for `skip`. */
export function keySet(...keys: PropertyKey[]): Readonly<Record<PropertyKey, true>> {
  const set = create(null) as Record<PropertyKey, true>;
  for (let i = 0; i < keys.length; i++) set[keys[i]!] = true;
  return set;
}
