import fc from "fast-check";
import { type Change, changes, make, values } from "./callbacks.js";
import { type Check, isV8, sameFor } from "./check.js";
import { receiverOf, receiverPlans } from "./arrayReceivers.js";
import type { Observer } from "./observe.js";
import { typedArrayOf, typedArrayPlans } from "./typedArrayReceivers.js";

/**
 * In what order elements are compared is the engine's affair (ECMA-262 23.1.3.30.1); so comparators here are consistent and don't note their calls, and the first
 * call does what is strange about them.
 */
const comparators = fc.record({
  order: fc.constantFrom("up", "down", "groups", "same"),
  answers: fc.constantFrom("numbers", "texts", "objects", "fractions", "booleans or numbers", "NaN for the same"),
  throws: fc.option(fc.constantFrom("error", "bigint", "symbol"), { nil: undefined, freq: 8 }),
  change: fc.option(changes, { nil: undefined, freq: 6 }),
});
type Comparator = typeof comparators extends fc.Arbitrary<infer T> ? T : never;

/** What an element counts for: any value can be compared. */
function weight(value: unknown): number {
  if (typeof value === "object" && value !== null && "weight" in value) return value.weight as number;
  return typeof value === "number" && value === value ? value : typeof value === "bigint" ? Number(value) : (typeof value).length;
}

function comparatorOf(plan: Comparator, observer: Observer, receiver: unknown, undo: (() => void)[]): (a: unknown, b: unknown) => unknown {
  let first = true;
  return function (this: unknown, a, b) {
    if (first) {
      first = false;
      observer.step(`compares, this ${observer.describe(this)}`);
      if (plan.change !== undefined) make(plan.change, observer, receiver, undo);
      if (plan.throws === "error") throw new RangeError("of the comparator");
      if (plan.throws === "bigint") return 1n;
      if (plan.throws === "symbol") return Symbol("order");
    }
    const group = (value: unknown): number =>
      plan.order === "groups" ? Math.floor(weight(value) / 3) : plan.order === "same" ? 0 : weight(value);
    const difference = plan.order === "down" ? group(b) - group(a) : group(a) - group(b);
    switch (plan.answers) {
      case "texts":
        return String(difference);
      case "objects":
        return { valueOf: () => difference };
      case "fractions":
        return difference / 100;
      case "booleans or numbers":
        return difference > 0 ? true : difference;
      case "NaN for the same":
        return difference === 0 ? NaN : difference;
      default:
        return difference;
    }
  };
}

const lists = fc.oneof(
  fc.array(values, { maxLength: 12 }),
  fc.array(
    fc.integer({ min: 0, max: 40 }).map((n) => ({ weight: n })),
    { maxLength: 300 },
  ),
  fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 200 }),
  // Long runs, up and down.
  fc
    .array(fc.tuple(fc.integer({ min: -200, max: 200 }), fc.integer({ min: 1, max: 90 }), fc.constantFrom(1, -1, 0)), { maxLength: 6 })
    .map((runs) => runs.flatMap(([from, count, by]) => Array.from({ length: count }, (_, k) => ({ weight: from + k * by })))),
);

function play(
  builtin: (...args: never[]) => unknown,
  receiver: unknown,
  plan: Comparator,
  observer: Observer,
  undo: (() => void)[],
): unknown {
  const result: unknown = Reflect.apply(builtin, receiver, [comparatorOf(plan, observer, receiver, undo)]);
  observer.step(observer.describe(Array.isArray(receiver) ? [...(receiver as unknown[])] : 0, 2));
  return result;
}
const first: fc.Arbitrary<Change | undefined> = fc.option(changes, { nil: undefined, freq: 10 });

/** The sorting methods of arrays and typed arrays. */
export const sortChecks: readonly Check[] = [
  ...sameFor(
    ["Array.prototype.sort", "Array.prototype.toSorted"],
    fc.record({ receiver: receiverPlans, comparator: comparators, first }),
    (builtin, plan, observer, undo) => {
      const receiver = receiverOf(observer, plan.receiver);
      // V8 puts the elements of toSorted's result with Set where CreateDataProperty is due (23.1.3.34), so that setters of prototypes are asked.
      // JavaScriptCore never ends to sort an arguments object whose length is negative.
      const endless = !isV8 && plan.first?.kind === "set" && plan.first.value === -1;
      if (plan.first !== undefined && builtin.name === "sort" && !endless) make(plan.first, observer, receiver, undo);
      return Reflect.apply(builtin, receiver, [comparatorOf(plan.comparator, observer, receiver, undo)]);
    },
  ),
  ...sameFor(
    ["Array.prototype.sort", "Array.prototype.toSorted"],
    fc.record({ list: lists, comparator: comparators }),
    (builtin, plan, observer, undo) => play(builtin as never, plan.list.slice(), plan.comparator, observer, undo),
  ).map((check) => ({ ...check, name: `${check.name} of long lists` })),
  ...sameFor(
    ["%TypedArray%.prototype.sort", "%TypedArray%.prototype.toSorted"],
    fc.record({ receiver: typedArrayPlans, comparator: comparators }),
    (builtin, plan, observer, undo) => {
      const receiver = typedArrayOf(observer, plan.receiver);
      const result = Reflect.apply(builtin, receiver, [comparatorOf(plan.comparator, observer, receiver, undo)]);
      observer.step(observer.describe(result));
      return result;
    },
  ),
];
