import { activity, endings } from "./stack/frames.js";
import { context } from "./asyncContext.js";
import type { ContextFrame } from "./asyncContext.js";
import { hooks, host } from "./host.js";
import { isHostCallback } from "./hostCallbacks.js";
import { invalidArgument } from "./nodeErrors.js";
import { apply } from "./primordials.js";
import { hidden, record, root } from "./records.js";
import { isFrozen, runTurn, turns } from "./turns.js";

/** What an Immediate object hides. */
export class ImmediateState {
  callback: (...args: unknown[]) => unknown;
  args: unknown[];
  refed = true;
  immediate: object;
  cleared = false;
  frame: ContextFrame | undefined = context.frame;
  constructor(callback: (...args: unknown[]) => unknown, args: unknown[], immediate: object) {
    this.callback = callback;
    this.args = args;
    this.immediate = immediate;
  }
}
record("ImmediateState", ImmediateState, ["callback", "args", "refed", "immediate", "cleared", "frame"]);

/** The immediates of the program: those of the check phase that is running, and those of the next one. */
export class ImmediatesState {
  current: ImmediateState[] = [];
  next: ImmediateState[] = [];
  refed = 0;
}
record("Immediates", ImmediatesState, ["current", "next", "refed"]);
export const immediates = root("immediates", new ImmediatesState());

function stateOf(immediate: unknown): ImmediateState | undefined {
  if (typeof immediate !== "object" || immediate === null) return undefined;
  const state = hidden.get(immediate);
  return state instanceof ImmediateState ? state : undefined;
}

function count(state: ImmediateState, change: number): void {
  if (!state.cleared && state.refed) immediates.refed += change;
}

/** The object that setImmediate returns. */
export class Immediate {
  declare _onImmediate: unknown;
  declare _argv: unknown[] | undefined;

  ref(): this {
    const state = stateOf(this);
    if (state !== undefined && !state.refed) {
      state.refed = true;
      count(state, 1);
      arm();
    }
    return this;
  }

  unref(): this {
    const state = stateOf(this);
    if (state?.refed === true) {
      count(state, -1);
      state.refed = false;
      arm();
    }
    return this;
  }

  hasRef(): boolean {
    return stateOf(this)?.refed ?? false;
  }
}

function arm(): void {
  if (!isFrozen()) host.armImmediate(immediates.next.length > 0, immediates.refed > 0);
}

/** `setImmediate` of the program. */
export function setImmediate(callback: unknown, ...args: unknown[]): Immediate {
  if (typeof callback !== "function") throw invalidArgument("callback", "of type function", callback);
  if (isHostCallback(callback)) return apply(host.shared?.timers.setImmediate as never, undefined, [callback, ...args] as never);
  const immediate = new Immediate();
  immediate._onImmediate = callback;
  immediate._argv = args.length === 0 ? undefined : args;
  const state = new ImmediateState(callback as never, args, immediate);
  hidden.add(immediate, state);
  immediates.next[immediates.next.length] = state;
  immediates.refed++;
  arm();
  return immediate;
}

/** `clearImmediate` of the program. */
export function clearImmediate(immediate?: unknown): void {
  const state = stateOf(immediate);
  if (state === undefined && host.shared !== undefined && typeof immediate === "object")
    apply(host.shared?.timers.clearImmediate as never, undefined, [immediate] as never);
  if (state === undefined || state.cleared) return;
  count(state, -1);
  state.cleared = true;
  (state.immediate as Immediate)._onImmediate = null;
  arm();
}

endings.immediate = (state: ImmediateState, ok: boolean, value: unknown) => {
  if (!ok) throw value;
  (state.immediate as Immediate)._onImmediate = null;
};

/** The check phase: everything queued before it began; what its callbacks queue waits for the next one. */
export function runImmediates(): void {
  turns.phase = "immediates";
  if (immediates.current.length === 0) {
    immediates.current = immediates.next;
    immediates.next = [];
  }
  let ran = true;
  while (ran && immediates.current.length > 0) {
    const state = immediates.current[0] as ImmediateState;
    if (state.cleared) {
      immediates.current.shift();
      continue;
    }
    ran = runTurn(() => {
      immediates.current.shift();
      count(state, -1);
      state.cleared = true;
      context.frame = state.frame;
      activity.base = "immediate";
      activity.running = state;
      apply(state.callback, state.immediate, state.args);
      (state.immediate as Immediate)._onImmediate = null;
    });
  }
  if (!ran) return;
  turns.phase = "idle";
  arm();
}

/** Connects the immediates with the event loop. Called once at start. */
export function startImmediates(): void {
  hooks.immediate = () => {
    if (!isFrozen()) runImmediates();
  };
  for (const [name, value] of Object.entries({ setImmediate, clearImmediate })) {
    Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
  }
}
