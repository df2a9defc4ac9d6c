import { type Callback, type Indexed, NativeArray, apply, iteratorSymbol, nativeMethod } from "./intrinsics.js";
import { isObject } from "./operations.js";

const nativeFrom = nativeMethod(Array, "from");

/** Lets the engine throw what it throws when it iterates over what `iterable` gives. */
function refuse(iterable: object): never {
  throw apply(nativeFrom, NativeArray, [iterable] as never);
}

/** What a builtin iterates over, one value after the other. Plain fields, so that a frame which holds it can be captured. */
export interface Walk {
  value: unknown;
  /** Goes on to the next value; false at the end. */
  step(): boolean;
  /** IteratorClose (ECMA-262 7.4.11) because an error was thrown, which outweighs whatever closing throws. */
  closeAfterError(): void;
}

/** An iterator of the program: an Iterator Record (ECMA-262 7.4.1). */
export class IteratorWalk implements Walk {
  iterator: Indexed;
  next: Callback;
  value: unknown = undefined;

  constructor(iterator: Indexed, next: unknown) {
    this.iterator = iterator;
    this.next = next as Callback;
  }

  /** IteratorStepValue (7.4.9). */
  step(): boolean {
    const { next, iterator } = this;
    if (typeof next !== "function") refuse({ [iteratorSymbol]: () => ({ next }) });
    const result = apply(next, iterator, []);
    if (!isObject(result)) refuse({ [iteratorSymbol]: () => ({ next: () => result }) });
    if ((result as Indexed)["done"]) return false;
    this.value = (result as Indexed)["value"];
    return true;
  }

  closeAfterError(): void {
    closeAfterError(this.iterator);
  }
}

/** IteratorClose (7.4.11) with a throw completion. */
export function closeAfterError(iterator: Indexed): void {
  try {
    const method = iterator["return"];
    if (method !== undefined && method !== null) apply(method as never, iterator, []);
  } catch {
    // The error that ends the iteration is the one to tell.
  }
}

/** GetIteratorFromMethod (7.4.3), but for `next`. */
export function makeIterator(iterable: unknown, method: unknown): Indexed {
  const iterator = apply(method as never, iterable, []);
  if (!isObject(iterator)) refuse({ [iteratorSymbol]: () => iterator });
  return iterator as Indexed;
}
