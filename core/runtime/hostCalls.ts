import { context } from "./asyncContext.js";
import type { ContextFrame } from "./asyncContext.js";
import { running } from "./jobs.js";
import { originalText, BoundState } from "./patches.js";
import { apply } from "./primordials.js";
import { hidden, record, root, StatefulFunction } from "./records.js";
import { edges, mayBegin, runTurn } from "./turns.js";

type AnyFunction = (...args: unknown[]) => unknown;

/** A call of the program by the host that came while the program stood still. */
class HostCall {
  callback: AnyFunction;
  self: unknown;
  args: unknown[];
  frame: ContextFrame | undefined;
  constructor(callback: AnyFunction, self: unknown, args: unknown[], frame: ContextFrame | undefined) {
    this.callback = callback;
    this.self = self;
    this.args = args;
    this.frame = frame;
  }
}
record("HostCall", HostCall, ["callback", "self", "args", "frame"]);

/** Calls that wait for the program to go on, here or elsewhere, in the order in which they came. */
class HostCallsState {
  waiting: HostCall[] = [];
}
record("HostCalls", HostCallsState, ["waiting"]);
const state = root("hostCalls", new HostCallsState());

/** Whether a call of the host is being made: what it calls back meanwhile is part of it. */
let calling = false;

/**
 * Calls the program for the host, as a turn: at once or, while the program stands still or is to stand still before it, when it goes on. A host that calls
 * back while the program calls it is answered at once.
 * @param frame the stores that hold in the call
 * @returns what the program returns; undefined if it is called later
 */
export function callFromHost(callback: AnyFunction, self: unknown, args: unknown[], frame: ContextFrame | undefined): unknown {
  if (running.inTurn || calling) return apply(callback, self, args);
  if (!mayBegin()) {
    state.waiting.push(new HostCall(callback, seesThis(callback) ? self : undefined, args, frame));
    return undefined;
  }
  calling = true;
  context.frame = frame;
  try {
    return apply(callback, self, args);
  } finally {
    calling = false;
    context.frame = undefined;
  }
}

/** Whether a function can see what it is called on, which is an object of the host that can't move. */
function seesThis(f: AnyFunction): boolean {
  const own = hidden.get(f);
  if (own instanceof BoundState || own instanceof StatefulFunction) return false;
  const text = originalText(f);
  return text.includes("this") || text.includes("super");
}

/** Makes the calls that came while the program stood still. Returns false if it stopped again. */
function runWaitingCalls(): boolean {
  let ran = true;
  while (ran && state.waiting.length > 0) {
    const { callback, self, args, frame } = state.waiting[0] as HostCall;
    ran = runTurn(() => {
      state.waiting.shift();
      context.frame = frame;
      apply(callback, self, args);
    });
  }
  return ran;
}

/** Lets calls of the host wait. Called once at start. */
export function startHostCalls(): void {
  edges.hostCalls = runWaitingCalls;
}
