import { Yielded } from "./asyncGenerators.js";
import { callNext, getAsyncIterator } from "./iterations.js";
import { apply, isObject } from "./primordials.js";
import { record } from "./records.js";

type Next = (...args: unknown[]) => unknown;
type Mode = "next" | "throw" | "return";

/**
 * `yield*` of an async generator (ECMA-262 15.5.5), as what the generator's own `yield*` goes through. Its driver awaits what comes out, unless it is
 * `Yielded`: the inner iterator's promise is handed out to be awaited, then its value is yielded.
 */
export class AsyncDelegate {
  iterator: object;
  /** Null: the iterator is one of ours. */
  nextMethod: Next | null;
  /** The method whose answer is being awaited, or null when the consumer is to go on. */
  waiting: Mode | null = null;
  started = false;
  /** Whether the `yield*` has ended because of a `return()`: then its function returns as well. */
  returning = false;
  /** Whether the next `yield*` is one begun anew after a capture. */
  resumed = false;
  /** What was handed out last. */
  last: unknown = undefined;
  constructor(iterator: object, nextMethod: Next | null) {
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
      this.resumed = false;
      return this.last;
    }
    if (!this.started) {
      this.started = true;
      return this.ask("next", undefined);
    }
    return this.waiting === null ? this.ask("next", value) : this.answered(value);
  }

  throw(error: unknown): unknown {
    // What was awaited was rejected: the error comes out of the `yield*`.
    if (this.waiting !== null) throw error;
    return this.ask("throw", error);
  }

  return(value: unknown): unknown {
    return this.ask("return", value);
  }

  private ask(mode: Mode, value: unknown): unknown {
    if (mode === "next") {
      this.waiting = mode;
      return (this.last = { value: callNext(this.iterator, this.nextMethod, [value]), done: false });
    }
    const method = (this.iterator as Record<Mode, unknown>)[mode];
    if (method === undefined || method === null) {
      if (mode === "return") return { value, done: true };
      throw new TypeError("The iterator does not provide a 'throw' method");
    }
    this.waiting = mode;
    return (this.last = { value: apply(method as Next, this.iterator, [value]), done: false });
  }

  private answered(result: unknown): unknown {
    const mode = this.waiting;
    this.waiting = null;
    if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
    if ((result as IteratorResult<unknown>).done) {
      this.returning = mode === "return";
      return { value: (result as IteratorResult<unknown>).value, done: true };
    }
    return (this.last = { value: new Yielded((result as IteratorResult<unknown>).value), done: false });
  }
}
record("AsyncDelegate", AsyncDelegate, ["iterator", "nextMethod", "waiting", "started", "returning", "resumed", "last"]);

/** `$tm.delegateAsync(e)`: GetIterator(e, async) for a `yield*`. @throws TypeError when e is not iterable. */
export function delegateAsync(iterable: unknown): AsyncDelegate {
  const { iterator, next } = getAsyncIterator(iterable);
  return new AsyncDelegate(iterator, next);
}
