import fc from "fast-check";
import { actions, callbackOf, changes, make, notCallable, thisArguments } from "./callbacks.js";
import { type Check, sameFor } from "./check.js";
import { receiverOf, receiverPlans } from "./arrayReceivers.js";

const visits = "every filter find findIndex findLast findLastIndex flatMap forEach map some".split(" ");
const folds = ["reduce", "reduceRight"];
/** Sometimes something is strange from the start. */
const first = fc.option(changes, { nil: undefined, freq: 10 });
const names = (list: readonly string[]): string[] => list.map((name) => `Array.prototype.${name}`);

/** Array.prototype's methods. */
export const arrayChecks: readonly Check[] = [
  ...sameFor(
    names(visits),
    fc.record({ receiver: receiverPlans, actions, thisArgument: fc.option(thisArguments, { nil: "none" }), strict: fc.boolean(), first }),
    (builtin, plan, observer, undo) => {
      const receiver = receiverOf(observer, plan.receiver);
      const callback = callbackOf(observer, plan.actions, receiver, undo, plan.strict);
      if (plan.first !== undefined) make(plan.first, observer, receiver, undo);
      return Reflect.apply(builtin, receiver, plan.thisArgument === "none" ? [callback] : [callback, plan.thisArgument]);
    },
  ),
  ...sameFor(
    names(folds),
    fc.record({ receiver: receiverPlans, actions, start: fc.option(thisArguments, { nil: "none" }), strict: fc.boolean(), first }),
    (builtin, plan, observer, undo) => {
      const receiver = receiverOf(observer, plan.receiver);
      const callback = callbackOf(observer, plan.actions, receiver, undo, plan.strict);
      if (plan.first !== undefined) make(plan.first, observer, receiver, undo);
      return Reflect.apply(builtin, receiver, plan.start === "none" ? [callback] : [callback, plan.start]);
    },
  ),
  ...sameFor(
    names([...visits, ...folds, "sort", "toSorted"]),
    fc.record({ receiver: receiverPlans, callback: fc.option(notCallable, { nil: "none" }) }),
    (builtin, plan, observer) =>
      Reflect.apply(builtin, receiverOf(observer, plan.receiver), plan.callback === "none" ? [] : [plan.callback]),
  ).map((check) => ({ ...check, name: `${check.name} without a function` })),
];
