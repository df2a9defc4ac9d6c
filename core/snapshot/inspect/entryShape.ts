import type { Body } from "../decodeBody.js";
import { fieldNames } from "../recordFields.js";
import type { Common, Entry, Properties, Reference, Slot, Stamp, Value } from "../schema.js";

/** Reading entries of a validated body. */

export type Entries = Body["entries"];

export function isReference(value: unknown): value is Reference {
  return Array.isArray(value) && value.length === 1 && typeof value[0] === "number";
}

/** Number of the entry a value refers to, or 0. */
export function refOf(value: unknown): number {
  return isReference(value) ? value[0] : 0;
}

/** The part that objects of every kind have, or `undefined` for entries without one. */
export function commonOf(entry: Entry | undefined): Exclude<Common, 0> | undefined {
  if (entry === undefined) return undefined;
  switch (entry[0]) {
    case "cell":
    case "prototypeOf":
    case "intrinsic":
    case "symbol":
    case "symbolFor":
    case "record":
      return undefined;
    default:
      return entry[1] === 0 ? undefined : entry[1];
  }
}

/** A field of a record by name; undefined if it is no record or has no such field. */
export function fieldOf(entry: Entry | undefined, name: string): Value | undefined {
  if (entry?.[0] !== "record") return undefined;
  const at = fieldNames(entry[1]).indexOf(name);
  return at < 0 ? undefined : entry[2][at];
}

/** The record of that kind that a value refers to. */
export function recordAt(entries: Entries, value: unknown, kind?: string): Extract<Entry, readonly ["record", ...unknown[]]> | undefined {
  const entry = entries[refOf(value)];
  return entry?.[0] === "record" && (kind === undefined || entry[1] === kind) ? entry : undefined;
}

/** The hidden record of an object. */
export function hiddenOf(entries: Entries, entry: Entry | undefined): Extract<Entry, readonly ["record", ...unknown[]]> | undefined {
  return entry?.[0] === "exotic" ? recordAt(entries, entry[2]) : recordAt(entries, commonOf(entry)?.[4]);
}

/** The slot of an own property with a string key. */
export function propertyOf(entry: Entry | undefined, key: string): Slot | undefined {
  const properties: Properties = commonOf(entry)?.[2] ?? [];
  for (let i = 0; i < properties.length; i += 2) if (properties[i] === key) return properties[i + 1];
  return undefined;
}

/** The value in a slot; undefined for accessors. */
export function valueIn(slot: Slot | undefined): Value | undefined {
  return isRecord(slot) ? slot.v : slot;
}

export function isRecord(slot: unknown): slot is { readonly f: number; readonly v?: Value; readonly g?: Value; readonly s?: Value } {
  return typeof slot === "object" && slot !== null && !Array.isArray(slot);
}

/** Items of an array entry as slots; for sparse arrays only what `items` lists. */
export function itemsOf(entries: Entries, value: unknown): readonly Value[] {
  const entry = entries[refOf(value)];
  return entry?.[0] === "array" ? entry[3].map((slot) => valueIn(slot) ?? ["u"]) : [];
}

/** Called with each reference of an entry and how the program would write the way there. */
export type VisitReference = (label: string, id: number) => void;

/** Names what functions have captured and generators hold: `part` is the place of the list in the entry. */
export type NameCaptured = (part: number, at: number) => string | undefined;

/** All references of an entry, in its order. */
export function forEachReference(entries: Entries, entry: Entry, visit: VisitReference, nameOf: NameCaptured = () => undefined): void {
  const one = (label: string, value: unknown): void => {
    if (isReference(value)) visit(label, value[0]);
  };
  const slot = (label: string, value: Slot | undefined): void => {
    if (!isRecord(value)) one(label, value);
    else for (const part of [value.v, value.g, value.s]) one(label, part);
  };
  const list = (label: (at: number) => string, values: readonly (Slot | undefined)[]): void => {
    values.forEach((value, at) => {
      slot(label(at), value);
    });
  };
  const common = commonOf(entry);
  if (common) {
    properties(entries, common[2], slot, one);
    for (const stamp of common[3] ?? []) stampReferences(stamp, one);
    one("", common[4]);
    one(".__proto__", common[0]);
  }
  switch (entry[0]) {
    case "cell":
    case "prototypeOf":
      one("", entry[1]);
      return;
    case "record":
      for (const value of entry[2]) one("→", value);
      return;
    case "array":
      list((at) => `[${String(at)}]`, entry[3]);
      return;
    case "function":
    case "class":
      list((at) => captured(nameOf(3, at)), entry[3]);
      if (entry[0] === "function") return;
      one(".prototype", entry[6]);
      list(() => "", entry[7]);
      return;
    case "generator":
    case "frame":
      list((at) => captured(nameOf(4, at)), entry[4]);
      list((at) => captured(nameOf(5, at)), entry[5]);
      list((at) => captured(nameOf(6, at)), entry[6]);
      return;
    case "stateful":
      one("→", entry[3]);
      return;
    case "exotic":
    case "weakref":
    case "boxed":
      one("", entry[2]);
      return;
    case "map":
    case "set":
      list((at) => (entry[0] === "set" || at % 2 === 0 ? ".keys()" : ".get()"), entry[2]);
      return;
    case "view":
      one(".buffer", entry[3]);
      return;
    case "regexp":
      slot(".lastIndex", entry[4]);
      return;
    default:
  }
}

/** Variables have no syntax from outside: `inc › n`. */
function captured(name: string | undefined): string {
  return ` ›${name === undefined ? "" : ` ${name}`}`;
}

function properties(
  entries: Entries,
  list: Properties,
  slot: (label: string, value: Slot | undefined) => void,
  one: (label: string, value: unknown) => void,
): void {
  for (let i = 0; i < list.length; i += 2) {
    one("", list[i]);
    slot(keyLabel(entries, list[i]), list[i + 1]);
  }
}

function stampReferences(stamp: Stamp, one: (label: string, value: unknown) => void): void {
  one("", stamp[0]);
  for (let i = 1; i < stamp.length; i += 2) one(`.${String(stamp[i])}`, stamp[i + 1]);
}

/** `.key`, `["odd key"]`, `[Symbol(q)]`. */
export function keyLabel(entries: Entries, key: unknown): string {
  if (typeof key !== "string") return `[${symbolText(entries[refOf(key)])}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

export function symbolText(entry: Entry | undefined): string {
  if (entry?.[0] === "symbol") return `Symbol(${entry[1] ?? ""})`;
  if (entry?.[0] === "symbolFor") return `Symbol(${entry[1]})`;
  if (entry?.[0] === "intrinsic") return intrinsicName(entry[1]);
  return "Symbol()";
}

/** A path of the realm as a program writes it: `Symbol.iterator`, `Array.prototype.map`, `fs.readFileSync`. */
export function intrinsicName(path: string): string {
  return path
    .replace(/^node:events(?=$|\.)/, "EventEmitter")
    .replace(/^thingsmigrate:/, "")
    .replace(/^Symbol\.([^.]+)$/, "Symbol(Symbol.$1)")
    .replaceAll("~1", ".")
    .replaceAll("~0", "~");
}
