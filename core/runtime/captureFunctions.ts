import type { Common, Entry, Stamp, Value } from "../snapshot/schema.js";
import { keySet, type CaptureHeap } from "./captureHeap.js";
import type { CodeUseCollector } from "./codeUse.js";
import { configurableFlag, flagsOf, writableFlag } from "./intrinsics.js";
import {
  NativeProxy,
  apply,
  charCodeAt,
  descriptorOf,
  functionToString,
  generatorNext,
  getPrototypeOf,
  hasOwn,
  indexOf,
  isExtensible,
  lastIndexOf,
  ownKeys,
  slice,
  startsWith,
} from "./natives.js";
import { StatefulFunction, hidden } from "./records.js";
import { classReportOf, takeAnswer, type Accessor, type ClassReport } from "./reports.js";

/** How closures and classes are recognized and asked. Section 3 of the contract. */

/** The marker at the end of a function's text: code id and how it may be asked. */
export interface Marker {
  readonly id: string;
  /** Of functions how to ask; of a class `o`: its constructor can return another object than its own. */
  readonly ask: "" | "r" | "p" | "g" | "q" | "o";
}

/** The marker in the text of a function, or undefined if it has none. */
export function markerIn(text: string): Marker | undefined {
  // The last character is "}" or ")"; between it and the comment there may be white space.
  let end = text.length - 2;
  for (; end > 0; end--) {
    const code = charCodeAt(text, end);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
  }
  if (end < 1 || charCodeAt(text, end) !== 0x2f || charCodeAt(text, end - 1) !== 0x2a) return undefined;
  const start = lastIndexOf(text, "/*#", end);
  if (start < 0) return undefined;
  const inside = slice(text, start + 3, end - 1);
  const colon = lastIndexOf(inside, ":");
  if (colon < 0) return { id: inside, ask: "" };
  return { id: slice(inside, 0, colon), ask: slice(inside, colon + 1) as Marker["ask"] };
}

/** The marker of a function, or undefined for a native one and for code that was not instrumented. Not for proxies. */
export function markerOf(f: object): Marker | undefined {
  return hasFunctionText ? markerIn(functionToString(f)) : askedMarker(f);
}

/** Whether functions have their text on this engine. */
export const hasFunctionText =
  indexOf(
    functionToString(function () {
      return "text";
    }),
    "text",
  ) >= 0;

/**
 * On engines without function source (portable profile): classes have registered, every other function of the program answers with its id when it is
 * called during a capture. What is no function of the program is called in vain; what it answers or throws is of no interest.
 */
function askedMarker(f: object): Marker | undefined {
  const registered = classReportOf(f);
  if (registered !== undefined) return { id: registered.id, ask: "" };
  const realm = globalThis as { $capturing?: boolean };
  const capturing = realm.$capturing;
  realm.$capturing = true;
  takeAnswer();
  try {
    const made: unknown = apply(f as (...args: unknown[]) => unknown, undefined, universalArguments);
    const answer = takeAnswer();
    if (answer !== undefined) return { id: answer.id, ask: "p" };
    generatorNext(made);
    const second = takeAnswer();
    return second === undefined ? undefined : { id: second.id, ask: "q" };
  } catch {
    return undefined;
  } finally {
    realm.$capturing = capturing === true;
  }
}

type KeySet = Readonly<Record<PropertyKey, true>>;

/** Whether a function's code is neither the program's nor made by it at run time (`new Function` calls it "anonymous"). Not for proxies. */
export function isHostCode(f: object): boolean {
  const text = functionToString(f);
  return markerIn(text) === undefined && !startsWith(text, "function anonymous(");
}

const handledElsewhere = keySet("length", "name");
const handledOfFunction = keySet("length", "name", "arguments", "caller");
const handledWithPrototype = keySet("length", "name", "arguments", "caller", "prototype");
const handledOfClass = keySet("length", "name", "prototype");

/** The entry of a function that is no intrinsic, proxy or bound function. */
export function describeFunction(
  heap: CaptureHeap,
  use: CodeUseCollector,
  f: object,
  stampsOf: (object: object) => Stamp[] | undefined,
): Entry {
  const state = hidden.get(f);
  if (state instanceof StatefulFunction) {
    const own = ownNames(f, handledElsewhere);
    const common = heap.common(f, Function.prototype, own.skip);
    return ["stateful", withoutHidden(common), state.kind, heap.value(state.state), own.name, own.length];
  }
  const text = functionToString(f);
  const marker = hasFunctionText ? markerIn(text) : askedMarker(f);
  if (marker === undefined) return heap.refuse(unmarked(f, text));
  const isClass = hasFunctionText ? isClassText(text) : classReportOf(f) !== undefined;
  if (isClass) return describeClass(heap, use, f, marker, stampsOf(f));
  heap.work.asked++;
  const accessors = ask(f, marker);
  if (accessors === undefined) return heap.refuse(`closure ${marker.id} that did not answer`);
  use.addFunction(marker.id);
  const captures = heap.captures(accessors);
  use.noteUninitialized(marker.id, captures);
  const own = ownNames(f, hasPristinePrototype(f) ? handledWithPrototype : handledOfFunction);
  return ["function", heap.common(f, Function.prototype, own.skip, stampsOf(f)), marker.id, captures, own.name, own.length];
}

function isClassText(text: string): boolean {
  return startsWith(text, "class") && !isIdentifierPart(text, 5);
}

/** Whether the constructor of a class (or the function in its place) may return an object that someone else has made. */
export function choosesItsObject(heap: CaptureHeap, Class: object): boolean {
  for (let at = Class; ; at = getPrototypeOf(at) as object) {
    if (typeof at !== "function" || at === Function.prototype || heap.intrinsics.pathOf(at) !== undefined) return false;
    if (hidden.get(at) !== undefined) return true;
    const text = functionToString(at);
    if (!isClassText(text) || markerIn(text)?.ask !== "") return true;
  }
}

function describeClass(heap: CaptureHeap, use: CodeUseCollector, Class: object, marker: Marker, stamps: Stamp[] | undefined): Entry {
  const registered = classReportOf(Class);
  use.addClass(marker.id);
  const captures = registered === undefined ? [] : heap.captures(registered.accessors);
  use.noteUninitialized(marker.id, captures);
  const keys = registered?.keys ?? [];
  const keyValues: Value[] = [];
  for (let i = 0; i < keys.length; i++) keyValues[i] = heap.value(keys[i]);
  const all: Stamp[] = stamps ?? [];
  if (registered?.privates !== undefined) {
    const own = stampOf(heap, Class, Class, registered);
    if (own !== undefined) all[all.length] = own;
  }
  const prototype = heap.value(descriptorOf(Class, "prototype")!.value);
  const own = ownNames(Class, handledOfClass);
  const common = heap.common(Class, Function.prototype, own.skip, all);
  return ["class", common, marker.id, captures, own.name, own.length, prototype, keyValues];
}

/** The private names that a class has put on an object, or undefined if it has put none. */
export function stampOf(heap: CaptureHeap, object: object, Class: object, registered: ClassReport): Stamp | undefined {
  const { privates } = registered;
  if (privates === undefined) return undefined;
  const names = ownKeys(privates) as string[];
  let stamp: Value[] | undefined;
  for (let i = 0; i < names.length; i++) {
    const access = privates[names[i]!]!;
    if (!access[0](object)) continue;
    stamp ??= [heap.value(Class)];
    stamp[stamp.length] = names[i]!;
    stamp[stamp.length] = access[1] === undefined ? ["h"] : heap.value(access[1](object));
  }
  return stamp;
}

function ask(f: object, marker: Marker): readonly Accessor[] | undefined {
  if (marker.ask === "") return [];
  takeAnswer();
  const call = f as (...args: unknown[]) => unknown;
  const made: unknown = apply(call, undefined, marker.ask === "p" || marker.ask === "q" ? universalArguments : []);
  if (marker.ask === "g" || marker.ask === "q") generatorNext(made);
  const answer = takeAnswer();
  if (answer === undefined || answer.id !== marker.id) return undefined;
  return "outer" in answer ? answer.outer : answer.accessors;
}

/** An argument that every default and pattern is content with: it is not undefined, and has every property, itself. */
const universal: unknown = new NativeProxy(function () {}, {
  get(_target, key): unknown {
    if (key === Symbol.iterator) return universalIterator;
    if (key === Symbol.toPrimitive) return universalPrimitive;
    return universal;
  },
  // Rest elements of object patterns: nothing is left.
  ownKeys: () => ["prototype"],
});
const universalPrimitive = (): string => "";
/** Array patterns take what they ask for; a rest element must come to an end. */
const universalIterator = (): unknown => {
  let left = 64;
  return { next: () => (left-- > 0 ? { done: false, value: universal } : { done: true, value: undefined }) };
};
const universalArguments: unknown[] = [];
for (let i = 0; i < 64; i++) universalArguments[i] = universal;

interface OwnNames {
  readonly name: Value;
  readonly length: Value;
  /** Properties that are described apart from the others: `name` and `length` are not if the program has made something else of them. */
  readonly skip: KeySet;
}

function ownNames(f: object, handled: KeySet): OwnNames {
  const name = plainName(f, "name");
  const length = plainName(f, "length");
  if (name !== null && length !== null) return { name, length, skip: handled };
  const skip = keySet() as Record<PropertyKey, true>;
  const keys = ownKeys(handled);
  for (let i = 0; i < keys.length; i++) skip[keys[i]!] = true;
  if (name === null) delete skip["name"];
  if (length === null) delete skip["length"];
  return { name, length, skip };
}

/** `name` or `length` if it looks as it does on a fresh function, otherwise null: it is then among the properties, or missing. */
function plainName(f: object, key: "name" | "length"): Value {
  const descriptor = descriptorOf(f, key);
  if (descriptor === undefined || flagsOf(descriptor) !== configurableFlag) return null;
  const value: unknown = descriptor.value;
  return typeof value === (key === "name" ? "string" : "number") ? (value as Value) : null;
}

/** Whether `f.prototype` is as it was when f was made, so that it needs no entry unless something else refers to it. */
export function hasPristinePrototype(f: object): boolean {
  const descriptor = descriptorOf(f, "prototype");
  if (descriptor === undefined) return true;
  if (flagsOf(descriptor) !== writableFlag || typeof descriptor.value !== "object" || descriptor.value === null) return false;
  const prototype = descriptor.value as object;
  if (hidden.get(prototype) !== undefined || getPrototypeOf(prototype) !== Object.prototype || !isExtensible(prototype)) return false;
  const keys = ownKeys(prototype);
  if (keys.length !== 1 || keys[0] !== "constructor") return false;
  const back = descriptorOf(prototype, "constructor")!;
  return back.value === f && flagsOf(back) === (writableFlag | configurableFlag);
}

/** Whether `constructor` is the object's only property, as on the `prototype` of a fresh function. */
export function hasOnlyConstructor(object: object): boolean {
  return hasOwn(object, "constructor") && ownKeys(object).length === 1;
}

/** The function whose untouched `prototype` the object is, if it is that. `object` has the one key `constructor`. */
export function pristinePrototypeOf(object: object): object | undefined {
  const f: unknown = descriptorOf(object, "constructor")?.value;
  if (typeof f !== "function" || hidden.get(f) !== undefined) return undefined;
  return descriptorOf(f, "prototype")?.value === object && hasPristinePrototype(f) && markerOf(f) !== undefined ? f : undefined;
}

/** A runtime function's hidden state is described by its kind and record. */
function withoutHidden(common: Common): Common {
  if (common === 0) return 0;
  return common[0] === 0 && common[1] === 0 && common[2].length === 0 ? 0 : [common[0], common[1], common[2]];
}

function isIdentifierPart(text: string, at: number): boolean {
  const code = charCodeAt(text, at);
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code === 0x24 ||
    code > 0x7f
  );
}

function unmarked(f: object, text: string): string {
  const name = plainName(f, "name");
  const called = typeof name === "string" && name !== "" ? `${name}()` : "function";
  return lastIndexOf(text, "[native code]") >= 0 ? `native ${called}` : `${called}, whose code was not instrumented`;
}
