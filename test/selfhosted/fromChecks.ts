import fc from "fast-check";
import { actions, callbackOf, changes, make, notCallable, thisArguments } from "./callbacks.js";
import { type Check, sameFor } from "./check.js";
import { iterableOf, iterablePlans } from "./iterables.js";
import type { Observer } from "./observe.js";

const constructors = fc.constantFrom("own", "own", "undefined", "object", "arrow", "traced", "frozen", "throws", "subclass", "number");
type Constructor = typeof constructors extends fc.Arbitrary<infer T> ? T : never;

/** The `this` of a static method. */
function constructorOf(observer: Observer, plan: Constructor, own: unknown, make: (length?: unknown) => object): unknown {
  switch (plan) {
    case "own":
      return own;
    case "undefined":
      return undefined;
    case "object":
      return {};
    case "number":
      return 5;
    case "arrow":
      return () => 1;
    case "traced":
      return observer.trace("constructor", function (...args: unknown[]) {
        return observer.trace("result", make(...args));
      });
    case "frozen":
      return function () {
        return Object.freeze(make(2));
      };
    case "throws":
      return function () {
        throw new RangeError("of the constructor");
      };
    case "subclass":
      return class Sub extends (own as new (...args: unknown[]) => object) {
        constructor(...args: unknown[]) {
          super(...args);
          observer.step(`Sub ${args.map((arg) => observer.describe(arg)).join()}`);
        }
      };
  }
}

const mapper = fc.option(fc.option(notCallable, { nil: "callback" }), { nil: "none", freq: 3 });

/** `Array.from`, `Uint8Array.from` and their like. */
export const fromChecks: readonly Check[] = ["Array.from", "%TypedArray%.from"].flatMap((name) =>
  sameFor(
    [name],
    fc.record({
      items: iterablePlans,
      constructor: constructors,
      mapper,
      actions,
      thisArgument: fc.option(thisArguments, { nil: "none" }),
      first: fc.option(changes, { nil: undefined, freq: 10 }),
    }),
    (builtin, plan, observer, undo) => {
      const array = name === "Array.from";
      const C = constructorOf(observer, plan.constructor, array ? Array : Uint8Array, (length) =>
        array ? (length === undefined ? [] : new Array(length as number)) : new Uint8Array(plan.items.items.length + 2),
      );
      const items = iterableOf(observer, plan.items);
      const map = plan.mapper === "callback" ? callbackOf(observer, plan.actions, items, undo) : plan.mapper;
      if (plan.first !== undefined) make(plan.first, observer, items, undo);
      return Reflect.apply(
        builtin,
        C,
        plan.mapper === "none" ? [items] : plan.thisArgument === "none" ? [items, map] : [items, map, plan.thisArgument],
      );
    },
    // What can't be called is printed as it stands in the source, which is not there to be printed.
    (plan) => plan.constructor !== "object" && plan.constructor !== "undefined",
  ),
);
