import fc from "fast-check";
import { values } from "./callbacks.js";
import type { Observer } from "./observe.js";

/** A hole, in a list of elements. */
const hole = Symbol("hole");

/** How a receiver of an array method is made. */
export interface ReceiverPlan {
  readonly elements: readonly unknown[];
  readonly shape:
    | "array"
    | "traced"
    | "arrayLike"
    | "tracedLike"
    | "arguments"
    | "inherited"
    | "accessors"
    | "frozen"
    | "subclass"
    | "foreign"
    | "primitive";
  readonly length: unknown;
  readonly primitive: unknown;
  readonly species:
    "none" | "undefined" | "null" | "number" | "nothing" | "nullSpecies" | "arrow" | "traced" | "frozen" | "object" | "array" | "throws";
}

const elements = fc.oneof(
  fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 7 }),
  fc.array(fc.constantFrom(0.5, 1.5, NaN, -0, 3), { maxLength: 7 }),
  fc.array(fc.oneof({ weight: 3, arbitrary: values }, { weight: 1, arbitrary: fc.constant(hole) }), { maxLength: 7 }),
);

export const receiverPlans: fc.Arbitrary<ReceiverPlan> = fc.record({
  elements,
  shape: fc.constantFrom(
    "array",
    "array",
    "traced",
    "arrayLike",
    "tracedLike",
    "arguments",
    "inherited",
    "accessors",
    "frozen",
    "subclass",
    "foreign",
    "primitive",
  ),
  length: fc.constantFrom<unknown>(0, 3, -1, 2.7, "4", NaN, undefined, null, true, Symbol.iterator, 2n, {}),
  primitive: fc.constantFrom<unknown>(undefined, null, "text", 7, true, 5n, Symbol("receiver")),
  species: fc.constantFrom(
    "none",
    "none",
    "none",
    "undefined",
    "null",
    "number",
    "nothing",
    "nullSpecies",
    "arrow",
    "traced",
    "frozen",
    "object",
    "array",
    "throws",
  ),
});

function arrayOf(items: readonly unknown[]): unknown[] {
  const array: unknown[] = [];
  array.length = items.length;
  for (const [k, item] of items.entries()) if (item !== hole) array[k] = item;
  return array;
}

const argumentsOf = new Function("a", "b", "return arguments");

/** Makes the receiver of a plan; everything it can tell it tells the observer. `foreignArray` is the Array of another realm, where there is one. */
export function receiverOf(observer: Observer, plan: ReceiverPlan, foreignArray?: ArrayConstructor): unknown {
  const { shape } = plan;
  const array = arrayOf(plan.elements);
  setSpecies(observer, array, plan);
  switch (shape) {
    case "array":
      return observer.name("receiver", array);
    case "traced":
      return observer.trace("receiver", array);
    case "arrayLike":
      return observer.name("receiver", Object.assign({}, array, { length: plan.length }));
    case "tracedLike":
      return observer.trace("receiver", Object.assign({}, array, { length: plan.length }));
    case "arguments":
      return observer.name("receiver", Reflect.apply(argumentsOf, undefined, array));
    case "inherited":
      return observer.name("receiver", Object.create(array, { 1: { value: "own" } }));
    case "accessors":
      for (const key of [0, 2]) {
        if (key >= array.length) continue;
        const held = array[key];
        Object.defineProperty(array, key, {
          get: () => (observer.step(`get ${String(key)}`), held),
          set: (value) => observer.step(`set ${String(key)} ${observer.describe(value, 1)}`),
          configurable: true,
        });
      }
      return observer.name("receiver", array);
    case "frozen":
      return observer.name("receiver", Object.freeze(array));
    case "subclass": {
      class Sub extends Array<unknown> {
        constructor(...args: unknown[]) {
          super(...(args as [number]));
          observer.step(`Sub ${args.map((arg) => observer.describe(arg)).join()}`);
        }
      }
      return observer.name("receiver", Object.setPrototypeOf(array, Sub.prototype));
    }
    case "foreign":
      return observer.name("receiver", foreignArray === undefined ? array : Object.setPrototypeOf(array, foreignArray.prototype as object));
    case "primitive":
      return plan.primitive;
  }
}

function setSpecies(observer: Observer, array: unknown[], { species }: ReceiverPlan): void {
  const set = (constructor: unknown): void => {
    (array as { constructor: unknown }).constructor = constructor;
  };
  const withSpecies = (value: unknown): void => set(observer.trace("constructor", { [Symbol.species]: value }));
  switch (species) {
    case "none":
      return;
    case "undefined": {
      set(undefined);
      return;
    }
    case "null": {
      set(null);
      return;
    }
    case "number": {
      set(5);
      return;
    }
    case "nothing": {
      set({});
      return;
    }
    case "nullSpecies": {
      withSpecies(null);
      return;
    }
    case "arrow": {
      withSpecies(() => []);
      return;
    }
    case "traced": {
      withSpecies(
        observer.trace("species", function (length: number) {
          return observer.trace("result", new Array(length));
        }),
      );
      return;
    }
    case "frozen": {
      withSpecies(function () {
        return Object.freeze([1]);
      });
      return;
    }
    case "object": {
      withSpecies(function (length: unknown) {
        return { made: length };
      });
      return;
    }
    case "array": {
      withSpecies(Array);
      return;
    }
    case "throws": {
      withSpecies(function () {
        throw new RangeError("of the species");
      });
      return;
    }
  }
}
