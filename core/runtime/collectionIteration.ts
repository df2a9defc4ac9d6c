import { apply, uncurry } from "./primordials.js";
import { record } from "./records.js";

type Step = () => IteratorResult<unknown>;
type Maker = (collection: unknown) => { next: Step };

const mapEntries = uncurry(Map.prototype.entries) as Maker;
const mapKeys = uncurry(Map.prototype.keys) as Maker;
const mapValues = uncurry(Map.prototype.values) as Maker;
const setValues = uncurry(Set.prototype.values) as Maker;
const setEntries = uncurry(Set.prototype.entries) as Maker;
const stringCharacters = uncurry(String.prototype[Symbol.iterator]) as Maker;

const makers: Readonly<Record<string, Maker>> = { mapEntries, mapKeys, mapValues, setValues, setEntries, string: stringCharacters };

/** Builtin functions whose iterators are walked by ours, with the prototype whose `next` must be untouched. */
const known: { readonly method: unknown; readonly kind: string; readonly prototype: { next: unknown }; readonly next: unknown }[] = [];

function know(method: unknown, kind: string, prototype: object): void {
  known[known.length] = { method, kind, prototype: prototype as { next: unknown }, next: (prototype as { next: unknown }).next };
}
const MapIteratorPrototype = Object.getPrototypeOf(new Map().keys()) as object;
const SetIteratorPrototype = Object.getPrototypeOf(new Set().values()) as object;
know(Map.prototype.entries, "mapEntries", MapIteratorPrototype);
know(Map.prototype.keys, "mapKeys", MapIteratorPrototype);
know(Map.prototype.values, "mapValues", MapIteratorPrototype);
know(Set.prototype.values, "setValues", SetIteratorPrototype);
know(Set.prototype.entries, "setEntries", SetIteratorPrototype);
know(String.prototype[Symbol.iterator], "string", Object.getPrototypeOf(""[Symbol.iterator]()) as object);

function lengthOf(kind: string, collection: unknown): number {
  let length = 0;
  for (const it = (makers[kind] as Maker)(collection); !it.next().done;) length++;
  return length;
}

/**
 * A walk over a Map, a Set or a string. The engine's iterator can't be captured; its place can: it is found when a capture asks for `position`, by
 * counting what is left, and the iterator is made anew and advanced to it.
 */
export class CollectionIteration {
  kind: string;
  collection: unknown;
  value: unknown = undefined;
  finished = false;
  /** The engine's iterator; made when it is first needed. Not a field of the record. */
  native: { next: Step } | undefined = undefined;
  /** Values to pass before going on, while there is no engine's iterator yet. */
  passed = 0;
  constructor(kind: string, collection: unknown) {
    this.kind = kind;
    this.collection = collection;
    this.native = (makers[kind] as Maker)(collection);
  }

  next(): boolean {
    if (!this.finished) {
      const step = this.iterator().next();
      if (!step.done) {
        this.value = step.value;
        return true;
      }
      this.finished = true;
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

  private iterator(): { next: Step } {
    let native = this.native;
    if (native === undefined) {
      native = this.native = (makers[this.kind] as Maker)(this.collection);
      for (let i = 0; i < this.passed; i++) native.next();
    }
    return native;
  }

  /** How many values of the collection as it is now lie behind. */
  get position(): number {
    if (this.finished) return 0;
    if (this.native !== undefined) {
      let left = 0;
      while (!this.native.next().done) left++;
      this.passed = lengthOf(this.kind, this.collection) - left;
      this.native = undefined;
    }
    return this.passed;
  }

  /** What is left, and whether it is pairs: for `util.inspect`, which must not move the iterator. */
  preview(): [entries: unknown[], pairs: boolean] {
    const pairs = this.kind === "mapEntries" || this.kind === "setEntries";
    const left: unknown[] = [];
    if (!this.finished) {
      const copy = (makers[this.kind] as Maker)(this.collection);
      for (let passed = this.position; passed > 0; passed--) copy.next();
      for (let step = copy.next(); !step.done; step = copy.next()) {
        if (pairs) left.push(...(step.value as unknown[]));
        else left.push(step.value);
      }
    }
    return [left, pairs];
  }

  set position(passed: number) {
    this.passed = passed;
    this.native = undefined;
  }
}
record("CollectionIteration", CollectionIteration, ["kind", "collection", "value", "finished", "position"]);

/** The walk that stands for calling this method of a builtin, or undefined when it is not a builtin's or the program has changed it. */
export function collectionIteration(collection: unknown, method: unknown): CollectionIteration | undefined {
  for (let i = 0; i < known.length; i++) {
    const one = known[i]!;
    if (one.method !== method) continue;
    if (one.prototype.next !== one.next) return undefined;
    // Throws what the builtin throws when this is no such collection.
    apply(method as () => unknown, collection, []);
    return new CollectionIteration(one.kind, collection);
  }
  return undefined;
}
