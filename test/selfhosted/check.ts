import fc from "fast-check";
import { type Replacement, replacements } from "../../core/selfhosted/replacements.js";
import { observe, type Observer, withoutMessages } from "./observe.js";
import type { Undo } from "./callbacks.js";

/** Something that holds for a builtin, to be run where there is a test runner and where there is none. */
export interface Check {
  readonly name: string;
  /** @throws if it does not hold. */
  run(): void;
}

export type Builtin = (this: unknown, ...args: unknown[]) => unknown;

/** What an engine is, as far as its builtins differ. */
export const isV8 =
  typeof (Error as { captureStackTrace?: unknown }).captureStackTrace === "function" &&
  typeof (globalThis as { Bun?: unknown }).Bun === "undefined";

/** The builtin of this name, or undefined in an engine without it. */
export function replacementOf(name: string): Replacement | undefined {
  return replacements.find((one) => one.name === name);
}

const defaults = { seed: 1, numRuns: 400 };
let parameters: { seed: number; numRuns: number } = defaults;

/** How many plans are tried, and which. */
export function setParameters(seed: number, numRuns: number): void {
  parameters = { seed, numRuns };
}

/**
 * The native and the self-hosted builtin do the same for every plan: the same steps in the same order, the same outcome.
 * @param play makes all that a plan says and calls the builtin it is given. What it pushes to `undo` is done afterwards.
 */
export function sameFor<Plan>(
  names: readonly string[],
  plans: fc.Arbitrary<Plan>,
  play: (builtin: Builtin, plan: Plan, observer: Observer, undo: Undo) => unknown,
  messages: (plan: Plan) => boolean = () => true,
): Check[] {
  return names.flatMap((name) => {
    const replacement = replacementOf(name);
    if (replacement === undefined) return [];
    const { native, own } = replacement;
    const outcome = (builtin: unknown, plan: Plan): string[] => observe((observer, undo) => play(builtin as Builtin, plan, observer, undo));
    const holds = (plan: Plan): void => {
      const expected = outcome(native, plan);
      const actual = outcome(own, plan);
      if (expected.join("\n") !== actual.join("\n")) throw new Error(difference(expected, actual));
    };
    const run = (): void =>
      fc.assert(
        fc.property(plans, (plan) => (isV8 && messages(plan) ? holds(plan) : withoutMessages(() => holds(plan)))),
        parameters,
      );
    return [{ name, run }];
  });
}

function difference(expected: readonly string[], actual: readonly string[]): string {
  const at = expected.findIndex((line, n) => line !== actual[n]);
  const from = Math.max(0, at === -1 ? expected.length - 3 : at - 6);
  const part = (lines: readonly string[]): string => lines.slice(from, from + 12).join("\n    ");
  return `after ${String(from)} equal steps\n  native:\n    ${part(expected)}\n  own:\n    ${part(actual)}`;
}
