import { newCapability } from "./promise.js";
import type { Capability } from "./promise.js";
import { isObject, iteratorSymbol } from "./primordials.js";
import { implement, record, stateful } from "./records.js";

/** What the element functions of one `all`, `allSettled` or `any` share. */
class Combination {
  values: unknown[] = [];
  remaining = 1;
  capability: Capability;
  constructor(capability: Capability) {
    this.capability = capability;
  }
}
record("PromiseCombination", Combination, ["values", "remaining", "capability"]);

class Element {
  combination: Combination;
  index: number;
  called = false;
  constructor(combination: Combination, index: number) {
    this.combination = combination;
    this.index = index;
  }
}
record("PromiseElement", Element, ["combination", "index", "called"]);

function put(element: Element, value: unknown): void {
  const { combination } = element;
  combination.values[element.index] = value;
  finish(combination);
}

function finish(combination: Combination): void {
  if (--combination.remaining === 0) (combination.capability.resolve as (value: unknown) => void)(combination.values);
}

implement("promise.allElement", (element: Element) => (value: unknown) => {
  if (element.called) return;
  element.called = true;
  put(element, value);
});
implement("promise.settledFulfilled", (element: Element) => (value: unknown) => {
  if (element.called) return;
  element.called = true;
  put(element, { status: "fulfilled", value });
});
implement("promise.settledRejected", (element: Element) => (reason: unknown) => {
  if (element.called) return;
  element.called = true;
  put(element, { status: "rejected", reason });
});
implement("promise.anyRejected", (element: Element) => (reason: unknown) => {
  if (element.called) return;
  element.called = true;
  element.combination.values[element.index] = reason;
  finishAny(element.combination);
});

function finishAny(combination: Combination): void {
  if (--combination.remaining > 0) return;
  const error = new AggregateError([], "All promises were rejected");
  Object.defineProperty(error, "errors", { value: combination.values, writable: true, enumerable: false, configurable: true });
  (combination.capability.reject as (reason: unknown) => void)(error);
}

type Visit = (next: { then(onFulfilled: unknown, onRejected: unknown): unknown }, index: number) => void;

/**
 * The frame all four share (ECMA-262 27.2.4.1, 27.2.4.1.1, 27.2.4.1.2): every value through `C.resolve`, errors reject the capability, and
 * the iterator is closed when the error is not its own.
 */
function combine(Constructor: unknown, iterable: unknown, begin: (capability: Capability) => { visit: Visit; end(): void }): unknown {
  const capability = newCapability(Constructor);
  try {
    const promiseResolve = (Constructor as { resolve: unknown }).resolve;
    if (typeof promiseResolve !== "function") throw new TypeError("Promise resolve or reject function is not callable");
    const { visit, end } = begin(capability);
    const iterator = getIterator(iterable);
    const { next } = iterator;
    let index = 0;
    for (;;) {
      const result = Reflect.apply(next, iterator, []);
      if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
      if (result.done === true || Boolean(result.done)) break;
      const { value } = result;
      try {
        visit(Reflect.apply(promiseResolve, Constructor, [value]) as never, index++);
      } catch (error) {
        closeQuietly(iterator);
        throw error;
      }
    }
    end();
  } catch (error) {
    (capability.reject as (reason: unknown) => void)(error);
  }
  return capability.promise;
}

function getIterator(iterable: unknown): Iterator<unknown> {
  const method = (iterable as { [Symbol.iterator]?: unknown } | null | undefined)?.[iteratorSymbol];
  if (typeof method !== "function") {
    throw new TypeError(
      `${describeValue(iterable)} is not iterable${iterable === undefined ? " (cannot read property Symbol(Symbol.iterator))" : ""}`,
    );
  }
  const iterator: unknown = Reflect.apply(method, iterable, []);
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
    return combine(this, iterable, (capability) => {
      const combination = new Combination(capability);
      return {
        visit(next, index) {
          combination.values[index] = undefined;
          combination.remaining++;
          next.then(stateful("promise.allElement", new Element(combination, index)), capability.reject);
        },
        end() {
          finish(combination);
        },
      };
    });
  },
  allSettled(this: unknown, iterable: unknown): unknown {
    return combine(this, iterable, (capability) => {
      const combination = new Combination(capability);
      return {
        visit(next, index) {
          combination.values[index] = undefined;
          combination.remaining++;
          const element = new Element(combination, index);
          next.then(stateful("promise.settledFulfilled", element), stateful("promise.settledRejected", element));
        },
        end() {
          finish(combination);
        },
      };
    });
  },
  any(this: unknown, iterable: unknown): unknown {
    return combine(this, iterable, (capability) => {
      const combination = new Combination(capability);
      return {
        visit(next, index) {
          combination.values[index] = undefined;
          combination.remaining++;
          next.then(capability.resolve, stateful("promise.anyRejected", new Element(combination, index)));
        },
        end() {
          finishAny(combination);
        },
      };
    });
  },
  race(this: unknown, iterable: unknown): unknown {
    return combine(this, iterable, (capability) => ({
      visit(next) {
        next.then(capability.resolve, capability.reject);
      },
      end() {
        return;
      },
    }));
  },
  try(this: unknown, callback: unknown, ...args: unknown[]): unknown {
    if (!isObject(this)) throw new TypeError("Promise.try called on non-object");
    const capability = newCapability(this);
    try {
      (capability.resolve as (value: unknown) => void)((callback as (...args: unknown[]) => unknown)(...args));
    } catch (error) {
      (capability.reject as (reason: unknown) => void)(error);
    }
    return capability.promise;
  },
};
