import type { Job } from "./jobs.js";
import {
  newCapability,
  OwnPromise,
  promiseResolve,
  rejecterOf,
  resolverOf,
  settleCapability,
  speciesConstructor,
  type Capability,
} from "./promise.js";
import { knownThen, promiseStateOf, waitFor } from "./promiseState.js";
import { apply, getPrototypeOf, isObject, iteratorSymbol } from "./primordials.js";
import { implement, record, stateful } from "./records.js";

type Kind = "all" | "allSettled" | "any" | "race";

/** What the elements of one `all`, `allSettled`, `any` or `race` share. */
class Combination {
  kind: Kind;
  values: unknown[] = [];
  remaining = 1;
  capability: Capability;
  constructor(kind: Kind, capability: Capability) {
    this.kind = kind;
    this.capability = capability;
  }
}
record("PromiseCombination", Combination, ["kind", "values", "remaining", "capability"]);

/** One promise of a combination: what waits for it if it is one of the realm's own, otherwise the state of the functions given to its `then`. */
class Element implements Job {
  combination: Combination;
  index: number;
  called = false;
  constructor(combination: Combination, index: number) {
    this.combination = combination;
    this.index = index;
  }

  runJob(value: unknown, ok: boolean): void {
    const { combination } = this;
    const { kind } = combination;
    if (kind === "race" || (kind === "all" && !ok) || (kind === "any" && ok)) settleCapability(combination.capability, ok, value);
    else this.put(kind === "allSettled" ? outcome(value, ok) : value);
  }

  put(value: unknown): void {
    if (this.called) return;
    this.called = true;
    const { combination } = this;
    combination.values[this.index] = value;
    finish(combination);
  }
}
record("PromiseElement", Element, ["combination", "index", "called"]);

function outcome(value: unknown, ok: boolean): object {
  return ok ? { status: "fulfilled", value } : { status: "rejected", reason: value };
}

function finish(combination: Combination): void {
  if (--combination.remaining > 0) return;
  const { capability, kind, values } = combination;
  if (kind !== "any") {
    settleCapability(capability, true, values);
    return;
  }
  const error = new AggregateError([], "All promises were rejected");
  Object.defineProperty(error, "errors", { value: values, writable: true, enumerable: false, configurable: true });
  settleCapability(capability, false, error);
}

const put =
  (element: Element) =>
  (value: unknown): void => {
    element.put(value);
  };
implement("promise.allElement", put);
implement("promise.anyRejected", put);
implement("promise.settledFulfilled", (element: Element) => (value: unknown) => {
  element.put(outcome(value, true));
});
implement("promise.settledRejected", (element: Element) => (reason: unknown) => {
  element.put(outcome(reason, false));
});

interface Thenable {
  then(onFulfilled: unknown, onRejected: unknown): unknown;
}

/** One step of the loop that all four share: PerformPromiseAll, 27.2.4.1.2, steps 4.c to 4.r and the like. */
function add(combination: Combination, next: Thenable, index: number): void {
  const { capability, kind } = combination;
  if (kind !== "race") {
    combination.values[index] = undefined;
    combination.remaining++;
  }
  const element = new Element(combination, index);
  const then: unknown = next.then;
  // The usual case, without functions and a derived promise that nobody would see.
  const state = then === knownThen.then && isObject(next) ? promiseStateOf(next) : undefined;
  if (state !== undefined && speciesConstructor(next) === OwnPromise) {
    waitFor(state, element);
    return;
  }
  let onFulfilled: unknown;
  let onRejected: unknown;
  switch (kind) {
    case "all":
      onFulfilled = stateful("promise.allElement", element);
      onRejected = rejecterOf(capability);
      break;
    case "allSettled":
      onFulfilled = stateful("promise.settledFulfilled", element);
      onRejected = stateful("promise.settledRejected", element);
      break;
    case "any":
      onFulfilled = resolverOf(capability);
      onRejected = stateful("promise.anyRejected", element);
      break;
    case "race":
      onFulfilled = resolverOf(capability);
      onRejected = rejecterOf(capability);
  }
  if (typeof then !== "function") throw new TypeError(`${then === undefined ? "undefined" : describeValue(then)} is not a function`);
  apply(then as never, next, [onFulfilled, onRejected] as never);
}

const arrayValues = Array.prototype.values;
const ArrayIteratorPrototype = getPrototypeOf([].values()) as { next: unknown };
const arrayNext = ArrayIteratorPrototype.next;

/**
 * The frame all four share (ECMA-262 27.2.4.1, 27.2.4.1.1, 27.2.4.1.2): every value through `C.resolve`, errors reject the capability, and
 * the iterator is closed when the error is not its own.
 */
function combine(Constructor: unknown, iterable: unknown, kind: Kind): unknown {
  const capability = newCapability(Constructor);
  try {
    const resolveValue = (Constructor as { resolve: unknown }).resolve;
    if (typeof resolveValue !== "function") throw new TypeError("Promise resolve or reject function is not callable");
    const toPromise = (value: unknown): Thenable =>
      (resolveValue === knownThen.resolve
        ? promiseResolve(Constructor, value)
        : apply(resolveValue as never, Constructor, [value] as never)) as Thenable;
    const combination = new Combination(kind, capability);
    const method = iteratorMethod(iterable);
    let index = 0;
    if (
      method === arrayValues &&
      Array.isArray(iterable) &&
      ArrayIteratorPrototype.next === arrayNext &&
      !("return" in ArrayIteratorPrototype)
    ) {
      // What the iterator would do, and nobody could tell.
      for (; index < iterable.length; index++) add(combination, toPromise(iterable[index]), index);
    } else {
      const iterator = getIterator(iterable, method);
      const { next } = iterator;
      for (;;) {
        const result = apply(next, iterator, []);
        if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
        if (result.done === true || Boolean(result.done)) break;
        const { value } = result;
        try {
          add(combination, toPromise(value), index++);
        } catch (error) {
          closeQuietly(iterator);
          throw error;
        }
      }
    }
    if (kind !== "race") finish(combination);
  } catch (error) {
    settleCapability(capability, false, error);
  }
  return capability.promise;
}

function iteratorMethod(iterable: unknown): () => unknown {
  const method = (iterable as { [Symbol.iterator]?: unknown } | null | undefined)?.[iteratorSymbol];
  if (typeof method === "function") return method as () => unknown;
  throw new TypeError(
    `${describeValue(iterable)} is not iterable${iterable === undefined ? " (cannot read property Symbol(Symbol.iterator))" : ""}`,
  );
}

function getIterator(iterable: unknown, method: () => unknown): Iterator<unknown> {
  const iterator: unknown = apply(method, iterable, []);
  if (!isObject(iterator)) throw new TypeError("Result of the Symbol.iterator method is not an object");
  return iterator as Iterator<unknown>;
}

function describeValue(value: unknown): string {
  return isObject(value)
    ? "object is not iterable (cannot read property Symbol(Symbol.iterator))".slice(0, 6)
    : `${typeof value} ${String(value)}`;
}

function closeQuietly(iterator: Iterator<unknown>): void {
  try {
    iterator.return?.();
  } catch {
    // The first error is the one that counts (IteratorClose, 7.4.11 step 5).
  }
}

/** The combinators of `Promise`, as methods. */
export const combinators = {
  all(this: unknown, iterable: unknown): unknown {
    return combine(this, iterable, "all");
  },
  allSettled(this: unknown, iterable: unknown): unknown {
    return combine(this, iterable, "allSettled");
  },
  any(this: unknown, iterable: unknown): unknown {
    return combine(this, iterable, "any");
  },
  race(this: unknown, iterable: unknown): unknown {
    return combine(this, iterable, "race");
  },
  try(this: unknown, callback: unknown, ...args: unknown[]): unknown {
    if (!isObject(this)) throw new TypeError("Promise.try called on non-object");
    const capability = newCapability(this);
    let value: unknown;
    let ok = true;
    try {
      value = (callback as (...args: unknown[]) => unknown)(...args);
    } catch (error) {
      value = error;
      ok = false;
    }
    settleCapability(capability, ok, value);
    return capability.promise;
  },
};
