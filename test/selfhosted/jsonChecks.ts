import fc from "fast-check";
import { actions, callbackOf, notCallable } from "./callbacks.js";
import { type Check, isV8, sameFor } from "./check.js";

const jsonTexts = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.json({ maxDepth: 2 }).map((text) => text.replaceAll(/[:,[\]]/g, (sign) => ` ${sign}\n\t`)),
  fc.constantFrom(
    '{"a":[1],"a":2}',
    '{"a":1,"a":{"b":[]}}',
    '{"__proto__":[1.50,{"x":1e3}]}',
    "[-0, 1.0, 1E2]",
    '"\\u0041\\"]"',
    "",
    "[1,",
    "{'a':1}",
    "nul",
  ),
  fc.constantFrom<unknown>(undefined, null, 12, true, {}, Symbol("text"), [1, 2]),
);

/** JSON with functions of the program. */
export const jsonChecks: readonly Check[] = [
  ...sameFor(["JSON.parse"], fc.record({ text: jsonTexts, actions }), (builtin, plan, observer, undo) => {
    const act = callbackOf(observer, plan.actions, undefined, undo);
    let calls = 0;
    return Reflect.apply(builtin, JSON, [
      plan.text,
      function (this: Record<string, unknown>, key: string, value: unknown, ...context: unknown[]): unknown {
        observer.step(`holder ${observer.describe(this)} context ${observer.describe(context)}`);
        const given = Reflect.apply(act, this, [key, value]);
        // Revivers' answers are changed by what follows; a plan is for more than one run.
        const answer = Array.isArray(given) ? [1, "text"] : typeof given === "object" && given !== null ? { a: 1 } : given;
        // The second call changes what comes next; V8 still tells how some values that were changed had been written.
        if (++calls === 2 && !(isV8 && context.length > 0)) for (const other of Object.keys(this)) if (other !== key) this[other] = answer;
        return calls % 3 === 0 ? answer : value;
      },
    ]);
  }),
  ...sameFor(["JSON.parse"], fc.record({ text: jsonTexts, reviver: notCallable }), (builtin, plan) =>
    Reflect.apply(builtin, JSON, [plan.text, plan.reviver]),
  ).map((check) => ({ ...check, name: `${check.name} without a function` })),
];
