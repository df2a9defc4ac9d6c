import type { Entry, Slot, Stamp, Value } from "../schema.js";
import {
  commonOf,
  fieldOf,
  hiddenOf,
  intrinsicName,
  isRecord,
  isReference,
  propertyOf,
  refOf,
  symbolText,
  valueIn,
  type Entries,
} from "./entryShape.js";
import { elementsOf, type BufferBytes } from "./bufferBytes.js";
import { cut, plainText, quoted } from "./plainText.js";

/** How much of a value a preview shows. */
const limits = { depth: 2, items: 6, string: 72, total: 240, name: 60 };

/** One-line previews of the values of a body, in the manner of Node's `inspect`; bounded whatever the value, and without running anything. */
export class Previews {
  readonly #entries: Entries;
  /** Bytes by buffer: views show them. */
  readonly #bytes: (buffer: number) => BufferBytes | undefined;
  /** Values of weak collections, whose entries stand apart. */
  readonly #weak: (collection: number) => readonly Value[] | undefined;

  constructor(
    entries: Entries,
    bytes: (buffer: number) => BufferBytes | undefined,
    weak: (collection: number) => readonly Value[] | undefined,
  ) {
    this.#entries = entries;
    this.#bytes = bytes;
    this.#weak = weak;
  }

  /** Of any value of the body. */
  of(value: Value | undefined): string {
    return cut(new Preview(this.#entries, this.#bytes, this.#weak).value(value, 0), limits.total);
  }

  /** What an entry is, in a word: `Sensor`, `Array`, `closure inc`. */
  kindOf(id: number): string {
    const entry = this.#entries[id];
    if (entry === undefined) return "nothing";
    switch (entry[0]) {
      case "function":
        return typeof entry[4] === "string" && entry[4] !== "" ? `closure ${plainText(cut(entry[4], limits.name))}` : "closure (anonymous)";
      case "class":
        return `class ${typeof entry[4] === "string" && entry[4] !== "" ? plainText(cut(entry[4], limits.name)) : "(anonymous)"}`;
      case "cell":
        return "variables";
      case "record":
        return `runtime ${plainText(entry[1])}`;
      case "intrinsic":
        return "names of builtins";
      case "symbol":
      case "symbolFor":
        return "Symbol";
      case "generator":
        return "suspended generator";
      case "prototypeOf":
        return "prototype";
      default:
        return new Preview(this.#entries, this.#bytes, this.#weak).className(entry) ?? "[null prototype]";
    }
  }
}

class Preview {
  readonly #entries: Entries;
  readonly #bytes: (buffer: number) => BufferBytes | undefined;
  readonly #weak: (collection: number) => readonly Value[] | undefined;
  readonly #open: number[] = [];
  #left = limits.total;

  constructor(
    entries: Entries,
    bytes: (buffer: number) => BufferBytes | undefined,
    weak: (collection: number) => readonly Value[] | undefined,
  ) {
    this.#entries = entries;
    this.#bytes = bytes;
    this.#weak = weak;
  }

  value(value: Value | undefined, depth: number): string {
    const text = this.#value(value, depth);
    this.#left -= text.length;
    return text;
  }

  #value(value: Value | undefined, depth: number): string {
    if (value === undefined) return "undefined";
    if (typeof value === "string") return quoted(value, limits.string);
    if (typeof value !== "object" || value === null) return String(value);
    if (isReference(value)) return this.#entry(value[0], depth);
    switch (value[0]) {
      case "u":
        return "undefined";
      case "t":
        return "<uninitialized>";
      case "h":
        return "<empty>";
      case "n":
        return value[1];
      case "b":
        return `${cut(value[1], limits.string)}n`;
    }
    return "?";
  }

  #entry(id: number, depth: number): string {
    const entry = this.#entries[id];
    if (entry === undefined) return "?";
    if (this.#open.includes(id)) return "[Circular]";
    this.#open.push(id);
    const text = this.#object(entry, id, depth);
    this.#open.pop();
    return text;
  }

  #object(entry: Entry, id: number, depth: number): string {
    switch (entry[0]) {
      case "cell":
        return this.#value(entry[1], depth);
      case "intrinsic":
        return this.#intrinsic(entry[1]);
      case "symbol":
      case "symbolFor":
        return plainText(symbolText(entry));
      case "function":
        return `[${this.#functionKind(entry)}${nameOf(entry[4])}]`;
      case "stateful":
        return `[Function${nameOf(entry[4] === "" ? entry[2] : entry[4])}]`;
      case "class":
        return this.#class(entry);
      case "prototypeOf":
        return "{}";
      case "record":
        return `[runtime ${plainText(entry[1])}]`;
      case "exotic":
        return this.#exotic(entry, depth);
      case "date": {
        const time = typeof entry[2] === "number" ? new Date(entry[2]) : undefined;
        return time && !Number.isNaN(time.getTime()) ? time.toISOString() : "Invalid Date";
      }
      case "regexp":
        return plainText(`/${cut(entry[2], limits.string)}/${entry[3]}`);
      case "error":
        return this.#error(entry);
      case "boxed":
        return `[${this.className(entry) ?? "Object"}: ${this.#value(entry[2], depth + 1)}]`;
      case "weakref":
        return `WeakRef { ${this.value(entry[2], depth + 1)} }`;
      case "frame":
        return "call";
      case "generator":
      case "finished":
        return `Object [${hiddenOf(this.#entries, entry)?.[1] === "AsyncGenerator" ? "AsyncGenerator" : "Generator"}] {}`;
      case "array":
        return this.#array(entry, depth);
      case "map":
        return this.#list(`${this.className(entry) ?? "Map"}(${String(entry[2].length / 2)})`, "{}", depth, entry[2].length / 2, (at) => {
          return `${this.value(entry[2][at * 2], depth + 1)} => ${this.value(entry[2][at * 2 + 1], depth + 1)}`;
        });
      case "set":
        return this.#list(`${this.className(entry) ?? "Set"}(${String(entry[2].length)})`, "{}", depth, entry[2].length, (at) =>
          this.value(entry[2][at], depth + 1),
        );
      case "weakmap":
      case "weakset": {
        const size = (this.#weak(id)?.length ?? 0) / (entry[0] === "weakmap" ? 2 : 1);
        return `${this.className(entry) ?? "WeakMap"}(${String(size)}) { … }`;
      }
      case "buffer":
        return `${entry[4] ? "SharedArrayBuffer" : "ArrayBuffer"} { byteLength: ${String(entry[2])} }`;
      case "view":
        return this.#view(entry, depth);
      case "arguments":
        return this.#plain("[Arguments]", entry, depth);
      case "visible":
        return this.#plain(plainText(entry[2]), entry, depth);
      case "object":
        return this.#hidden(entry, depth) ?? this.#plain(this.className(entry), entry, depth);
    }
  }

  #intrinsic(path: string): string {
    const name = plainText(intrinsicName(path));
    if (/^Symbol\(/.test(name)) return name;
    const last = name.slice(name.lastIndexOf(".") + 1);
    if (/prototype|%|^[a-z]+$|^process\b/.test(last) && !/^(get|set) /.test(last)) return `[${name}]`;
    return /^[A-Z]/.test(last) && !name.includes(".") ? `[Function: ${name}]` : `[${name}]`;
  }

  #functionKind(entry: Entry): string {
    const prototype = this.#entries[refOf(commonOf(entry)?.[0])];
    const path = prototype?.[0] === "intrinsic" ? prototype[1] : "";
    if (path === "%AsyncFunctionPrototype%") return "AsyncFunction";
    if (path === "%GeneratorFunctionPrototype%") return "GeneratorFunction";
    return path === "%AsyncGeneratorFunctionPrototype%" ? "AsyncGeneratorFunction" : "Function";
  }

  #class(entry: Extract<Entry, readonly ["class", ...unknown[]]>): string {
    const name = typeof entry[4] === "string" && entry[4] !== "" ? plainText(cut(entry[4], limits.name)) : "(anonymous)";
    const base = commonOf(entry)?.[0];
    const parent = this.#entries[refOf(base)];
    if (base === null) return `[class ${name} extends null]`;
    if (parent?.[0] === "class" || parent?.[0] === "function")
      return `[class ${name} extends ${parent[4] === "" ? "(anonymous)" : text(parent[4])}]`;
    if (parent?.[0] === "intrinsic" && parent[1] !== "Function.prototype")
      return `[class ${name} extends ${plainText(intrinsicName(parent[1]))}]`;
    return `[class ${name}]`;
  }

  #exotic(entry: Extract<Entry, readonly ["exotic", ...unknown[]]>, depth: number): string {
    const state = hiddenOf(this.#entries, entry);
    if (state?.[1] === "Bound") {
      const target = this.#entries[refOf(fieldOf(state, "target"))];
      const name = target?.[0] === "function" || target?.[0] === "class" || target?.[0] === "stateful" ? text(target[4]) : "";
      return `[Function: bound ${name}]`;
    }
    if (state?.[1] === "Proxy") {
      const target = fieldOf(state, "target");
      return refOf(target) === 0 ? "<Revoked Proxy>" : `Proxy(${this.value(target, depth + 1)})`;
    }
    if (state?.[1] === "Namespace") return "[Module]";
    return `[${plainText(state?.[1] ?? "object")}]`;
  }

  #error(entry: Entry): string {
    const message = valueIn(propertyOf(entry, "message"));
    const own = valueIn(propertyOf(entry, "name"));
    const name = typeof own === "string" ? plainText(cut(own, limits.name)) : (this.className(entry) ?? "Error");
    return `[${name}${typeof message === "string" && message !== "" ? `: ${plainText(cut(message, limits.string))}` : ""}]`;
  }

  #array(entry: Extract<Entry, readonly ["array", ...unknown[]]>, depth: number): string {
    const [, , length, items] = entry;
    const name = this.className(entry);
    const prefix =
      name === "Array"
        ? length > limits.items
          ? `Array(${String(length)})`
          : ""
        : `${name ?? "[Array: null prototype]"}(${String(length)})`;
    if (items.length === 0 && length > 0) return `${prefix || "Array"} [ <sparse> ]`;
    return this.#list(prefix, "[]", depth, items.length, (at) => this.#slot(items[at], depth + 1), length);
  }

  #view(entry: Extract<Entry, readonly ["view", ...unknown[]]>, depth: number): string {
    const name = this.className(entry) ?? entry[2];
    const bytes = this.#bytes(refOf(entry[3]));
    const values = bytes && elementsOf(bytes, entry[2], entry[4], entry[5]);
    if (!values) return `${name} { … }`;
    return this.#list(`${name}(${String(values.length)})`, "[]", depth, values.length, (at) => values.at(at));
  }

  /** Objects whose hidden record says what they are: promises, async generators. */
  #hidden(entry: Entry, depth: number): string | undefined {
    const state = hiddenOf(this.#entries, entry);
    switch (state?.[1]) {
      case "PromiseState": {
        const status = fieldOf(state, "status");
        if (status === 0) return `${this.className(entry) ?? "Promise"} { <pending> }`;
        return `${this.className(entry) ?? "Promise"} { ${status === 2 ? "<rejected> " : ""}${this.value(fieldOf(state, "value"), depth + 1)} }`;
      }
      case "AsyncGenerator":
        return "Object [AsyncGenerator] {}";
      case "Timer":
      case "ImmediateState":
        return `${this.className(entry) ?? "Timeout"} {}`;
      default:
        return undefined;
    }
  }

  #plain(name: string | undefined, entry: Entry, depth: number): string {
    const common = commonOf(entry);
    const parts: (() => string)[] = [];
    for (const stamp of common?.[3] ?? []) this.#privates(stamp, parts, depth);
    const properties = common?.[2] ?? [];
    for (let i = 0; i < properties.length; i += 2) {
      const [key, slot] = [properties[i], properties[i + 1]];
      if (isRecord(slot) && (slot.f & 2) === 0) continue;
      parts.push(() => `${this.#key(key)}: ${this.#slot(slot, depth + 1)}`);
    }
    const prefix = name === "Object" && entry[0] === "object" ? "" : (name ?? "[Object: null prototype]");
    return this.#list(prefix, "{}", depth, parts.length, (at) => parts[at]!());
  }

  #privates(stamp: Stamp, parts: (() => string)[], depth: number): void {
    for (let i = 1; i < stamp.length; i += 2) {
      const [name, value] = [stamp[i], stamp[i + 1]!];
      if (!isHole(value)) parts.push(() => `${plainText(String(name))}: ${this.value(value, depth + 1)}`);
    }
  }

  #key(key: unknown): string {
    if (typeof key !== "string") return `[${plainText(symbolText(this.#entries[refOf(key)]))}]`;
    return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? cut(key, limits.name) : quoted(key, limits.name);
  }

  #slot(slot: Slot | undefined, depth: number): string {
    if (!isRecord(slot)) return this.value(slot, depth);
    if ((slot.f & 8) === 0) return this.value(slot.v, depth);
    return refOf(slot.g) === 0 ? "[Setter]" : refOf(slot.s) === 0 ? "[Getter]" : "[Getter/Setter]";
  }

  #list(prefix: string, brackets: string, depth: number, count: number, item: (at: number) => string, total = count): string {
    const [open, close] = [brackets[0]!, brackets[1]!];
    const start = prefix === "" ? open : `${prefix} ${open}`;
    if (total === 0) return `${start}${close}`;
    if (depth > limits.depth || this.#left <= 0) return prefix === "" ? (open === "[" ? "[Array]" : "[Object]") : `[${prefix}]`;
    const shown: string[] = [];
    for (let at = 0; at < count && at < limits.items && this.#left > 0; at++) shown.push(item(at));
    if (shown.length < total) shown.push(`… ${String(total - shown.length)} more`);
    return `${start} ${shown.join(", ")} ${close}`;
  }

  /** Name of an object's class: the `constructor` of the nearest prototype that has one. Undefined for objects without a prototype. */
  className(entry: Entry): string | undefined {
    let prototype: Value = commonOf(entry)?.[0] ?? 0;
    if (commonOf(entry) && commonOf(entry)![0] === null) return undefined;
    for (let steps = 0; steps < 8; steps++) {
      if (prototype === 0) return usualName(entry);
      if (prototype === null) return undefined;
      const at: Entry | undefined = this.#entries[refOf(prototype)];
      if (at?.[0] === "intrinsic")
        return plainText(
          intrinsicName(at[1])
            .replace(/\.prototype$/, "")
            .replace(/^%(\w+)Prototype%$/, "$1"),
        );
      const maker: Entry | undefined = this.#entries[refOf(at?.[0] === "prototypeOf" ? at[1] : valueIn(propertyOf(at, "constructor")))];
      if (maker?.[0] === "class" || maker?.[0] === "function") return text(maker[4]) || "(anonymous)";
      const common = commonOf(at);
      prototype = common ? common[0] : null;
      if (prototype === 0 || (!common && at)) return usualName(entry);
    }
    return usualName(entry);
  }
}

function isHole(value: Value): boolean {
  return Array.isArray(value) && value[0] === "h";
}

function text(name: Value): string {
  return typeof name === "string" ? plainText(cut(name, limits.name)) : "";
}

function nameOf(name: Value): string {
  return typeof name === "string" && name !== "" ? `: ${plainText(cut(name, limits.name))}` : " (anonymous)";
}

function usualName(entry: Entry): string {
  switch (entry[0]) {
    case "array":
      return "Array";
    case "map":
      return "Map";
    case "set":
      return "Set";
    case "weakmap":
      return "WeakMap";
    case "weakset":
      return "WeakSet";
    case "weakref":
      return "WeakRef";
    case "date":
      return "Date";
    case "regexp":
      return "RegExp";
    case "error":
      return "Error";
    case "view":
      return entry[2];
    case "buffer":
      return entry[4] ? "SharedArrayBuffer" : "ArrayBuffer";
    case "boxed": {
      const value = entry[2];
      if (typeof value === "string") return "String";
      if (typeof value === "boolean") return "Boolean";
      if (isReference(value)) return "Symbol";
      return Array.isArray(value) && value[0] === "b" ? "BigInt" : "Number";
    }
    case "generator":
    case "finished":
      return "Generator";
    case "visible":
      return plainText(entry[2]);
    case "function":
    case "class":
    case "stateful":
    case "exotic":
      return "Function";
    default:
      return "Object";
  }
}
