import fc from "fast-check";
import { values } from "./callbacks.js";
import type { Observer } from "./observe.js";

/** Something to iterate over, or that only looks so. */
export interface IterablePlan {
  readonly items: readonly unknown[];
  readonly shape:
    | "array"
    | "traced"
    | "string"
    | "set"
    | "map"
    | "mapKeys"
    | "typedArray"
    | "generator"
    | "iterator"
    | "arrayLike"
    | "tracedLike"
    | "patchedIterator"
    | "badMethod"
    | "badIterator"
    | "badNext"
    | "badResult"
    | "primitive";
  readonly length: unknown;
  readonly odd: unknown;
  readonly throwsAt: number | undefined;
}

export const iterablePlans: fc.Arbitrary<IterablePlan> = fc.record({
  items: fc.array(values, { maxLength: 9 }),
  shape: fc.constantFrom(
    ...([
      "array",
      "traced",
      "string",
      "set",
      "map",
      "mapKeys",
      "typedArray",
      "generator",
      "iterator",
      "iterator",
      "arrayLike",
      "tracedLike",
    ] as const),
    ...(["patchedIterator", "badMethod", "badIterator", "badNext", "badResult", "primitive"] as const),
  ),
  length: fc.constantFrom<unknown>(0, 3, -1, 2.7, "4", NaN, undefined, null, true, Symbol.iterator, 2n, {}),
  odd: fc.constantFrom<unknown>(undefined, null, 5, "text", true, 7n, Symbol("odd")),
  throwsAt: fc.option(fc.nat(4), { nil: undefined, freq: 4 }),
});

/** Makes what a plan says. */
export function iterableOf(observer: Observer, plan: IterablePlan): unknown {
  const { items, odd } = plan;
  const array = items.slice();
  const gives = (iterator: unknown): unknown =>
    observer.trace("items", {
      [Symbol.iterator]() {
        return iterator;
      },
    });
  switch (plan.shape) {
    case "array":
      return observer.name("items", array);
    case "traced":
      return observer.trace("items", array);
    case "string":
      return `a\u{1f600}${items.map((item) => typeof item).join("\ud83d")}`;
    case "set":
      return observer.name("items", new Set(array));
    case "map":
      return observer.name("items", new Map(array.map((item, k) => [item, k])));
    case "mapKeys":
      return new Map(array.map((item, k) => [item, k])).keys();
    case "typedArray":
      return new Uint8Array(array.length).map((_, k) => k);
    case "generator":
      return observer.name(
        "items",
        (function* () {
          try {
            yield* array;
          } finally {
            observer.step("generator ends");
          }
        })(),
      );
    case "iterator":
      return gives(observer.trace("iterator", iteratorOf(observer, plan)));
    case "arrayLike":
      return Object.assign({}, array, { length: plan.length });
    case "tracedLike":
      return observer.trace(
        "items",
        Object.assign({}, array, { length: plan.length, [Symbol.iterator]: items.length > 4 ? undefined : null }),
      );
    case "patchedIterator": {
      const iterator = array.values();
      return Object.assign(observer.name("items", array), {
        [Symbol.iterator]: () => Object.assign(observer.name("iterator", iterator), { return: () => (observer.step("return"), odd) }),
      });
    }
    case "badMethod":
      return { [Symbol.iterator]: odd };
    case "badIterator":
      return gives(odd);
    case "badNext":
      return gives(observer.trace("iterator", { next: odd }));
    case "badResult":
      return gives(observer.trace("iterator", { next: () => odd }));
    case "primitive":
      return odd;
  }
}

/** An iterator that tells how it is used, and may throw. */
export function iteratorOf(observer: Observer, { items, odd, throwsAt }: IterablePlan): object {
  let at = 0;
  return {
    next(): unknown {
      if (at === throwsAt) throw new RangeError("of the iterator");
      return observer.trace(`result ${String(at)}`, at < items.length ? { value: items[at++], done: false } : { done: true });
    },
    return(): unknown {
      if (throwsAt === 4) throw new RangeError("of return");
      return odd;
    },
  };
}
