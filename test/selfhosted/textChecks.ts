import fc from "fast-check";
import { type Action, actions, callbackOf } from "./callbacks.js";
import { type Check, isV8, sameFor } from "./check.js";
import type { Observer } from "./observe.js";

const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", "-", "\u{1f600}", "\ud83d", "$") }),
  fc.constantFrom<unknown>(undefined, null, 12, true, {}, Symbol("text")),
);
const patterns = fc.constantFrom("a", "(a)(b)?", "^a|b$", "", "(?<x>a)|(?<y>b)", "a*", "[^a]", ".", "\\ud83d");
const flags = fc.constantFrom("", "g", "gu", "y", "gy", "gi", "gs", "d");
const searches = fc.oneof(
  fc.record({ kind: fc.constant("text" as const), text: texts }),
  fc.record({
    kind: fc.constantFrom("pattern" as const, "traced" as const, "patched" as const),
    source: patterns,
    flags,
    lastIndex: fc.nat(3),
  }),
  fc.record({
    kind: fc.constant("own" as const),
    method: fc.constantFrom<unknown>(undefined, null, 5, "callback"),
    match: fc.constantFrom(undefined, true, false),
  }),
  fc.record({ kind: fc.constant("likeAPattern" as const), results: fc.array(fc.anything({ maxDepth: 0 }), { maxLength: 3 }), flags }),
);
type Search = typeof searches extends fc.Arbitrary<infer T> ? T : never;

function searchOf(observer: Observer, plan: Search): unknown {
  switch (plan.kind) {
    case "text":
      return plan.text;
    case "pattern":
    case "traced":
    case "patched": {
      const pattern = new RegExp(plan.source, plan.flags);
      pattern.lastIndex = plan.lastIndex;
      if (plan.kind === "traced") return observer.trace("pattern", pattern);
      if (plan.kind === "patched") {
        pattern.exec = function (text) {
          const result = RegExp.prototype.exec.call(this, text);
          observer.step(`exec ${observer.describe(result)} ${String(this.lastIndex)}`);
          // V8 asks an answer for its "0" once more than 22.2.6.11, step 14, says.
          return result === null || isV8 ? result : (observer.trace("result", result) as RegExpExecArray);
        };
      }
      return observer.name("pattern", pattern);
    }
    case "own":
      return observer.trace("search", {
        [Symbol.match]: plan.match,
        [Symbol.replace]: plan.method === "callback" ? (...args: unknown[]) => observer.describe(args) : plan.method,
        flags: "g",
        toString: () => "a",
      });
    case "likeAPattern": {
      let n = 0;
      return observer.trace("pattern", {
        flags: plan.flags,
        lastIndex: 1,
        global: plan.flags.includes("g"),
        unicode: plan.flags.includes("u"),
        exec: () => (n < plan.results.length ? plan.results[n++] : null),
        [Symbol.replace]: (RegExp.prototype as { [Symbol.replace]: unknown })[Symbol.replace],
      });
    }
  }
}

const replacements = fc.oneof<fc.Arbitrary<unknown>[]>(fc.constant("callback"), fc.constantFrom<unknown>("$&$1", 5, undefined, null));

function play(search: unknown, actions: readonly Action[], observer: Observer, undo: (() => void)[], replacement: unknown): unknown[] {
  return [search, replacement === "callback" ? callbackOf(observer, actions, search, undo) : replacement];
}

/** Messages of odd patterns name what is in V8's source at that place. */
const messages = ({ search }: { readonly search: Search }): boolean => isV8 && search.kind !== "own" && search.kind !== "likeAPattern";

/** Replacing in texts. */
export const textChecks: readonly Check[] = [
  ...sameFor(
    ["String.prototype.replace", "String.prototype.replaceAll"],
    fc.record({ text: texts, search: searches, actions, replacement: replacements }),
    (builtin, plan, observer, undo) => {
      const search = searchOf(observer, plan.search);
      const result = Reflect.apply(builtin, plan.text, play(search, plan.actions, observer, undo, plan.replacement));
      observer.step(observer.describe(search instanceof RegExp ? search.lastIndex : 0));
      return result;
    },
    messages,
  ),
  ...sameFor(
    ["RegExp.prototype[Symbol.replace]"],
    fc.record({ text: texts, search: searches, actions, replacement: replacements }),
    (builtin, plan, observer, undo) => {
      const search = searchOf(observer, plan.search);
      const result = Reflect.apply(builtin, search, [plan.text, play(search, plan.actions, observer, undo, plan.replacement)[1]]);
      observer.step(observer.describe(search instanceof RegExp ? search.lastIndex : 0));
      return result;
    },
    messages,
  ),
];
