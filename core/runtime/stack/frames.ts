import type { ContextFrame } from "../asyncContext.js";
import { apply } from "../primordials.js";
import { record, root } from "../records.js";
import type { SuspensionReport } from "../reports.js";

/** A residual: given the locals and what does the rest of the call that is under way. */
export type Rest = (locals: readonly unknown[], inner: () => unknown) => unknown;

/** One activation that was in the middle of a call when the program was captured. */
export class Frame {
  /** What was read from the running stack. */
  report: SuspensionReport | undefined;
  /** The call that it is in is `new f()`: that gives the `this` of f unless f returns an object. */
  construct = false;
  /** After a restore: the residual, with the frame's `this` and locals. */
  rest: Rest | undefined;
  self: unknown;
  locals: readonly unknown[] = [];
}
// Described by describeFrame, not field by field.
record("Frame", Frame, []);

/** What the stack stood on. */
export type StackBase = "none" | "main" | "job" | "tick" | "timer" | "immediate";

/** The synchronous call stack, while the program stands still in the middle of a turn. */
export class StackState {
  /** Innermost first. */
  frames: Frame[] = [];
  base: StackBase = "none";
  /** The job, timer or immediate that is being run. */
  running: unknown;
  /** The stores of AsyncLocalStorage that hold. */
  context: ContextFrame | undefined;
  /** Safepoints of each kind that were passed while `$stop` was set: at the start of functions, and of the rounds of loops. */
  calls = 0;
  loops = 0;
}
record("Stack", StackState, ["frames", "base", "running", "context", "calls", "loops"]);
export const stack = root("stack", new StackState());

/** The stack runs again, or is given up. */
export function leaveStack(): void {
  stack.frames = [];
  stack.base = "none";
  stack.running = undefined;
  stack.context = undefined;
}

/** What is being run, as far as a captured stack has to know: set when a turn begins. */
export const activity: { base: StackBase; running: unknown } = { base: "none", running: undefined };

/** What a kind of base does when its stack has ended after a move. */
export const endings: Partial<Record<StackBase, (running: never, ok: boolean, value: unknown) => void>> = {};

/** Does the rest of all frames, from the innermost outwards, each inside the one that called it. @returns what the outermost gives. @throws what it throws. */
export function runFrames(frames: readonly Frame[]): unknown {
  return callOf(frames, frames.length)();
}

function callOf(frames: readonly Frame[], index: number): () => unknown {
  if (index === 0) return () => undefined;
  const frame = frames[index - 1]!;
  const construct = index < frames.length && frames[index]!.construct;
  // Known by its name: the stack has the program's frames on both sides of it.
  return function $inner() {
    const value = apply(frame.rest as never, frame.self, [frame.locals, callOf(frames, index - 1)] as never) as unknown;
    const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
    return construct && !isObject ? frame.self : value;
  };
}
