import { iteratorFrom } from "./iterations.js";
import { apply, defineProperty, isObject, iteratorSymbol } from "./primordials.js";
import { record } from "./records.js";

declare global {
  /** Whether a capture is asking closures and generators: a property of the global object. */
  var $capturing: boolean;
}

type Next = (...args: unknown[]) => unknown;

/**
 * What a `yield*` goes through: the iterator it delegates to, remembered so that it can be asked for during a capture and go on afterwards.
 * While `$capturing` it ends the `yield*`; the code around it then reports and begins `yield*` anew with the same delegate.
 */
export class Delegate {
  iterator: object;
  nextMethod: Next;
  /** Whether the next `yield*` is the first one, or one begun anew after a capture. */
  resumed = false;
  /** The last result of the inner iterator: what the new `yield*` answers its first `next()` with. */
  last: unknown = undefined;
  constructor(iterator: object, nextMethod: Next) {
    this.iterator = iterator;
    this.nextMethod = nextMethod;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(value: unknown): unknown {
    if ($capturing) {
      this.resumed = true;
      return { value: undefined, done: true };
    }
    if (this.resumed) {
      // The `next()` that the runtime gives to set the new `yield*` going.
      this.resumed = false;
      return this.last;
    }
    return (this.last = this.check(apply(this.nextMethod, this.iterator, [value])));
  }

  private check(result: unknown): unknown {
    if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
    return result;
  }
}
// `throw` and `return` are looked up on the inner iterator each time, as `yield*` does (ECMA-262 15.5.5).
defineProperty(Delegate.prototype, "throw", {
  get(this: Delegate): unknown {
    const method = (this.iterator as { throw?: unknown }).throw;
    if (method === undefined || method === null) return undefined;
    return (error: unknown) => (this.last = apply(method as Next, this.iterator, [error]));
  },
});
defineProperty(Delegate.prototype, "return", {
  get(this: Delegate): unknown {
    const method = (this.iterator as { return?: unknown }).return;
    if (method === undefined || method === null) return undefined;
    return (value: unknown) => (this.last = apply(method as Next, this.iterator, [value]));
  },
});
record("Delegate", Delegate, ["iterator", "nextMethod", "resumed", "last"]);

/** `$tm.delegate(e)`: GetIterator for a `yield*`. @throws TypeError when e is not iterable. */
export function delegate(iterable: unknown): Delegate {
  const method = (iterable as { [Symbol.iterator]?: unknown } | null | undefined)?.[iteratorSymbol];
  if (typeof method !== "function")
    throw new TypeError(`${iterable === undefined || iterable === null ? String(iterable) : typeof iterable} is not iterable`);
  const iterator = iteratorFrom(iterable, method);
  return new Delegate(iterator, (iterator as { next: Next }).next);
}
