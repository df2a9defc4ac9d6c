import {
  NativeMap,
  apply,
  charCodeAt,
  create,
  descriptorOf,
  getPrototypeOf,
  isExtensible,
  mapGet,
  mapSet,
  ownKeys,
  slice,
  sortArray,
  startsWith,
  symbolDescription,
  symbolKeyFor,
} from "./natives.js";
import { escapeKey, isIntrinsicValue, segmentOf, splitAt, step, unescapeKey } from "./intrinsicPaths.js";

/**
 * The objects and symbols of the realm, listed before the program starts: a snapshot names them by path instead of describing them, and says only
 * what the program has changed about them. Section 7 of the contract.
 *
 * A path is a list of segments joined by ".": a root (a global's name, `%GeneratorPrototype%`, `node:fs`), then property keys, `@@iterator` for
 * symbols, `get size` / `set size` for the functions of accessors, `[[Prototype]]`. In keys "~" is `~0` and "." is `~1`. The standard globals are listed
 * first, breadth first and in the order of their names, so that the path of a standard object is the same on every engine.
 */

/** What a program changed about one intrinsic object. */
export interface IntrinsicChange {
  readonly object: object;
  /** Keys that were added or whose descriptor differs, in the order of the object's keys. */
  readonly changed: readonly PropertyKey[];
  readonly deleted: readonly PropertyKey[];
  readonly prototypeChanged: boolean;
  readonly madeNonExtensible: boolean;
}

export interface IntrinsicOptions {
  /** Further roots that belong to the language but no global leads to (the native Promise, if the realm's is ours). */
  readonly extra?: Readonly<Record<string, object>>;
  /** Objects that are named but neither looked into nor compared: whoever lists them cares for their state (process.env). */
  readonly opaque?: readonly object[];
  /** Whether a function is the host's own: neither the program's nor the runtime's. */
  readonly isHostFunction?: (f: object) => boolean;
  /** Instances that the runtime has made itself (process, its streams): compared, unlike those of the host. */
  readonly owned?: readonly object[];
  /** Finds a root that was not listed when the snapshot is restored (a builtin module), or returns undefined. */
  readonly findRoot?: (name: string) => object | undefined;
}

const standardNames =
  "AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Int16Array Int32Array Int8Array Intl Iterator JSON Map Math Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String SuppressedError Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval isFinite isNaN parseFloat parseInt unescape";

/** Part of a builtin module whose names come before those of the module itself: `util.isDate` and others are aliases that newer engines don't have. */
const betterNames = create(null) as Record<string, string>;
betterNames["node:util"] = "types";

const notTheProgram = ["$tm", "$capturing", "$stop", "$restoring"];

/** Standard objects that no global leads to. */
function hiddenRoots(): Record<string, object> {
  const found = create(null) as Record<string, object>;
  const proto = (object: unknown): object => getPrototypeOf(object) as object;
  found["%GeneratorFunctionPrototype%"] = proto(function* () {});
  found["%AsyncFunctionPrototype%"] = proto(async function () {});
  found["%AsyncGeneratorFunctionPrototype%"] = proto(async function* () {});
  // Named here because a global leads to them on some engines only.
  found["%TypedArray%"] = proto(Uint8Array);
  found["%IteratorPrototype%"] = proto(proto([][Symbol.iterator]()));
  found["%AsyncIteratorPrototype%"] = proto(proto(async function* () {}.prototype));
  found["%ArrayIteratorPrototype%"] = proto([][Symbol.iterator]());
  found["%StringIteratorPrototype%"] = proto(""[Symbol.iterator]());
  found["%MapIteratorPrototype%"] = proto(new Map()[Symbol.iterator]());
  found["%SetIteratorPrototype%"] = proto(new Set()[Symbol.iterator]());
  found["%RegExpStringIteratorPrototype%"] = proto("".matchAll(/x/g));
  found["%ThrowTypeError%"] = descriptorOf(new Function("'use strict'; return arguments")() as object, "callee")!.get as object;
  return found;
}

/** More intrinsics have been listed than were known when the capture began: it has to begin anew. */
export class RealmGrown {}

export class Intrinsics {
  private readonly indexes = new NativeMap<unknown, number>();
  private readonly objects: (object | symbol)[] = [];
  private readonly parents: number[] = [];
  private readonly segments: string[] = [];
  private readonly opaque = new NativeMap<unknown, true>();
  private readonly owned = new NativeMap<unknown, true>();
  private readonly roots = create(null) as Record<string, object>;
  private readonly findRoot: (name: string) => object | undefined;
  private readonly isHostFunction: (f: object) => boolean;
  /** Per object: prototype, extensibility, then key, flags, value or getter, setter for each own property. Undefined for what is not compared. */
  private readonly baseline: (unknown[] | undefined)[] = [];
  private standardEnd = 0;
  /** Getters of the global object and of builtin modules: triples of index, key, getter. */
  private readonly lazy: unknown[] = [];

  constructor(options: IntrinsicOptions) {
    this.findRoot = options.findRoot ?? (() => undefined);
    this.isHostFunction = options.isHostFunction ?? (() => false);
    const opaque = options.opaque ?? [];
    for (let i = 0; i < opaque.length; i++) mapSet(this.opaque, opaque[i], true);
    const owned = options.owned ?? [];
    for (let i = 0; i < owned.length; i++) mapSet(this.owned, owned[i], true);
    const realm = globalThis as unknown as Record<string, unknown>;
    // The global object is known by its name, but entered last: its other properties belong to the host.
    this.name(globalThis, -1, "globalThis");
    let start = 0;
    this.nameAll(hiddenRoots());
    const standard = splitAt(standardNames, " ");
    const prototypes: (readonly [prototype: object, parent: number])[] = [];
    for (let i = 0; i < standard.length; i++) {
      const value: unknown = descriptorOf(realm, standard[i]!)?.value;
      if (!isIntrinsicValue(value)) continue;
      const index = this.objects.length;
      this.name(value, -1, standard[i]!);
      const prototype: unknown =
        typeof value === "function" && index < this.objects.length ? descriptorOf(value, "prototype")?.value : undefined;
      if (isIntrinsicValue(prototype)) prototypes[prototypes.length] = [prototype as object, index];
    }
    // Not by the way that is found first: another engine may lack Atomics, whose prototype is Object.prototype.
    for (let i = 0; i < prototypes.length; i++) this.name(prototypes[i]![0], prototypes[i]![1], "prototype");
    if (options.extra !== undefined) this.nameAll(options.extra);
    start = this.walk(1);
    this.standardEnd = start;
    this.look(0);
    // An accessor on Node, but one that loads nothing.
    this.nameLazy("Buffer");
    this.walk(start);
  }

  /** The path of an intrinsic, or undefined for any other object or symbol. */
  pathOf(value: object | symbol): string | undefined {
    let index = mapGet(this.indexes, value) as number | undefined;
    if (index === undefined) return undefined;
    let path = this.segments[index]!;
    while ((index = this.parents[index!]!) >= 0) path = index === 0 ? path : `${this.segments[index]!}.${path}`;
    return path;
  }

  /** Whether it is one of the objects that the language itself defines; the others are the host's. */
  isStandard(value: object | symbol): boolean {
    const index = mapGet(this.indexes, value) as number | undefined;
    return index !== undefined && index < this.standardEnd;
  }

  has(value: object | symbol): boolean {
    return mapGet(this.indexes, value) !== undefined;
  }

  /** Lists a builtin module of the host when the program first imports it. */
  addRoot(name: string, object: object): void {
    if (this.roots[name] !== undefined) return;
    this.roots[name] = object;
    const start = this.objects.length;
    this.name(object, -1, name);
    const better = betterNames[name];
    const first = better === undefined ? undefined : (descriptorOf(object, better)?.value as unknown);
    if (isIntrinsicValue(first)) {
      this.name(first, start, better!);
      this.look(start + 1);
    }
    this.walk(start);
  }

  /** Whether a path of property names, from the global object on, was there when the realm was listed. */
  names(path: string): boolean {
    const segments = splitAt(path, ".");
    let index: number | undefined = 0;
    for (let i = 0; i < segments.length; i++) {
      const before: unknown[] | undefined = index === undefined ? undefined : this.baseline[index];
      // What a lazy getter of the host will give is not known, but that it gives something.
      if (before === undefined) return i > 0;
      let at = 2;
      while (at < before.length && before[at] !== segments[i]) at += 4;
      if (at >= before.length) return false;
      index = mapGet(this.indexes, before[at + 2]) as number | undefined;
    }
    return true;
  }

  /** The object or symbol of a path, or undefined if this engine has none. To be used before the program has changed anything. */
  resolve(path: string): object | symbol | undefined {
    const segments = splitAt(path, ".");
    let at = this.rootOf(segments[0]!);
    for (let i = 1; i < segments.length && at !== undefined; i++) {
      if (typeof at === "symbol") return undefined;
      at = step(at, segments[i]!);
    }
    return at;
  }

  /**
   * Lists what getters of the global object and of builtin modules give that has the name of a native function or class which is not listed (Node loads
   * `Headers` so, Bun `assert.AssertionError`). It exists, so nothing new is loaded by asking.
   * @throws RealmGrown if there is anything new: what was described so far may be wrong
   */
  expand(name: unknown): void {
    const start = this.objects.length;
    for (let i = 0; i < this.lazy.length; i += 3) {
      const index = this.lazy[i] as number;
      const key = this.lazy[i + 1] as string;
      const now = descriptorOf(this.objects[index] as object, key);
      const value: unknown = isNameOf(key, name)
        ? apply(this.lazy[i + 2] as () => unknown, this.objects[index], [])
        : now !== undefined && now.get === undefined && typeof now.value === "function" && this.isHostFunction(now.value as object)
          ? now.value
          : undefined;
      if (isIntrinsicValue(value)) this.name(value, index, escapeKey(key));
    }
    this.walk(start);
    if (this.objects.length > start) throw new RealmGrown();
  }

  /**
   * What loading a module of the host adds to other objects of the host is the host's (Bun: `performance.nodeTiming`, when `perf_hooks` is first asked
   * for), and no change of the program's.
   */
  absorb<T>(load: () => T): T {
    const before = this.changes();
    const loaded = load();
    const after = this.changes();
    for (let i = 0; i < after.length; i++) {
      const { object, changed, prototypeChanged } = after[i]!;
      const index = mapGet(this.indexes, object) as number;
      if (index < this.standardEnd) continue;
      if (prototypeChanged && !changedPrototype(before, object)) this.lookAtPrototype(index, object);
      const known = changedKeys(before, object);
      for (let k = 0; k < changed.length; k++) if (mapGet(known, changed[k]) === undefined) this.lookAgain(index, changed[k]!);
    }
    return loaded;
  }

  /** Whether a function that has come to an object of the host is the host's. */
  private readonly isHosts = (f: object): boolean => this.isHostFunction(f) || (this.has(f) && !this.isStandard(f));

  /** Takes a property of a listed object as it is now. */
  private lookAgain(index: number, key: PropertyKey): void {
    const before = this.baseline[index]!;
    const descriptor = descriptorOf(this.objects[index] as object, key)!;
    let at = 2;
    while (at < before.length && before[at] !== key) at += 4;
    before[at] = key;
    before[at + 1] = flagsOf(descriptor);
    before[at + 2] = descriptor.get ?? descriptor.value;
    before[at + 3] = descriptor.set;
  }

  /** Takes the prototype of a listed object as it is now (Bun puts one before MessagePort's). */
  private lookAtPrototype(index: number, object: object): void {
    const prototype = getPrototypeOf(object) as object | null;
    this.baseline[index]![0] = prototype;
    const start = this.objects.length;
    if (prototype !== null) this.name(prototype, index, "[[Prototype]]");
    this.walk(start);
  }

  /** What has changed since the intrinsics were listed, in the order of listing. */
  changes(): IntrinsicChange[] {
    const found: IntrinsicChange[] = [];
    for (let i = 0; i < this.objects.length; i++) {
      const before = this.baseline[i];
      if (before === undefined) continue;
      const change = compare(this.objects[i] as object, before, i < this.standardEnd ? undefined : this.isHosts);
      if (change !== undefined) found[found.length] = change;
    }
    return found;
  }

  private rootOf(name: string): object | symbol | undefined {
    for (let i = 0; i < this.objects.length; i++) if (this.parents[i] === -1 && this.segments[i] === name) return this.objects[i];
    return step(globalThis, name) ?? this.loadRoot(name);
  }

  private loadRoot(name: string): object | undefined {
    const found = this.findRoot(unescapeKey(name));
    if (found !== undefined) this.addRoot(name, found);
    return found;
  }

  /** What a lazy global of this name gives; it is asked only when something of that name exists. Where it is no getter it has been named already. */
  private lazyGlobal(segment: string): unknown {
    for (let i = 0; i < this.lazy.length; i += 3) {
      if (this.lazy[i] !== 0 || this.lazy[i + 1] !== segment) continue;
      const descriptor = descriptorOf(globalThis, segment);
      if (descriptor === undefined) return undefined;
      return descriptor.get === this.lazy[i + 2] ? apply(descriptor.get as () => unknown, globalThis, []) : descriptor.value;
    }
    return undefined;
  }

  private nameLazy(key: string): void {
    const descriptor = descriptorOf(globalThis, key);
    if (descriptor?.get === undefined) return;
    const value: unknown = apply(descriptor.get, globalThis, []);
    if (isIntrinsicValue(value)) this.name(value, 0, escapeKey(key));
  }

  private nameAll(objects: Readonly<Record<string, object>>): void {
    const keys = ownKeys(objects) as string[];
    for (let i = 0; i < keys.length; i++) this.name(objects[keys[i]!]!, -1, keys[i]!);
  }

  private name(value: object | symbol, parent: number, segment: string): void {
    if (mapGet(this.indexes, value) !== undefined) return;
    if (parent > 0 && typeof value === "function" && this.lazyGlobal(segment) === value) parent = 0;
    // What `Symbol.for` gives is the same everywhere, whatever a host calls it.
    if (typeof value === "symbol" && symbolKeyFor(value) !== undefined) return;
    const index = this.objects.length;
    mapSet(this.indexes, value, index);
    this.objects[index] = value;
    this.parents[index] = parent;
    this.segments[index] = segment;
    this.baseline[index] = undefined;
  }

  /** Looks into every object from index `start` on, and what is found there. Returns the number of objects listed. */
  private walk(start: number): number {
    let index = start;
    for (; index < this.objects.length; index++) if (typeof this.objects[index] !== "symbol") this.look(index);
    return index;
  }

  private look(index: number): void {
    const object = this.objects[index] as object;
    if (mapGet(this.opaque, object) === true) return;
    const prototype = getPrototypeOf(object) as object | null;
    const standard = this.standardEnd === 0;
    // Instances of the host's classes have a life of their own: only their functions are named, and what the host changes in them is not compared.
    const instance =
      !standard &&
      index !== 0 &&
      typeof object !== "function" &&
      mapGet(this.owned, object) !== true &&
      !isNamespaceLike(object, prototype);
    const before: unknown[] = [prototype, isExtensible(object)];
    if (!instance) this.baseline[index] = before;
    const keys = ownKeys(object);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      if (index === 0 && isNotTheProgram(key)) continue;
      const descriptor = descriptorOf(object, key);
      if (descriptor === undefined) continue;
      const at = before.length;
      before[at] = key;
      before[at + 1] = flagsOf(descriptor);
      before[at + 2] = descriptor.get ?? descriptor.value;
      before[at + 3] = descriptor.set;
    }
    const order = childOrder(before);
    for (let i = 0; i < order.length; i++) {
      const at = order[i]!;
      const segment = segmentOf(before[at] as PropertyKey);
      const first = before[at + 2];
      if (((before[at + 1] as number) & accessorFlag) === 0) {
        if (isIntrinsicValue(first) && (!instance || typeof first === "function")) this.name(first, index, segment);
        continue;
      }
      if (typeof first === "function") {
        this.name(first, index, `get ${segment}`);
        if (!standard && (index === 0 || this.parents[index] === -1) && typeof before[at] === "string") {
          const { length } = this.lazy;
          this.lazy[length] = index;
          this.lazy[length + 1] = before[at];
          this.lazy[length + 2] = first;
        }
      }
      if (typeof before[at + 3] === "function") this.name(before[at + 3] as object, index, `set ${segment}`);
    }
    if (prototype !== null) this.name(prototype, index, "[[Prototype]]");
  }
}

function changedKeys(changes: readonly IntrinsicChange[], object: object): Map<PropertyKey, true> {
  const keys = new NativeMap<PropertyKey, true>();
  for (let i = 0; i < changes.length; i++) {
    if (changes[i]!.object !== object) continue;
    for (let k = 0; k < changes[i]!.changed.length; k++) mapSet(keys, changes[i]!.changed[k], true);
  }
  return keys;
}

function changedPrototype(changes: readonly IntrinsicChange[], object: object): boolean {
  for (let i = 0; i < changes.length; i++) if (changes[i]!.object === object) return changes[i]!.prototypeChanged;
  return false;
}

/** Lists the intrinsics of this realm. To be called once, after the runtime has put its own parts into the realm and before the program starts. */
export function listIntrinsics(options: IntrinsicOptions = {}): Intrinsics {
  return new Intrinsics(options);
}

/** Bits of a property's attributes: writable, enumerable, configurable; accessor. */
export const writableFlag = 1;
export const enumerableFlag = 2;
export const configurableFlag = 4;
export const accessorFlag = 8;

/** The attributes of a descriptor that came from `Object.getOwnPropertyDescriptor`, as bits. */
export function flagsOf(descriptor: PropertyDescriptor): number {
  let flags = (descriptor.enumerable === true ? enumerableFlag : 0) | (descriptor.configurable === true ? configurableFlag : 0);
  if (descriptor.writable === undefined) flags |= accessorFlag;
  else if (descriptor.writable) flags |= writableFlag;
  return flags;
}

/** `isHostFunction` only for objects of the host: what it adds to them later, of its own accord, is no change of the program's. */
function compare(
  object: object,
  before: readonly unknown[],
  isHostFunction: ((f: object) => boolean) | undefined,
): IntrinsicChange | undefined {
  const keys = ownKeys(object);
  const global = object === globalThis;
  const changed: PropertyKey[] = [];
  const deleted: PropertyKey[] = [];
  let known: Map<PropertyKey, number> | undefined;
  let guess = 2;
  let met = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (global && isNotTheProgram(key)) continue;
    let at: number | undefined = guess;
    if (before[guess] !== key) {
      known ??= indexKeys(before);
      at = mapGet(known, key) as number | undefined;
    }
    if (at === undefined) {
      if (global && isHostsLateKey(key)) continue;
      if (!global && isHostFunction !== undefined && isHostsProperty(descriptorOf(object, key)!, isHostFunction)) continue;
      changed[changed.length] = key;
      continue;
    }
    guess = at + 4;
    met++;
    const now = descriptorOf(object, key)!;
    if (differs(object, now, before, at) && !isComputed(object, key, now)) changed[changed.length] = key;
  }
  if (met * 4 + 2 !== before.length) {
    for (let i = 2; i < before.length; i += 4) {
      const key = before[i] as PropertyKey;
      if (descriptorOf(object, key) === undefined) deleted[deleted.length] = key;
    }
  }
  const prototype = getPrototypeOf(object) as object | null;
  const prototypeChanged = prototype !== before[0] && !(isHostFunction !== undefined && isHostsPrototype(prototype, isHostFunction));
  const madeNonExtensible = isExtensible(object) !== before[1];
  if (changed.length === 0 && deleted.length === 0 && !prototypeChanged && !madeNonExtensible) return undefined;
  return { object, changed, deleted, prototypeChanged, madeNonExtensible };
}

function differs(object: object, now: PropertyDescriptor, before: readonly unknown[], at: number): boolean {
  const flags = before[at + 1] as number;
  const first = before[at + 2];
  if (flagsOf(now) === flags) {
    if ((flags & accessorFlag) !== 0) return now.get !== first || now.set !== before[at + 3];
    return now.value !== first && !(now.value !== now.value && first !== first);
  }
  // A lazy property of the host turns from accessor into value when it is first read; the getter is the host's and answers the same.
  const becameValue = (flags & accessorFlag) !== 0 && now.writable !== undefined && typeof first === "function";
  return !(becameValue && apply(first as () => unknown, object, []) === now.value);
}

/** Whether the host makes the value anew each time it is read, as JavaScriptCore does for some properties that look like data. */
function isComputed(object: object, key: PropertyKey, now: PropertyDescriptor): boolean {
  const again = descriptorOf(object, key)!;
  return now.get === undefined && again.value !== now.value && now.value === now.value;
}

/** Deno lets classes of `node:crypto` inherit from streams when it first needs them to. */
function isHostsPrototype(prototype: object | null, isHostFunction: (f: object) => boolean): boolean {
  if (prototype === null) return false;
  const constructor: unknown = typeof prototype === "function" ? prototype : descriptorOf(prototype, "constructor")?.value;
  return typeof constructor === "function" && isHostFunction(constructor);
}

function isHostsProperty(descriptor: PropertyDescriptor, isHostFunction: (f: object) => boolean): boolean {
  const value = (descriptor.writable === undefined ? (descriptor.get ?? descriptor.set) : descriptor.value) as unknown;
  return typeof value === "function" && isHostFunction(value);
}

function indexKeys(before: readonly unknown[]): Map<PropertyKey, number> {
  const known = new NativeMap<PropertyKey, number>();
  for (let i = 2; i < before.length; i += 4) mapSet(known, before[i], i);
  return known;
}

function isNotTheProgram(key: PropertyKey): boolean {
  for (let i = 0; i < notTheProgram.length; i++) if (key === notTheProgram[i]) return true;
  return false;
}

/** Keys that Node's own code adds to the global object when a lazily loaded part is first used. */
function isHostsLateKey(key: PropertyKey): boolean {
  return (
    typeof key === "symbol" && (startsWith(symbolDescription(key) ?? "", "undici.") || startsWith(symbolDescription(key) ?? "", "nodejs."))
  );
}

/** Whether a property may hold the class or function of that name, or an instance of the class: `Headers`, `crypto` for `Crypto`. */
function isNameOf(key: string, name: unknown): boolean {
  if (typeof name !== "string" || key.length !== name.length || slice(key, 1) !== slice(name, 1)) return false;
  return key === name || charCodeAt(key, 0) === charCodeAt(name, 0) + 32;
}

function isNamespaceLike(object: object, prototype: object | null): boolean {
  if (prototype === null || prototype === Object.prototype || descriptorOf(object, "constructor") !== undefined) return true;
  // The prototype of a Web IDL namespace (console) is an empty object.
  return getPrototypeOf(prototype) === Object.prototype && ownKeys(prototype).length === 0;
}

/** Positions in the baseline in the order of the keys' spelling, so that the first path found does not depend on the engine's property order. */
function childOrder(before: readonly unknown[]): number[] {
  const order: number[] = [];
  for (let i = 2; i < before.length; i += 4) {
    const first = before[i + 2];
    if (isIntrinsicValue(first) || before[i + 3] !== undefined) order[order.length] = i;
  }
  if (order.length > 1) {
    const spelling = create(null) as Record<number, string>;
    for (let i = 0; i < order.length; i++) spelling[order[i]!] = segmentOf(before[order[i]!] as PropertyKey);
    sortArray(order, ((a: number, b: number) => (spelling[a]! < spelling[b]! ? -1 : spelling[a]! > spelling[b]! ? 1 : a - b)) as never);
  }
  return order;
}
