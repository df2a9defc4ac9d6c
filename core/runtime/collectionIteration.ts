import { apply, uncurry } from "./primordials.js";
import { record } from "./records.js";

type Step = () => { readonly done: boolean; readonly value: unknown };
type Steps = (iterator: object) => { readonly done: boolean; readonly value: unknown };

/** A builtin method that makes iterators, and their prototype's `next` as the engine made it. */
interface Builtin {
  readonly kind: string;
  readonly method: unknown;
  readonly make: (collection: unknown) => object;
  readonly prototype: { next: unknown };
  readonly next: unknown;
  readonly step: Steps;
}

const builtins: readonly Builtin[] = [
  builtin("mapEntries", Map.prototype.entries, new Map().keys()),
  builtin("mapKeys", Map.prototype.keys, new Map().keys()),
  builtin("mapValues", Map.prototype.values, new Map().keys()),
  builtin("setValues", Set.prototype.values, new Set().values()),
  builtin("setEntries", Set.prototype.entries, new Set().values()),
];

function builtin(kind: string, method: unknown, sample: object): Builtin {
  const prototype = Object.getPrototypeOf(sample) as { next: unknown };
  const { next } = prototype;
  return { kind, method, make: uncurry(method as Step) as never, prototype, next, step: uncurry(next as Step) as never };
}

function builtinOf(kind: string): Builtin {
  for (let i = 0; i < builtins.length; i++) if (builtins[i]!.kind === kind) return builtins[i]!;
  throw new TypeError(`no builtin iteration ${kind}`);
}

/** Iterations that a restore has made: their engine's iterators can be made when the collections are filled. */
let restored: CollectionIteration[] = [];

/** Brings the iterations of a restored program to their places. */
export function placeRestoredIterations(): void {
  const all = restored;
  restored = [];
  for (let i = 0; i < all.length; i++) all[i]!.place();
}

/**
 * A walk over a Map or a Set. The engine's iterator can't be captured; its place can: when a capture asks for `position`, what is left is counted,
 * and the iterator is made anew and advanced to its place. At once: what the program deletes later shifts the places.
 */
export class CollectionIteration {
  kind: string;
  collection: unknown;
  value: unknown = undefined;
  finished = false;
  /** The engine's iterator and how it goes on. No fields of the record. */
  native: object | undefined;
  private nextOf: Steps | undefined;
  private passed = 0;
  constructor(kind: string, collection: unknown) {
    this.kind = kind;
    this.collection = collection;
    const { make, step } = builtinOf(kind);
    this.native = make(collection);
    this.nextOf = step;
  }

  /** No array that a loop could walk by itself. */
  get list(): undefined {
    return undefined;
  }

  next(): boolean {
    if (!this.finished) {
      const step = this.nextOf!(this.native!);
      if (!step.done) {
        this.value = step.value;
        return true;
      }
      this.finish();
    }
    this.value = undefined;
    return false;
  }

  abort(error: unknown): unknown {
    this.finish();
    return error;
  }

  close(): void {
    this.finish();
  }

  /** All that is left, for `...rest` of a pattern. */
  rest(): unknown[] {
    const all: unknown[] = [];
    while (this.next()) all[all.length] = this.value;
    return all;
  }

  /** How many values of the collection as it is now lie behind. */
  get position(): number {
    if (this.finished || this.native === undefined) return 0;
    this.passed = this.left(builtinOf(this.kind).make(this.collection)) - this.left(this.native);
    this.place();
    return this.passed;
  }

  /** What is left, and whether it is pairs: for `util.inspect`, which must not move the iterator. */
  preview(): [entries: unknown[], pairs: boolean] {
    const pairs = this.kind === "mapEntries" || this.kind === "setEntries";
    const left: unknown[] = [];
    if (!this.finished) {
      const { make, step } = builtinOf(this.kind);
      const copy = make(this.collection);
      for (let passed = this.position; passed > 0; passed--) step(copy);
      for (let at = step(copy); !at.done; at = step(copy)) {
        if (pairs) left.push(...(at.value as unknown[]));
        else left.push(at.value);
      }
    }
    return [left, pairs];
  }

  set position(passed: number) {
    this.passed = passed;
    this.native = undefined;
    restored[restored.length] = this;
  }

  /** Makes the engine's iterator, past the values that lie behind. */
  place(): void {
    if (this.finished) return;
    const { make, step } = builtinOf(this.kind);
    const native = make(this.collection);
    for (let i = 0; i < this.passed; i++) step(native);
    this.native = native;
    this.nextOf = step;
  }

  private finish(): void {
    this.finished = true;
    this.native = undefined;
  }

  private left(native: object): number {
    const { step } = builtinOf(this.kind);
    let left = 0;
    while (!step(native).done) left++;
    return left;
  }
}
record("CollectionIteration", CollectionIteration, ["kind", "collection", "value", "finished", "position"]);

/** The walk that stands for calling this method of a builtin, or undefined when it is not a builtin's or the program has changed it. */
export function collectionIteration(collection: unknown, method: unknown): CollectionIteration | undefined {
  for (let i = 0; i < builtins.length; i++) {
    const one = builtins[i]!;
    if (one.method !== method) continue;
    if (one.prototype.next !== one.next) return undefined;
    // Throws what the builtin throws when this is no such collection.
    apply(method as () => unknown, collection, []);
    return new CollectionIteration(one.kind, collection);
  }
  return undefined;
}
