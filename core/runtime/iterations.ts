import { apply, asyncIteratorSymbol, isObject, iteratorSymbol } from "./primordials.js";
import { promiseResolve, OwnPromise } from "./promise.js";
import { builtinWalk, WalkIterator, type Walk } from "./builtinWalks.js";
import { record, stateful, implement } from "./records.js";

type Next = (...args: unknown[]) => unknown;

function notIterable(value: unknown): TypeError {
  if (value === undefined || value === null) return new TypeError(`${String(value)} is not iterable`);
  return new TypeError(
    `${typeof value === "function" ? value.name || "anonymous" : typeof value === "object" ? "object" : String(value)} is not iterable`,
  );
}

/** An explicit `for-of` over an iterator (ECMA-262 14.7.5.6 and 14.7.5.7), whose body may pause. */
export class Iteration {
  iterator: object;
  nextMethod: Next;
  value: unknown = undefined;
  /** Whether the loop must not close the iterator: it is exhausted, or it threw itself. */
  finished = false;
  /** Whether the body has thrown: then errors of `return()` don't count. */
  aborted = false;
  constructor(iterator: object, nextMethod: Next) {
    this.iterator = iterator;
    this.nextMethod = nextMethod;
  }

  /** No array that the loop can walk by itself. */
  get list(): undefined {
    return undefined;
  }

  /** Fetches the next value. False at the end. */
  next(): boolean {
    // Until it has answered properly the iterator is not to be closed.
    this.finished = true;
    const result = apply(this.nextMethod, this.iterator, []);
    if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
    if ((result as IteratorResult<unknown>).done) {
      this.value = undefined;
      return false;
    }
    this.value = (result as IteratorResult<unknown>).value;
    this.finished = false;
    return true;
  }

  /** The body threw: closes the iterator, whose own errors don't count (IteratorClose step 5). */
  abort(error: unknown): unknown {
    if (!this.finished) {
      this.finished = true;
      try {
        const method = (this.iterator as { return?: unknown }).return;
        if (method !== undefined && method !== null) apply(method as Next, this.iterator, []);
      } catch {
        // IteratorClose step 5: the completion of the loop is what counts.
      }
    }
    return error;
  }

  /** The loop is left: closes the iterator unless it is exhausted. */
  close(): void {
    if (this.finished) return;
    this.finished = true;
    const method = (this.iterator as { return?: unknown }).return;
    if (method === undefined || method === null) return;
    const result = apply(method as Next, this.iterator, []);
    if (!isObject(result)) throw new TypeError(`${String(result)} is not an object`);
  }

  /** All that is left, for `...rest` of a pattern. */
  rest(): unknown[] {
    const all: unknown[] = [];
    while (this.next()) all[all.length] = this.value;
    return all;
  }
}
record("Iteration", Iteration, ["iterator", "nextMethod", "value", "finished", "aborted"]);

/** `$tm.iterate(xs)`: GetIterator(xs, sync). @throws TypeError when xs is not iterable. */
export function iterate(iterable: unknown): Iteration | Walk {
  if (iterable === undefined || iterable === null) throw notIterable(iterable);
  const method = (iterable as { [Symbol.iterator]?: unknown })[iteratorSymbol];
  const builtin = builtinWalk(iterable, method);
  if (builtin !== undefined) return builtin;
  if (typeof method !== "function") throw notIterable(iterable);
  const iterator: unknown = apply(method as Next, iterable, []);
  if (!isObject(iterator)) throw new TypeError("Result of the Symbol.iterator method is not an object");
  return new Iteration(iterator, (iterator as { next: Next }).next);
}

/** `$tm.iterateCall(xs, "entries")`: as `iterate(xs.entries())`; the builtin iterator of a collection is walked by ours. */
export function iterateCall(source: unknown, name: string): Iteration | Walk {
  const method = (source as Record<string, unknown>)[name];
  const builtin = builtinWalk(source, method);
  if (builtin !== undefined) return builtin;
  if (typeof method !== "function") throw new TypeError(`${typeof source}.${name} is not a function`);
  return iterate(apply(method as Next, source, []));
}

/** `for await` over an async iterator: `next()` and `closing` are what must be awaited. */
export class AsyncIteration {
  /** Let go when the loop is over: what it holds (a stream of the host) need not be captured then. */
  iterator: object | undefined;
  /** Null: the iterator is one of ours. */
  nextMethod: Next | null | undefined;
  value: unknown = undefined;
  finished = false;
  /** Whether the body has thrown: then errors of closing don't count (AsyncIteratorClose, ECMA-262 7.4.13 step 5). */
  aborted = false;
  /** What to await when `close()` was true. */
  closing: unknown = undefined;
  constructor(iterator: object, nextMethod: Next | null) {
    this.iterator = iterator;
    this.nextMethod = nextMethod;
  }

  /** What to await: the answer of the iterator's `next()`. */
  next(): unknown {
    this.finished = true;
    return callNext(this.iterator!, this.nextMethod as Next | null, []);
  }

  /** Takes what was awaited. True at the end. */
  take(result: unknown): boolean {
    if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
    if ((result as IteratorResult<unknown>).done) {
      this.letGo();
      return true;
    }
    this.value = (result as IteratorResult<unknown>).value;
    this.finished = false;
    return false;
  }

  /** The body threw this. */
  abort(error: unknown): unknown {
    this.aborted = true;
    return error;
  }

  /** Begins to close. True when `closing` has to be awaited. */
  close(): boolean {
    const { iterator } = this;
    this.letGo();
    if (this.finished) return false;
    this.finished = true;
    try {
      const method = (iterator as { return?: unknown }).return;
      if (method === undefined || method === null) return false;
      this.closing = apply(method as Next, iterator, []);
      return true;
    } catch (error) {
      if (this.aborted) return false;
      throw error;
    }
  }

  private letGo(): void {
    this.iterator = this.nextMethod = this.value = undefined;
  }

  /** What was awaited on closing. */
  closed(result: unknown): void {
    this.closing = undefined;
    if (!this.aborted && !isObject(result)) throw new TypeError(`${String(result)} is not an object`);
  }

  /** Closing failed. */
  failed(error: unknown): void {
    if (!this.aborted) throw error;
  }
}
record("AsyncIteration", AsyncIteration, ["iterator", "nextMethod", "value", "finished", "aborted", "closing"]);

/** %AsyncFromSyncIterator% (27.1.4): an iterator of values or promises seen as an async iterator. */
export class AsyncFromSync {
  iterator: object;
  nextMethod: Next | null;
  constructor(iterator: object, nextMethod: Next | null) {
    this.iterator = iterator;
    this.nextMethod = nextMethod;
  }
  next(...args: unknown[]): unknown {
    return this.answer(() => callNext(this.iterator, this.nextMethod, args), true);
  }
  return(...args: unknown[]): unknown {
    const method = (this.iterator as { return?: unknown }).return;
    if (method === undefined || method === null) return promiseResolve(OwnPromise, { value: args[0], done: true });
    return this.answer(() => apply(method as Next, this.iterator, args), false);
  }
  throw(error: unknown): unknown {
    const method = (this.iterator as { throw?: unknown }).throw;
    if (method === undefined || method === null) {
      this.closeSync();
      return OwnPromise.reject(new TypeError("The iterator does not provide a 'throw' method"));
    }
    return this.answer(() => apply(method as Next, this.iterator, [error]), true);
  }
  private answer(ask: () => unknown, closeOnRejection: boolean): unknown {
    try {
      const result = ask();
      if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
      const done = Boolean((result as IteratorResult<unknown>).done);
      const { value } = result as IteratorResult<unknown>;
      let promise: Promise<unknown>;
      try {
        promise = promiseResolve(OwnPromise, value) as Promise<unknown>;
      } catch (error) {
        if (!done && closeOnRejection) this.closeSync();
        throw error;
      }
      return promise.then(stateful(done ? "asyncFromSync.done" : "asyncFromSync.value", undefined));
    } catch (error) {
      return OwnPromise.reject(error);
    }
  }
  private closeSync(): void {
    try {
      const method = (this.iterator as { return?: unknown }).return;
      if (method !== undefined && method !== null) apply(method as Next, this.iterator, []);
    } catch {
      // The first error is the one that counts.
    }
  }
}
record("AsyncFromSync", AsyncFromSync, ["iterator", "nextMethod"]);
implement("asyncFromSync.done", () => (value: unknown) => ({ value, done: true }));
implement("asyncFromSync.value", () => (value: unknown) => ({ value, done: false }));

/** An iterator and its `next`; null: it is one of ours, whose own `next` counts. */
export interface IteratorRecord {
  readonly iterator: object;
  readonly next: Next | null;
}

/** Calls `next` of an iterator record. */
export function callNext(iterator: object, next: Next | null, args: unknown[]): unknown {
  return next === null ? apply((iterator as { next: Next }).next, iterator, args) : apply(next, iterator, args);
}

/** GetIteratorFromMethod; a builtin iterator, which could not be captured, is replaced by a walk of ours. */
export function iteratorFrom(iterable: unknown, method: unknown): IteratorRecord {
  const walk = builtinWalk(iterable, method);
  if (walk !== undefined) return { iterator: new WalkIterator(walk), next: null };
  const iterator: unknown = apply(method as Next, iterable, []);
  if (!isObject(iterator)) throw new TypeError("Result of the Symbol.iterator method is not an object");
  return { iterator, next: (iterator as { next: Next }).next };
}

/** GetIterator(xs, async). @throws TypeError when xs is not iterable. */
export function getAsyncIterator(iterable: unknown): IteratorRecord {
  if (iterable === undefined || iterable === null) throw new TypeError(`${String(iterable)} is not async iterable`);
  const method = (iterable as { [Symbol.asyncIterator]?: unknown })[asyncIteratorSymbol];
  if (method === undefined || method === null) {
    const syncMethod = (iterable as { [Symbol.iterator]?: unknown })[iteratorSymbol];
    if (typeof syncMethod !== "function")
      throw new TypeError(`${typeof iterable === "object" ? "object" : String(iterable)} is not async iterable`);
    const { iterator, next } = iteratorFrom(iterable, syncMethod);
    return { iterator: new AsyncFromSync(iterator, next), next: null };
  }
  const iterator: unknown = apply(method as Next, iterable, []);
  if (!isObject(iterator)) throw new TypeError("Result of the Symbol.asyncIterator method is not an object");
  return { iterator, next: (iterator as { next: Next }).next };
}

/** `$tm.iterateAsync(xs)`. */
export function iterateAsync(iterable: unknown): AsyncIteration {
  const { iterator, next } = getAsyncIterator(iterable);
  return new AsyncIteration(iterator, next);
}
