import { codedError } from "../errors.js";
import { base64Length } from "./base64.js";
import { BodyError, decodeBody, type Body } from "./decodeBody.js";
import type { Entry, Tag } from "./schema.js";

/** Limits of what a body may ask the restoring engine to allocate beyond its own size. Bytes, and elements. */
export const bodyLimits = { buffers: 2 ** 32, arrayLength: 2 ** 32 - 1, bigintDigits: 1 << 20 } as const;

/**
 * Decodes a body and checks every line against the schema (docs/snapshot-format.md, section 3): shapes, that references lead to entries of the kind
 * expected there, that numbers stay within what they count. A body that passes can be restored or refused, but nothing in it is evaluated.
 * @throws CodedError E_SNAPSHOT_INVALID, naming the entry
 */
export function validateBody(bytes: Uint8Array): Body {
  let body: Body;
  try {
    body = decodeBody(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
    new BodyValidator(body).check();
  } catch (error) {
    if (error instanceof BodyError || error instanceof TypeError) throw codedError("E_SNAPSHOT_INVALID", error.message, { cause: error });
    throw error;
  }
  return body;
}

type Check = (value: unknown) => void;
const codeId = /^[0-9a-z]{6}\.\d{1,9}$/;
const viewTypes =
  /^(DataView|Int8Array|Uint8Array|Uint8ClampedArray|Int16Array|Uint16Array|Float16Array|Int32Array|Uint32Array|Float32Array|Float64Array|BigInt64Array|BigUint64Array)$/;
const symbolTags: readonly Tag[] = ["symbol", "symbolFor", "intrinsic"];

class BodyValidator {
  readonly #body: Body;
  #where = "";
  #buffers = 0;

  constructor(body: Body) {
    this.#body = body;
  }

  check(): void {
    const { entries, roots, modules, realm, stamps, weak, mapped, bytes } = this.#body;
    for (let id = 1; id < entries.length; id++) {
      const entry = entries[id]!;
      this.#where = `entry ${String(id)} (${entry[0]})`;
      this.#entry(entry);
    }
    this.#where = "roots";
    for (const [name, value] of roots) {
      this.#text(name);
      this.#refTo(value, "record");
    }
    for (const { id, state, bindings } of modules) {
      this.#where = "module";
      this.#text(id);
      if (!["linked", "suspended", "evaluated", "failed"].includes(state)) this.#fail("an unknown state");
      this.#pairs(bindings, this.#text, this.#value);
    }
    for (const line of realm) {
      this.#where = "realm";
      this.#refTo(line[1], "intrinsic");
      this.#properties(line[2]);
      this.#each(line[3], this.#key);
      this.#value(line[4]);
      if (line[5] !== 0 && line[5] !== 1) this.#fail("an unknown integrity");
    }
    this.#where = "stamp";
    for (const [object, stamp] of stamps) {
      this.#refTo(object);
      this.#stamp(stamp);
    }
    this.#where = "weak";
    for (const [collection, items] of weak) {
      const isMap = this.#refTo(collection, "weakmap", "weakset")[0] === "weakmap";
      if (isMap) this.#pairs(items, this.#object, this.#value);
      else this.#each(items, this.#object);
    }
    this.#where = "mapped";
    const elements = new Set<Entry>();
    for (const [args, pairs] of mapped) {
      this.#refTo(args, "arguments");
      this.#pairs(pairs, this.#element, (cell) => {
        const entry = this.#refTo(cell, "cell");
        if (elements.has(entry)) this.#fail("a variable that is two elements");
        elements.add(entry);
      });
    }
    this.#where = "bytes";
    for (const [buffer, ranges] of bytes) this.#bytes(this.#refTo(buffer, "buffer"), ranges);
  }

  #entry(entry: Entry): void {
    const fields: readonly unknown[] = entry;
    const [least, most] = lengths[entry[0]];
    if (fields.length < least || fields.length > most) this.#fail("a wrong number of fields");
    if (hasCommon(entry)) this.#common(entry[1]);
    switch (entry[0]) {
      case "object":
      case "finished":
      case "weakmap":
      case "weakset":
      case "error":
      case "arguments":
        return;
      case "array":
        this.#count(entry[2], bodyLimits.arrayLength);
        this.#each(entry[3], this.#slot);
        if (entry[3].length > entry[2]) this.#fail("more items than its length");
        if (entry.length === 5 && (entry[4] as unknown) !== false) this.#fail("an unknown attribute");
        return;
      case "function":
      case "class":
        this.#code(entry[2]);
        this.#each(entry[3], this.#capture);
        this.#value(entry[4]);
        this.#value(entry[5]);
        if (entry[0] === "function") return;
        this.#refTo(entry[6]);
        this.#each(entry[7], this.#value);
        return;
      case "generator":
      case "frame":
        this.#code(entry[2]);
        this.#count(entry[3], 2 ** 31);
        for (const captures of [entry[4], entry[5], entry[6]]) this.#each(captures, this.#capture);
        return;
      case "cell": {
        this.#value(entry[1]);
        return;
      }
      case "prototypeOf":
        this.#refTo(entry[1], "function");
        return;
      case "intrinsic":
      case "symbolFor": {
        this.#text(entry[1]);
        return;
      }
      case "symbol":
        if (entry[1] !== null) this.#text(entry[1]);
        return;
      case "record":
        this.#text(entry[1]);
        {
          this.#each(entry[2], this.#value);
          return;
        }
      case "visible": {
        this.#text(entry[2]);
        return;
      }
      case "stateful":
        this.#text(entry[2]);
        for (const value of [entry[3], entry[4], entry[5]]) this.#value(value);
        return;
      case "exotic":
        this.#refTo(entry[2], "record");
        return;
      case "weakref":
      case "date":
      case "boxed": {
        this.#value(entry[2]);
        return;
      }
      case "map": {
        this.#pairs(entry[2], this.#value, this.#value);
        return;
      }
      case "set": {
        this.#each(entry[2], this.#value);
        return;
      }
      case "regexp":
        this.#text(entry[2]);
        this.#text(entry[3]);
        if (!/^d?g?i?m?s?[uv]?y?$/.test(entry[3])) this.#fail("unknown flags");
        {
          this.#slot(entry[4]);
          return;
        }
      case "buffer":
        this.#count(entry[2], bodyLimits.buffers);
        if (entry[3] !== null) this.#count(entry[3], bodyLimits.buffers);
        if (entry[3] !== null && entry[3] < entry[2]) this.#fail("a length beyond its maximum");
        this.#buffers += entry[3] ?? entry[2];
        if (this.#buffers > bodyLimits.buffers) this.#fail("more bytes of buffers than allowed");
        if (typeof (entry[4] as unknown) !== "boolean") this.#fail("an unknown attribute");
        return;
      case "view": {
        this.#text(entry[2]);
        if (!viewTypes.test(entry[2])) this.#fail("an unknown type");
        const buffer = this.#refTo(entry[3], "buffer") as Extract<Entry, readonly ["buffer", ...unknown[]]>;
        const room = buffer[3] ?? buffer[2];
        this.#count(entry[4], bodyLimits.buffers);
        if (entry[5] !== null) this.#count(entry[5], bodyLimits.buffers);
        if (typeof room === "number" && entry[4] + (entry[5] ?? 0) > room) this.#fail("a range beyond its buffer");
        return;
      }
    }
  }

  #common(common: unknown): void {
    if (common === 0) return;
    if (!Array.isArray(common) || common.length < 3 || common.length > 5) this.#fail("no common part");
    const [prototype, integrity, properties, stamps, state] = common as unknown[];
    this.#value(prototype);
    if (integrity !== 0 && integrity !== 1 && integrity !== 2 && integrity !== 3) this.#fail("an unknown integrity");
    this.#properties(properties);
    if (stamps !== undefined) this.#each(stamps, this.#stamp);
    if (state !== undefined && state !== 0) this.#refTo(state, "record");
  }

  #properties(value: unknown): void {
    this.#pairs(value, this.#key, this.#slot);
  }

  readonly #stamp: Check = (stamp) => {
    const [Class, ...rest] = this.#list(stamp);
    this.#refTo(Class, "class");
    this.#pairs(rest, this.#text, this.#value);
  };

  readonly #key: Check = (key) => {
    if (typeof key !== "string") this.#refTo(key, ...symbolTags);
  };

  readonly #slot: Check = (slot) => {
    if (typeof slot !== "object" || slot === null || Array.isArray(slot)) {
      this.#value(slot);
      return;
    }
    const record = slot as Record<string, unknown>;
    const { f } = record;
    const isAccessor = typeof f === "number" && (f & 8) !== 0;
    if (!Number.isInteger(f) || (f as number) < 0 || (f as number) > 15) this.#fail("unknown attributes of a property");
    for (const name of isAccessor ? ["g", "s"] : ["v"]) {
      if (!Object.hasOwn(record, name)) this.#fail("an incomplete property");
      this.#value(record[name]);
    }
    if (Object.keys(record).length !== (isAccessor ? 3 : 2)) this.#fail("an unknown part of a property");
  };

  readonly #value: Check = (value) => {
    if (Array.isArray(value) && typeof value[0] === "number" && this.#refTo(value)[0] === "cell") this.#fail("a binding among its values");
    this.#capture(value);
  };

  readonly #object: Check = (value) => {
    if (this.#refTo(value)[0] === "cell") this.#fail("a binding among its values");
  };

  /** A value, or a reference to a cell. */
  readonly #capture: Check = (value) => {
    switch (typeof value) {
      case "string":
      case "boolean":
        return;
      case "number":
        if (!Number.isFinite(value)) this.#fail("a number beyond the range");
        return;
      default:
    }
    if (value === null) return;
    const [tag, detail, ...more] = this.#list(value);
    const plain = detail === undefined && more.length === 0;
    if (typeof tag === "number") this.#refTo(value);
    else if (plain && (tag === "u" || tag === "t" || tag === "h")) return;
    else if (more.length === 0 && tag === "n" && ["NaN", "-0", "Infinity", "-Infinity"].includes(detail as string)) return;
    else if (more.length === 0 && tag === "b" && typeof detail === "string" && detail.length <= bodyLimits.bigintDigits) {
      if (!/^(0|-?[1-9]\d*)$/.test(detail)) this.#fail("no integer where one is expected");
    } else this.#fail("an unknown kind of value");
  };

  /** Index of an element of `arguments`. */
  readonly #element: Check = (value) => {
    this.#count(value, 2 ** 16);
  };

  readonly #text: Check = (value) => {
    if (typeof value !== "string") this.#fail("no text where one is expected");
  };

  #code(value: unknown): void {
    if (typeof value !== "string" || !codeId.test(value)) this.#fail("no code id where one is expected");
  }

  #count(value: unknown, most: number): void {
    if (!Number.isSafeInteger(value) || (value as number) < 0 || (value as number) > most) this.#fail("a number beyond its limits");
  }

  #bytes(buffer: Entry, ranges: unknown): void {
    const length = buffer[2] as number;
    let end = 0;
    const all = this.#list(ranges);
    if (all.length % 2 !== 0) this.#fail("an incomplete pair");
    for (let i = 0; i < all.length; i += 2) {
      const [offset, text] = [all[i], all[i + 1]];
      this.#count(offset, length);
      if (typeof text !== "string" || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) this.#fail("no base64 where it is expected");
      const size = base64Length(text as string);
      if (size < 0 || (offset as number) < end || (offset as number) + size > length) this.#fail("bytes beyond its buffer");
      end = (offset as number) + size;
    }
  }

  #refTo(value: unknown, ...tags: readonly Tag[]): Entry {
    const id: unknown = Array.isArray(value) && value.length === 1 ? value[0] : undefined;
    const entry = Number.isSafeInteger(id) && (id as number) > 0 ? this.#body.entries[id as number] : undefined;
    if (entry === undefined) return this.#fail("a reference to nothing");
    if (tags.length > 0 && !tags.includes(entry[0])) this.#fail(`a reference to ${entry[0]} instead of ${tags.join(" or ")}`);
    return entry;
  }

  #list(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? (value as unknown[]) : this.#fail("no list where one is expected");
  }

  #each(value: unknown, check: Check): void {
    for (const item of this.#list(value)) check(item);
  }

  #pairs(value: unknown, first: Check, second: Check): void {
    const list = this.#list(value);
    if (list.length % 2 !== 0) this.#fail("an incomplete pair");
    for (let i = 0; i < list.length; i += 2) {
      first(list[i]);
      second(list[i + 1]);
    }
  }

  #fail(what: string): never {
    throw new BodyError(`not a valid snapshot: ${this.#where} has ${what}`);
  }
}

/** Least and most elements of an entry's line. */
const lengths: Readonly<Record<Tag, readonly [number, number]>> = {
  object: [2, 2],
  array: [4, 5],
  function: [6, 6],
  class: [8, 8],
  generator: [7, 7],
  frame: [7, 7],
  finished: [2, 2],
  cell: [2, 2],
  prototypeOf: [2, 2],
  intrinsic: [2, 2],
  symbol: [2, 2],
  symbolFor: [2, 2],
  record: [3, 3],
  visible: [3, 3],
  stateful: [6, 6],
  exotic: [3, 3],
  weakref: [3, 3],
  map: [3, 3],
  set: [3, 3],
  weakmap: [2, 2],
  weakset: [2, 2],
  date: [3, 3],
  regexp: [5, 5],
  error: [2, 2],
  boxed: [3, 3],
  arguments: [2, 2],
  buffer: [5, 5],
  view: [6, 6],
};

type Bare = "cell" | "prototypeOf" | "intrinsic" | "symbol" | "symbolFor" | "record";
type WithCommon = Exclude<Entry, readonly [Bare, ...unknown[]]>;

const bare: Readonly<Record<string, true>> = {
  cell: true,
  prototypeOf: true,
  intrinsic: true,
  symbol: true,
  symbolFor: true,
  record: true,
};

function hasCommon(entry: Entry): entry is WithCommon {
  return !Object.hasOwn(bare, entry[0]);
}
