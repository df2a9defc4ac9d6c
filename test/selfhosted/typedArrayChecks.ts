import fc from "fast-check";
import { actions, callbackOf, notCallable, thisArguments } from "./callbacks.js";
import { type Check, isV8, sameFor } from "./check.js";
import { detach, shrink, typedArrayOf, type TypedArrayPlan, typedArrayPlans } from "./typedArrayReceivers.js";

const visits = "every filter find findIndex findLast findLastIndex forEach map some".split(" ");
const folds = ["reduce", "reduceRight"];
const names = (list: readonly string[]): string[] => list.map((name) => `%TypedArray%.prototype.${name}`);

/** What happens to the buffer during a call of the callback. */
const blows = fc.option(fc.record({ at: fc.nat(3), what: fc.constantFrom("detach", "shrink") }), { nil: undefined, freq: 4 });
type Blow = { readonly at: number; readonly what: string } | undefined;

function during(callback: (...args: unknown[]) => unknown, receiver: unknown, blow: Blow): (...args: unknown[]) => unknown {
  let calls = 0;
  return function (this: unknown, ...args) {
    if (blow !== undefined && calls++ === blow.at && ArrayBuffer.isView(receiver)) (blow.what === "detach" ? detach : shrink)(receiver);
    return Reflect.apply(callback, this, args);
  };
}

/** V8 compares content types at the first element, not when the copy is made (ECMA-262 23.2.4.1, step 5): left out there. */
const plans = typedArrayPlans.filter(({ species }) => species !== "big" || !isV8);
/** Of a species' wrong answer V8's own builtins say different things; the class of the error counts. */
const messages = ({ receiver }: { readonly receiver: TypedArrayPlan }): boolean => isV8 && receiver.species === "none";

/** %TypedArray%.prototype's methods. */
export const typedArrayChecks: readonly Check[] = [
  ...sameFor(
    names(visits),
    fc.record({ receiver: plans, actions, thisArgument: fc.option(thisArguments, { nil: "none" }), strict: fc.boolean(), blow: blows }),
    (builtin, plan, observer, undo) => {
      const receiver = typedArrayOf(observer, plan.receiver);
      // JavaScriptCore's filter takes undefined, which is what a detached array gives, for 0; Set makes NaN of it or throws (23.2.3.10, step 9).
      const blow = isV8 || builtin.name !== "filter" ? plan.blow : undefined;
      const callback = during(callbackOf(observer, plan.actions, receiver, undo, plan.strict), receiver, blow);
      return Reflect.apply(builtin, receiver, plan.thisArgument === "none" ? [callback] : [callback, plan.thisArgument]);
    },
    messages,
  ),
  ...sameFor(
    names(folds),
    fc.record({ receiver: plans, actions, start: fc.option(thisArguments, { nil: "none" }), blow: blows }),
    (builtin, plan, observer, undo) => {
      const receiver = typedArrayOf(observer, plan.receiver);
      const callback = during(callbackOf(observer, plan.actions, receiver, undo), receiver, plan.blow);
      return Reflect.apply(builtin, receiver, plan.start === "none" ? [callback] : [callback, plan.start]);
    },
    messages,
  ),
  ...sameFor(
    names([...visits, ...folds, "sort", "toSorted"]),
    fc.record({ receiver: plans, callback: fc.option(notCallable, { nil: "none" }) }),
    (builtin, plan, observer) =>
      Reflect.apply(builtin, typedArrayOf(observer, plan.receiver), plan.callback === "none" ? [] : [plan.callback]),
    messages,
  ).map((check) => ({ ...check, name: `${check.name} without a function` })),
];
