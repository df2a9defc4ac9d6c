import { apply, getPrototypeOf, type Indexed, type Native } from "./intrinsics.js";
import { closeAfterError, type Walk } from "./iteratorWalk.js";

interface Result {
  readonly done: boolean;
  readonly value: unknown;
}
interface NativeIterator {
  next(): Result;
}

/** A builtin method that makes iterators of a collection, and their `next` as the engine made it. */
interface Builtin {
  readonly method: Native;
  readonly next: Native;
}

const mapNext = (getPrototypeOf(new Map().keys()) as unknown as Indexed)["next"] as Native;
const setNext = (getPrototypeOf(new Set().keys()) as unknown as Indexed)["next"] as Native;
const builtins = {
  mapEntries: { method: Map.prototype.entries as Native, next: mapNext },
  mapKeys: { method: Map.prototype.keys as Native, next: mapNext },
  mapValues: { method: Map.prototype.values as Native, next: mapNext },
  setValues: { method: Set.prototype.values as Native, next: setNext },
  setEntries: { method: Set.prototype.entries as Native, next: setNext },
} satisfies Record<string, Builtin>;

export type CollectionWalkKind = keyof typeof builtins;
const kinds = ["mapEntries", "mapKeys", "mapValues", "setValues", "setEntries"] as const;

/** Which walk stands for an iterator that `method` has made and whose `next` is this one, if both are the builtins'. */
export function collectionWalkKind(method: unknown, next: unknown): CollectionWalkKind | undefined {
  for (let i = 0; i < kinds.length; i++) if (builtins[kinds[i]!].method === method && builtins[kinds[i]!].next === next) return kinds[i];
  return undefined;
}

/**
 * A walk over a Map or a Set that sees what is added and deleted meanwhile. Its place is hidden in the engine's iterator, which can't be captured; `position`
 * tells it, so that kind, collection and position say all. core/runtime/collectionIteration.ts does the same for iterations of a program.
 */
export class CollectionWalk implements Walk {
  kind: CollectionWalkKind;
  collection: unknown;
  value: unknown = undefined;
  /** The engine's iterator: what a capture leaves out. */
  native: NativeIterator;

  /** @throws TypeError if it is no such collection. */
  constructor(kind: CollectionWalkKind, collection: unknown) {
    this.kind = kind;
    this.collection = collection;
    this.native = iterate(kind, collection);
  }

  step(): boolean {
    const { native } = this;
    // Engines inline a call by name; ten times faster, and the same unless the program has replaced `next`.
    const { done, value } = native.next === builtins[this.kind].next ? native.next() : stepOf(this.kind, native);
    this.value = value;
    return !done;
  }

  closeAfterError(): void {
    closeAfterError(iterate(this.kind, this.collection) as never);
  }

  /** How many values of the collection, as it is now, lie behind. */
  get position(): number {
    const passed = countLeft(this.kind, iterate(this.kind, this.collection)) - countLeft(this.kind, this.native);
    // Counting has used the iterator up.
    this.position = passed;
    return passed;
  }

  set position(passed: number) {
    this.native = iterate(this.kind, this.collection);
    for (let i = 0; i < passed; i++) stepOf(this.kind, this.native);
  }
}

function iterate(kind: CollectionWalkKind, collection: unknown): NativeIterator {
  return apply(builtins[kind].method, collection, []) as NativeIterator;
}

function stepOf(kind: CollectionWalkKind, native: NativeIterator): Result {
  return apply(builtins[kind].next, native, []) as Result;
}

function countLeft(kind: CollectionWalkKind, native: NativeIterator): number {
  let left = 0;
  while (!stepOf(kind, native).done) left++;
  return left;
}
