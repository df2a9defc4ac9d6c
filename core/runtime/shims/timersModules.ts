import { host } from "../host.js";
import { clearImmediate, setImmediate } from "../immediates.js";
import { newPromise, PromiseState, reject, resolve } from "../promiseState.js";
import { implement, record, stateful } from "../records.js";
import { clearInterval, clearTimeout, setInterval, setTimeout } from "../timers.js";
import { nodeError } from "../nodeErrors.js";

interface Options {
  readonly ref?: boolean;
  readonly signal?: { aborted: boolean; reason?: unknown; addEventListener(name: string, listener: unknown, options?: object): void };
}

/** A promise that a timer settles. */
class TimerPromise {
  state: PromiseState;
  value: unknown;
  timer: object | undefined;
  constructor(state: PromiseState, value: unknown) {
    this.state = state;
    this.value = value;
  }
}
record("TimerPromise", TimerPromise, ["state", "value", "timer"]);
implement("timers.settle", (wait: TimerPromise) => () => {
  resolve(wait.state, wait.value);
});
implement("timers.abort", (wait: TimerPromise) => (event: unknown) => {
  clearTimeout(wait.timer);
  clearImmediate(wait.timer);
  if (wait.state.status === 0) reject(wait.state, aborted((event as { target?: { reason?: unknown } } | undefined)?.target?.reason));
});

function aborted(reason: unknown): Error {
  const error = nodeError(Error, "ABORT_ERR", "The operation was aborted");
  Object.defineProperty(error, "name", { value: "AbortError", enumerable: false, writable: true, configurable: true });
  if (reason !== undefined) Object.defineProperty(error, "cause", { value: reason, enumerable: false, writable: true, configurable: true });
  return error;
}

function wait(value: unknown, options: Options | undefined, start: (settle: unknown) => { unref(): unknown }): object {
  const state = new PromiseState();
  const promise = newPromise(state);
  const signal = options?.signal;
  if (signal?.aborted === true) {
    reject(state, aborted(signal.reason));
    return promise;
  }
  const pending = new TimerPromise(state, value);
  const timer = start(stateful("timers.settle", pending));
  pending.timer = timer;
  if (options?.ref === false) timer.unref();
  signal?.addEventListener("abort", stateful("timers.abort", pending), { once: true });
  return promise;
}

/** `setTimeout` of node:timers/promises. */
function timeoutPromise(delay?: unknown, value?: unknown, options?: Options): object {
  return wait(value, options, (settle) => setTimeout(settle, delay));
}

/** `setImmediate` of node:timers/promises. */
function immediatePromise(value?: unknown, options?: Options): object {
  return wait(value, options, (settle) => setImmediate(settle));
}

/** The async iterator of `setInterval` of node:timers/promises. */
class IntervalStream {
  value: unknown;
  due = 0;
  waiting: PromiseState | undefined;
  timer: object | undefined;
  finished = false;
  constructor(value: unknown) {
    this.value = value;
  }
  next(): object {
    const state = new PromiseState();
    const promise = newPromise(state);
    if (this.finished) resolve(state, { value: undefined, done: true });
    else if (this.due > 0) {
      this.due--;
      resolve(state, { value: this.value, done: false });
    } else this.waiting = state;
    return promise;
  }
  return(): object {
    this.finished = true;
    clearInterval(this.timer);
    const state = new PromiseState();
    const promise = newPromise(state);
    resolve(state, { value: undefined, done: true });
    return promise;
  }
  [Symbol.asyncIterator](): this {
    return this;
  }
}
record("IntervalStream", IntervalStream, ["value", "due", "waiting", "timer", "finished"], true);
implement("timers.interval", (stream: IntervalStream) => () => {
  const { waiting } = stream;
  stream.waiting = undefined;
  if (waiting !== undefined) resolve(waiting, { value: stream.value, done: false });
  else stream.due++;
});

function intervalStream(delay?: unknown, value?: unknown, options?: Options): object {
  const stream = new IntervalStream(value);
  const timer = setInterval(stateful("timers.interval", stream), delay);
  if (options?.ref === false) timer.unref();
  stream.timer = timer;
  return stream;
}

const promises = {
  setTimeout: timeoutPromise,
  setImmediate: immediatePromise,
  setInterval: intervalStream,
  scheduler: {
    wait: (delay: unknown, options?: Options) => timeoutPromise(delay, undefined, options),
    yield: () => immediatePromise(),
  },
};
Object.defineProperty(timeoutPromise, "name", { value: "setTimeout" });
Object.defineProperty(immediatePromise, "name", { value: "setImmediate" });
Object.defineProperty(intervalStream, "name", { value: "setInterval" });

/** `node:timers/promises` */
export function timersPromises(): object {
  return promises;
}

/** `node:timers` */
export function timersModule(): object {
  return {
    ...(host.builtin("timers") as object | undefined),
    setTimeout,
    clearTimeout,
    setImmediate,
    clearImmediate,
    setInterval,
    clearInterval,
    promises,
  };
}

const custom = Symbol.for("nodejs.util.promisify.custom");
for (const [f, value] of [
  [setTimeout, timeoutPromise],
  [setImmediate, immediatePromise],
] as const) {
  Object.defineProperty(f, custom, { enumerable: true, get: () => value });
}
