import type { Body } from "../snapshot/decodeBody.js";
import type { Common, Entry, Properties, PropertyRecord, Slot, Stamp, Value } from "../snapshot/schema.js";
import { usualFlags } from "./captureHeap.js";
import { accessorFlag, configurableFlag, enumerableFlag, flagsOf, writableFlag } from "./intrinsics.js";
import {
  defineProperty,
  deleteProperty,
  descriptorOf,
  getPrototypeOf,
  isArray,
  ownKeys,
  preventExtensions,
  setPrototypeOf,
  toBigInt,
} from "./natives.js";
import { RestoreError } from "./restoreError.js";
import { referenced } from "./restoreScopes.js";

/** The objects of a snapshot that is being rebuilt, by number, and how values and properties become real. */
export class RestoreHeap {
  readonly body: Body;
  /** What each entry has become; undefined until it is allocated. Cells stay undefined. */
  readonly objects: unknown[] = [];

  constructor(body: Body) {
    this.body = body;
  }

  entry(id: number): Entry {
    const entry = this.body.entries[id];
    if (entry === undefined) throw new RestoreError(`the snapshot refers to entry ${id}, which it does not have`);
    return entry;
  }

  /** The value itself; a cell's value for a reference to a cell. */
  value(value: Value): unknown {
    if (typeof value !== "object" || value === null) return value;
    const tag = value[0];
    if (typeof tag === "number") {
      const entry = this.entry(tag);
      if (entry[0] === "cell") return this.value(entry[1]);
      const object = this.objects[tag];
      if (object === undefined) throw new RestoreError(`entry ${tag} (${entry[0]}) is needed before it can exist`);
      return object;
    }
    switch (tag) {
      case "n":
        return value[1] === "NaN" ? NaN : value[1] === "-0" ? -0 : value[1] === "Infinity" ? Infinity : -Infinity;
      case "b":
        return toBigInt(value[1]);
      default:
        return undefined;
    }
  }

  object(value: Value): object {
    return this.value(value) as object;
  }

  key(value: unknown): PropertyKey {
    return typeof value === "string" ? value : (this.value(value as Value) as symbol);
  }

  /** Defines a property as the slot says; `usual` are the attributes that need no mention. */
  define(object: object, key: PropertyKey, slot: Slot, usual: number): void {
    const record = isRecord(slot) ? slot : undefined;
    const flags = record === undefined ? usual : record.f;
    const enumerable = (flags & enumerableFlag) !== 0;
    const configurable = (flags & configurableFlag) !== 0;
    const done =
      (flags & accessorFlag) !== 0
        ? defineProperty(object, key, {
            get: this.value(record!.g!) as never,
            set: this.value(record!.s!) as never,
            enumerable,
            configurable,
          })
        : defineProperty(object, key, {
            value: this.value(record === undefined ? (slot as Value) : record.v!),
            writable: (flags & writableFlag) !== 0,
            enumerable,
            configurable,
          });
    if (!done) throw new RestoreError(`property ${String(key)} can't be defined on this engine`);
  }

  /** Gives a fresh object without unwanted own properties what `common` says, but for its integrity. */
  fill(object: object, common: Common, usualPrototype: object | null): void {
    const prototype = common === 0 || common[0] === 0 ? usualPrototype : (this.value(common[0]) as object | null);
    if (getPrototypeOf(object) !== prototype && !setPrototypeOf(object, prototype))
      throw new RestoreError("the prototype of an object can't be set");
    if (common === 0) return;
    const properties = common[2];
    const usual = usualFlags[common[1]]!;
    for (let i = 0; i < properties.length; i += 2) this.define(object, this.key(properties[i]), properties[i + 1]!, usual);
  }

  /**
   * The same for an object that code has made, with properties of its own: if it has the right ones in the right order only those that differ are
   * defined, otherwise all are removed first. Keys in `kept` are left alone unless the snapshot has them.
   */
  refill(object: object, common: Common, usualPrototype: object | null, kept: Readonly<Record<PropertyKey, true>>): void {
    const properties = common === 0 ? [] : common[2];
    const usual = usualFlags[common === 0 ? 0 : common[1]]!;
    const own = ownKeys(object);
    let at = 0;
    let same = true;
    for (let i = 0; i < own.length && same; i++) {
      const key = own[i]!;
      if (at < properties.length && this.key(properties[at]) === key) at += 2;
      else if (kept[key] !== true) same = false;
    }
    if (!same || at !== properties.length) {
      for (let i = 0; i < own.length; i++) if (kept[own[i]!] !== true) deleteProperty(object, own[i]!);
      this.removeMisplaced(object, properties, own, kept);
      this.fill(object, common, usualPrototype);
      return;
    }
    for (let i = 0; i < properties.length; i += 2) {
      const key = this.key(properties[i]);
      if (!this.isAlready(descriptorOf(object, key)!, properties[i + 1]!, usual)) this.define(object, key, properties[i + 1]!, usual);
    }
    this.fill(object, common === 0 ? 0 : [common[0], 0, []], usualPrototype);
  }

  /** A kept key that the snapshot lists after others (`name`, deleted and defined again) stands where it is listed. Indexes stand first by themselves. */
  private removeMisplaced(
    object: object,
    properties: Properties,
    own: readonly PropertyKey[],
    kept: Readonly<Record<PropertyKey, true>>,
  ): void {
    let last = -1;
    for (let i = 0; i < properties.length; i += 2) {
      const key = this.key(properties[i]);
      if (isIndex(key)) continue;
      const at = kept[key] === true ? positionOf(own, key) : -1;
      if (at > last) {
        last = at;
        continue;
      }
      // From here on everything is listed after what is added.
      last = own.length;
      if (kept[key] === true) deleteProperty(object, key);
    }
  }

  private isAlready(now: PropertyDescriptor, slot: Slot, usual: number): boolean {
    const record = isRecord(slot) ? slot : undefined;
    if (flagsOf(now) !== (record === undefined ? usual : record.f)) return false;
    if ((flagsOf(now) & accessorFlag) !== 0) return now.get === this.value(record!.g!) && now.set === this.value(record!.s!);
    return now.value === this.value(record === undefined ? (slot as Value) : record.v!);
  }

  /** Makes an object as closed as it was. Last of all, when every property is there. */
  close(object: object, common: Common): void {
    if (common !== 0 && common[1] !== 0) preventExtensions(object);
  }
}

function positionOf(keys: readonly PropertyKey[], key: PropertyKey): number {
  for (let i = 0; i < keys.length; i++) if (keys[i] === key) return i;
  return -1;
}

/** Whether the key is an array index, as 10.1.11.1 orders them. */
function isIndex(key: PropertyKey): boolean {
  return typeof key === "string" && `${+key >>> 0}` === key && key !== "4294967295";
}

export function isRecord(slot: unknown): slot is PropertyRecord {
  return typeof slot === "object" && slot !== null && !isArray(slot);
}

/** Removes what a constructor or the engine has put on a fresh object. */
export function clear(object: object): void {
  const keys = ownKeys(object);
  for (let i = 0; i < keys.length; i++) deleteProperty(object, keys[i]!);
}

/** Private stamps of an entry. */
export function stampsOf(common: Common): readonly Stamp[] {
  return common === 0 ? [] : (common[3] ?? []);
}

/** Numbers of the entries that a list of values refers to. */
export function references(values: readonly unknown[], found: number[]): void {
  for (let i = 0; i < values.length; i++) {
    const id = referenced(values[i]);
    if (id !== undefined) found[found.length] = id;
  }
}
