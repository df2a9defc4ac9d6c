import { context } from "./asyncContext.js";
import { clockNow } from "./clock.js";
import { hooks, host } from "./host.js";
import { isHostCallback } from "./hostCallbacks.js";
import { immediates, runImmediates, startImmediates } from "./immediates.js";
import { hidden } from "./records.js";
import { invalidArgument } from "./nodeErrors.js";
import { firstList, insertTimer, removeTimer, rescheduleList, timers, TimerState } from "./timerLists.js";
import type { TimerList } from "./timerLists.js";
import { apply, defineBuiltin } from "./primordials.js";
import { activity, endings } from "./stack/frames.js";
import { edges, isFrozen, runTurn, turns } from "./turns.js";

/** How far the clock of a macrotask may lag behind, so that a slow engine keeps the order that a fast one has. Milliseconds. */
const LAG = 10;

/** The clock of the current macrotask: stands still in it, unless the program computes for long. */
function turnNow(): number {
  const real = Math.floor(clockNow());
  if (real - timers.now > LAG) timers.now = real;
  return timers.now;
}

let armedFor = -1;
let armedRefed = false;

function arm(): void {
  if (isFrozen()) return;
  const list = firstList();
  const refed = timers.refed > 0;
  if (list === undefined) {
    if (armedFor !== -1) host.armTimer(undefined, false);
    armedFor = -1;
    return;
  }
  if (list.expiry === armedFor && refed === armedRefed) return;
  armedFor = list.expiry;
  armedRefed = refed;
  host.armTimer(Math.max(0, list.expiry - clockNow()), refed);
}

/** The object that setTimeout and setInterval return. */
export class Timeout {
  declare _idleTimeout: number;
  declare _onTimeout: unknown;
  declare _repeat: number | null;
  declare _destroyed: boolean;

  ref(): this {
    const timer = timerOf(this);
    if (timer !== undefined && !timer.refed) {
      timer.refed = true;
      if (timer.list !== undefined) timers.refed++;
      arm();
    }
    return this;
  }

  unref(): this {
    const timer = timerOf(this);
    if (timer?.refed === true) {
      timer.refed = false;
      if (timer.list !== undefined) timers.refed--;
      arm();
    }
    return this;
  }

  hasRef(): boolean {
    return timerOf(this)?.refed ?? false;
  }

  refresh(): this {
    const timer = timerOf(this);
    // One that has fired starts again, one that was cleared does not.
    if (timer !== undefined && this._idleTimeout >= 0) {
      removeTimer(timer);
      this._destroyed = false;
      insertTimer(timer, turnNow());
      arm();
    }
    return this;
  }

  close(): this {
    clearTimeout(this);
    return this;
  }

  [Symbol.toPrimitive](): number {
    const timer = timerOf(this);
    if (timer === undefined) return NaN;
    if (timer.id === 0) {
      timer.id = timers.nextTimerId++;
      timers.numbered[timer.id] = timer;
    }
    return timer.id;
  }
}

function timerOf(timeout: object): TimerState | undefined {
  const state = hidden.get(timeout);
  return state instanceof TimerState ? state : undefined;
}

function startTimer(callback: unknown, delay: unknown, args: unknown[], repeat: boolean): Timeout {
  if (typeof callback !== "function") throw invalidArgument("callback", "of type function", callback);
  let ms = (delay as number) * 1;
  if (!(ms >= 1 && ms <= 2147483647)) ms = 1;
  ms = Math.trunc(ms);
  const timer = new TimerState(callback as never, args, ms, repeat, 0);
  const timeout = new Timeout();
  timeout._idleTimeout = ms;
  timeout._onTimeout = callback;
  timeout._repeat = repeat ? ms : null;
  timeout._destroyed = false;
  hidden.add(timeout, timer);
  timer.timeout = timeout;
  insertTimer(timer, turnNow());
  arm();
  return timeout;
}

/** `setTimeout` of the program. */
export function setTimeout(callback: unknown, delay?: unknown, ...args: unknown[]): Timeout {
  if (isHostCallback(callback)) return apply(host.shared?.timers.setTimeout as never, undefined, [callback, delay, ...args] as never);
  return startTimer(callback, delay, args, false);
}

/** `setInterval` of the program. */
export function setInterval(callback: unknown, delay?: unknown, ...args: unknown[]): Timeout {
  if (isHostCallback(callback)) return apply(host.shared?.timers.setInterval as never, undefined, [callback, delay, ...args] as never);
  return startTimer(callback, delay, args, true);
}

/** `clearTimeout` of the program: a Timeout, its number, or anything else (ignored). */
export function clearTimeout(timeout?: unknown): void {
  let timer: TimerState | undefined;
  if (typeof timeout === "object" && timeout !== null) {
    timer = timerOf(timeout);
    if (timer === undefined && host.shared !== undefined) apply(host.shared?.timers.clearTimeout as never, undefined, [timeout] as never);
  } else if (typeof timeout === "number" || typeof timeout === "string") timer = timers.numbered[timeout as number];
  if (timer !== undefined) clear(timer);
  arm();
}

/** `clearInterval` of the program. */
export function clearInterval(timeout?: unknown): void {
  clearTimeout(timeout);
}

function clear(timer: TimerState): void {
  const timeout = timer.timeout as Timeout;
  timeout._onTimeout = null;
  if (timeout._destroyed) return;
  removeTimer(timer);
  destroy(timer, timeout);
  timeout._idleTimeout = -1;
}

function destroy(timer: TimerState, timeout: Timeout): void {
  if (timer.id !== 0) delete timers.numbered[timer.id];
  timeout._destroyed = true;
}

function fire(timer: TimerState): boolean {
  const timeout = timer.timeout as Timeout;
  return runTurn(() => {
    removeTimer(timer);
    context.frame = timer.frame;
    activity.base = "timer";
    activity.running = timer;
    try {
      const { callback, args } = timer;
      if (timeout._onTimeout !== null) apply(callback, timeout, args);
    } finally {
      fired(timer, timeout);
    }
  });
}

/** An interval starts again when its callback has ended. */
function fired(timer: TimerState, timeout: Timeout): void {
  if (timer.list !== undefined || timeout._destroyed) return;
  if (timer.repeat && timeout._repeat !== null) insertTimer(timer, turnNow());
  else destroy(timer, timeout);
}
endings.timer = (timer: TimerState, ok: boolean, value: unknown) => {
  fired(timer, timer.timeout as Timeout);
  if (!ok) throw value;
};

/**
 * Runs what is due, in Node's order (lib/internal/timers.js, processTimers). The clock of each callback is the time its timer was due, if that
 * is not long ago: so timers come in the order of an ideal machine, whatever the speed of this one.
 */
function runTimers(): void {
  turns.phase = "timers";
  let list: TimerList | undefined;
  while ((list = firstList()) !== undefined) {
    const real = Math.floor(clockNow());
    if (list.expiry > real) break;
    // The check phase comes first when a callback has just asked for it.
    if (list.expiry > timers.now && immediates.next.length > 0) break;
    const due = real - list.expiry > LAG ? real : list.expiry;
    if (due > timers.now) timers.now = due;
    if (!runList(list)) return;
  }
  turns.phase = "idle";
  armedFor = -1;
  arm();
}

function runList(list: TimerList): boolean {
  let timer: TimerState | undefined;
  while ((timer = list.first) !== undefined) {
    const { now } = timers;
    if (now - timer.started < timer.delay) {
      rescheduleList(list, Math.max(timer.started + timer.delay, now + 1));
      return true;
    }
    if (!fire(timer)) return false;
  }
  return true;
}

/** Connects the timers with the event loop. Called once at start. */
export function startTimers(): void {
  startImmediates();
  hooks.timer = () => {
    armedFor = -1;
    if (!isFrozen()) runTimers();
  };
  edges.arm = () => {
    armedFor = -1;
    arm();
    if (immediates.next.length > 0) host.armImmediate(true, immediates.refed > 0);
  };
  edges.disarm = () => {
    armedFor = -1;
    host.armTimer(undefined, false);
    host.armImmediate(false, false);
  };
  edges.goOn = (phase) => {
    if (phase === "timers") runTimers();
    else runImmediates();
  };
  for (const [name, value] of Object.entries({ setTimeout, setInterval, clearTimeout, clearInterval })) {
    Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
  }
  defineBuiltin(Timeout.prototype, Symbol.dispose ?? Symbol.for("Symbol.dispose"), function dispose(this: Timeout) {
    clearTimeout(this);
  });
}
