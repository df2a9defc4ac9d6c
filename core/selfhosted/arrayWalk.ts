import { apply, getPrototypeOf, type Indexed, isArray } from "./intrinsics.js";
import { CollectionWalk, collectionWalkKind } from "./collectionWalk.js";
import { IteratorWalk, type Walk, closeAfterError, makeIterator } from "./iteratorWalk.js";
import { lengthOf } from "./operations.js";

const arrayValues = Array.prototype.values;
const arrayNext = (getPrototypeOf([].values()) as unknown as Indexed)["next"];

/** A walk over an array, as %ArrayIteratorPrototype%.next (ECMA-262 23.1.5.2.1) makes it. */
class ArrayWalk implements Walk {
  array: Indexed;
  index = 0;
  value: unknown = undefined;

  constructor(array: Indexed) {
    this.array = array;
  }

  step(): boolean {
    const { array, index } = this;
    if (index >= lengthOf(array)) return false;
    this.index = index + 1;
    this.value = array[index];
    return true;
  }

  closeAfterError(): void {
    closeAfterError(apply(arrayValues, this.array, []) as unknown as Indexed);
  }
}

/**
 * The walk over `iterable` by its iterator method (ECMA-262 7.4.3 GetIteratorFromMethod). What walks over arrays, Maps and Sets in the engine's way is one that
 * can be captured; the place of other iterators of the engine is theirs.
 */
export function walkOver(iterable: unknown, method: unknown): Walk {
  const iterator = makeIterator(iterable, method);
  const next = iterator["next"];
  if (method === arrayValues && next === arrayNext && isArray(iterable)) return new ArrayWalk(iterable as never);
  const kind = collectionWalkKind(method, next);
  return kind === undefined ? new IteratorWalk(iterator, next) : new CollectionWalk(kind, iterable);
}
