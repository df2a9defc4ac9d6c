import fc from "fast-check";
import type { Observer } from "./observe.js";

/** What a function of a program does when it is called for the n-th time: something to the receiver, then an answer. */
export interface Action {
  readonly answer: unknown;
  readonly throws?: boolean | undefined;
  readonly change?: Change | undefined;
}

export type Change =
  | { readonly kind: "set"; readonly key: PropertyKey; readonly value: unknown }
  | { readonly kind: "delete"; readonly key: PropertyKey }
  | { readonly kind: "getter"; readonly key: PropertyKey; readonly on: "receiver" | "Array.prototype" | "Object.prototype" }
  | { readonly kind: "freeze" }
  | { readonly kind: "trap" };

const odd = fc.constantFrom<unknown>(undefined, null, true, false, 0, -0, 1, -1, NaN, 0.5, 2 ** 31, "", "a", "10", 3n);
/** Values of all kinds, among them objects that tell when they are asked for a primitive. */
export const values: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: odd },
  { weight: 2, arbitrary: fc.integer({ min: -3, max: 9 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>([1, 2], [], [[3], , 4], {}) },
);

const indices = fc.integer({ min: 0, max: 9 });
export const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant("set" as const), key: indices, value: values }),
  fc.record({ kind: fc.constant("set" as const), key: fc.constant("length"), value: fc.oneof(indices, fc.constantFrom(-1, "2", 1.5, {})) }),
  fc.record({ kind: fc.constant("delete" as const), key: indices }),
  fc.record({
    kind: fc.constant("getter" as const),
    key: indices,
    on: fc.constantFrom("receiver" as const, "Array.prototype" as const, "Object.prototype" as const),
  }),
  fc.record({ kind: fc.constantFrom("freeze" as const, "trap" as const) }),
);
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ answer: values }) },
  { weight: 1, arbitrary: fc.record({ answer: values, change: changes }) },
  { weight: 1, arbitrary: fc.record({ answer: values, throws: fc.boolean(), change: fc.option(changes, { nil: undefined }) }) },
);
/** What a callback does, call by call, and then again from the start. */
export const actions = fc.array(action, { minLength: 1, maxLength: 6 });

/** Values that can't be called. */
export const notCallable = fc.constantFrom<unknown>(undefined, null, 0, "abc", {}, [1], Symbol("s"), 1n, true, /x/);
export const thisArguments = fc.constantFrom<unknown>(undefined, undefined, null, 5, "this", {});

/** Prototypes that a run has changed; its caller puts them right again. */
export type Undo = (() => void)[];

/** A function that notes how it is called and does what the actions say; sloppy or strict, as `this` shows it. */
export function callbackOf(
  observer: Observer,
  list: readonly Action[],
  receiver: unknown,
  undo: Undo,
  strict = true,
): (...args: unknown[]) => unknown {
  let calls = 0;
  const act = (self: unknown, args: readonly unknown[]): unknown => {
    observer.step(`callback ${observer.describe(self, 1)} (${args.map((arg) => observer.describe(arg, 1)).join(", ")})`);
    const { answer, throws, change } = list[calls++ % list.length]!;
    if (change !== undefined) make(change, observer, receiver, undo);
    if (throws === true) throw new RangeError("of the callback");
    return answer;
  };
  return observer.name("callback", strict ? strictFunction(act) : sloppyFunction(act));
}

type Act = (self: unknown, args: readonly unknown[]) => unknown;
function strictFunction(act: Act): (...args: unknown[]) => unknown {
  return function (this: unknown, ...args: unknown[]) {
    return act(this, args);
  };
}
const sloppyFunction = new Function(
  "act",
  "return function (...args) { return act(this === globalThis ? 'global' : typeof this, args); }",
) as (act: Act) => (...args: unknown[]) => unknown;

/** Does what a change says; what it does to a prototype is undone when the run is over. */
export function make(change: Change, observer: Observer, receiver: unknown, undo: Undo): void {
  if (typeof receiver !== "object" || receiver === null) return;
  switch (change.kind) {
    case "set":
      Reflect.set(receiver, change.key, change.value);
      return;
    case "delete":
      Reflect.deleteProperty(receiver, change.key);
      return;
    case "freeze":
      Object.preventExtensions(receiver);
      return;
    case "trap":
      // Whatever arrays lack is asked for here.
      Object.setPrototypeOf(Array.prototype, observer.trace("chain", Object.create(Object.prototype) as object));
      Reflect.defineProperty(undo, undo.length, { value: () => Object.setPrototypeOf(Array.prototype, Object.prototype) });
      return;
    case "getter": {
      const holder = change.on === "receiver" ? receiver : change.on === "Array.prototype" ? Array.prototype : Object.prototype;
      const { key } = change;
      const { length } = Array.prototype;
      if (holder !== receiver)
        Reflect.defineProperty(undo, undo.length, {
          value: () => {
            Reflect.deleteProperty(holder, key);
            Array.prototype.length = length;
          },
        });
      Reflect.defineProperty(holder, key, {
        get: () => (observer.step(`getter ${String(key)}`), key),
        set: (value) => observer.step(`setter ${String(key)} ${observer.describe(value, 1)}`),
        enumerable: true,
        configurable: true,
      });
      return;
    }
  }
}
