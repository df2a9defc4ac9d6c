import { context, within } from "./asyncContext.js";
import type { ContextFrame } from "./asyncContext.js";
import { apply } from "./primordials.js";
import { hostPromises } from "./promiseState.js";
import { record, root } from "./records.js";
import { edges, isFrozen, runTurn } from "./turns.js";

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

/** Calls that wait for the program to go on, here or elsewhere. */
class HostCallsState {
  waiting: HostCall[] = [];
}
record("HostCalls", HostCallsState, ["waiting"]);
const state = root("hostCalls", new HostCallsState());

/** Operations of the host that the program has begun and that have not ended: number -> name. */
const flying = new Map<number, string>();
let lastOperation = 0;

/** Notes that an operation begins. @returns its number, for `endOperation`. */
export function beginOperation(name: string): number {
  flying.set(++lastOperation, name);
  return lastOperation;
}

/** Things of the host that the program has made and that live until they end: what they are called, and whether they live. */
export const living = new Map<object, { readonly name: string; lives(): boolean }>();

/** Names of those that live. */
export function livingNames(): string[] {
  return [...living.values()].filter((thing) => thing.lives()).map((thing) => thing.name);
}

/** Notes that an operation has ended, 0 for none. */
export function endOperation(operation: number): void {
  flying.delete(operation);
}

/** Names of the operations in flight. */
export function operationsInFlight(): string[] {
  return [...flying.values()];
}

edges.hostCalls = runWaitingCalls;
hostPromises.begin = beginOperation;
hostPromises.end = endOperation;

/** Calls the program for the host: at once, or, while the program stands still, when it goes on. */
export function callFromHost(callback: AnyFunction, self: unknown, args: unknown[], frame: ContextFrame | undefined): unknown {
  if (isFrozen()) {
    state.waiting.push(new HostCall(callback, self, args, frame));
    return undefined;
  }
  if (frame === context.frame) return apply(callback, self, args);
  return within(frame, () => apply(callback, self, args));
}

/** Makes the calls that came while the program stood still, each as a turn. Returns false if it stopped again. */
export function runWaitingCalls(): boolean {
  while (state.waiting.length > 0) {
    const { callback, self, args, frame } = state.waiting[0] as HostCall;
    const ran = runTurn(() => {
      state.waiting.shift();
      context.frame = frame;
      apply(callback, self, args);
    });
    if (!ran) return false;
  }
  return true;
}
