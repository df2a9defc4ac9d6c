import { collectionIteration, type CollectionIteration } from "./collectionIteration.js";
import { isArray, isView, typedArrayLength, typedArrayTag } from "./natives.js";
import { isObject } from "./primordials.js";
import { record } from "./records.js";
import { StringIteration } from "./stringIteration.js";

/** A walk over an array or something like it, as %ArrayIteratorPrototype%.next (ECMA-262 23.1.5.1) does it: a builtin iterator could not be captured. */
export class ArrayIteration {
  array: ArrayLike<unknown>;
  kind: "values" | "keys" | "entries";
  index = 0;
  value: unknown = undefined;
  finished = false;
  constructor(array: ArrayLike<unknown>, kind: "values" | "keys" | "entries") {
    this.array = array;
    this.kind = kind;
  }
  /** The array, where a loop can walk it by itself instead of calling `next`. */
  get list(): readonly unknown[] | undefined {
    const { array } = this;
    return this.kind === "values" && isArray(array) ? (array as readonly unknown[]) : undefined;
  }
  next(): boolean {
    const { array, index } = this;
    if (!this.finished) {
      // Until it has answered it counts as exhausted, as the builtin one does when an element's getter throws.
      this.finished = true;
      if (index < lengthOf(array)) {
        this.value = this.kind === "values" ? array[index] : this.kind === "keys" ? index : [index, array[index]];
        this.index = index + 1;
        this.finished = false;
        return true;
      }
    }
    this.value = undefined;
    return false;
  }
  abort(error: unknown): unknown {
    this.finished = true;
    return error;
  }
  close(): void {
    this.finished = true;
  }
  /** All that is left, for `...rest` of a pattern. */
  rest(): unknown[] {
    const all: unknown[] = [];
    while (this.next()) all[all.length] = this.value;
    return all;
  }
}
record("ArrayIteration", ArrayIteration, ["array", "kind", "index", "value", "finished"]);

function lengthOf(array: ArrayLike<unknown>): number {
  if (isArray(array)) return array.length;
  // Of a typed array out of its buffer's bounds the builtin iterator throws; that is for nobody to rely on.
  if (isView(array) && typedArrayTag(array) !== undefined) return typedArrayLength(array);
  const length = Math.trunc(Number(array.length as unknown));
  return length > 0 ? length : 0;
}

const { keys: arrayKeys, entries: arrayEntries } = Array.prototype;
const arrayIterator = Array.prototype[Symbol.iterator] as unknown;
const TypedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;
const { keys: typedKeys, entries: typedEntries } = TypedArrayPrototype;
const typedIterator = TypedArrayPrototype[Symbol.iterator] as unknown;
const ArrayIteratorPrototype = Object.getPrototypeOf([][Symbol.iterator]()) as { next: unknown };
const arrayNext = ArrayIteratorPrototype.next;

/** What a builtin method of arrays walks over, if it is one. */
function arrayKind(iterable: unknown, method: unknown): ArrayIteration["kind"] | undefined {
  if (method === arrayIterator) return "values";
  if (method === arrayEntries) return "entries";
  if (method === arrayKeys) return "keys";
  if (!isView(iterable) || typedArrayTag(iterable) === undefined) return undefined;
  return method === typedIterator ? "values" : method === typedEntries ? "entries" : method === typedKeys ? "keys" : undefined;
}

/** A walk of the runtime's own over something builtin. */
export type Walk = ArrayIteration | CollectionIteration | StringIteration;

const stringIterator = String.prototype[Symbol.iterator] as unknown;
const StringIteratorPrototype = Object.getPrototypeOf(""[Symbol.iterator]()) as { next: unknown };
const stringNext = StringIteratorPrototype.next;

/** The walk that stands for calling `method` of a builtin on `iterable`, or undefined: it is no builtin's, or the program has changed what it does. */
export function builtinWalk(iterable: unknown, method: unknown): Walk | undefined {
  if (!isObject(iterable)) {
    // An object's conversion to a string can be seen.
    if (typeof iterable !== "string" || method !== stringIterator) return undefined;
    return StringIteratorPrototype.next === stringNext ? new StringIteration(iterable) : undefined;
  }
  const kind = arrayKind(iterable, method);
  if (kind === undefined) return collectionIteration(iterable, method);
  return ArrayIteratorPrototype.next === arrayNext ? new ArrayIteration(iterable as ArrayLike<unknown>, kind) : undefined;
}

/** A walk as the iterator that a `yield*` or `for await` goes through; the program never sees it. */
export class WalkIterator {
  walk: Walk;
  constructor(walk: Walk) {
    this.walk = walk;
  }
  next(): { value: unknown; done: boolean } {
    const { walk } = this;
    return walk.next() ? { value: walk.value, done: false } : { value: undefined, done: true };
  }
}
record("WalkIterator", WalkIterator, ["walk"]);
