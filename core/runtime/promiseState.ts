import { carried } from "./asyncContext.js";
import { beginOperation, endOperation } from "./hostOperations.js";
import { enqueueJob, wake } from "./jobs.js";
import type { Job } from "./jobs.js";
import { getPrototypeOf, isPromise } from "./natives.js";
import { apply, defineProperty, isObject, NativePromise, nativeThen, setAdd, setDelete } from "./primordials.js";
import { hidden, hiddenPromise, implement, record, root, stateful } from "./records.js";

/** Internal slots of one promise (ECMA-262 27.2.6). */
export class PromiseState {
  /** 0 pending, 1 fulfilled, 2 rejected. */
  status: 0 | 1 | 2 = 0;
  value: unknown = undefined;
  /** What waits for it: nothing, one, or an array of them. */
  waiting: Waiting | Waiting[] | undefined = undefined;
  handled = false;
  /** The promise object, once it is known to be needed (rejection events); undefined in promises of which only the state exists. */
  promise: object | undefined = undefined;
}
record("PromiseState", PromiseState, ["status", "value", "waiting", "handled", "promise"], false, hiddenPromise);

/** What waits for a promise: a reaction, or an activation that awaits it. Both run as jobs. */
export type Waiting = Job;

/** Rejected promises that nobody handles, until they are reported (HostPromiseRejectionTracker). Sets: most are handled at once, in any order. */
export class Rejections {
  /** Rejected in the current macrotask, not reported yet. */
  pending = new Set<PromiseState>();
  /** Handled only after they were reported: `rejectionHandled` is due. */
  handledLate: PromiseState[] = [];
  /** Reported. */
  reported = new Set<PromiseState>();
}
record("Rejections", Rejections, ["pending", "handledLate", "reported"]);
export const rejections = root("rejections", new Rejections());

/** `new PromiseObject()` is an ordinary object with %Promise.prototype%, which the realm's Promise and the engine's own share. */
const PromiseObject = function () {
  return;
} as unknown as new () => object;
defineProperty(PromiseObject, "prototype", { value: NativePromise.prototype });

/** A new pending promise of the realm's Promise itself. */
export function newPromise(state: PromiseState): object {
  const promise = new PromiseObject();
  hiddenPromise.add(promise, state);
  state.promise = promise;
  return promise;
}

/** The state of a promise made by the runtime, or undefined for anything else. */
export function promiseStateOf(value: object): PromiseState | undefined {
  return hiddenPromise.get(value) as PromiseState | undefined;
}

/** Lets something wait for a promise (PerformPromiseThen, 27.2.5.4.1, without the handlers' checks). */
export function waitFor(state: PromiseState, job: Waiting): void {
  const waiting = carried(job);
  if (state.status === 0) {
    const already = state.waiting;
    if (already === undefined) state.waiting = waiting;
    else if (Array.isArray(already)) already[already.length] = waiting;
    else state.waiting = [already, waiting];
  } else {
    if (state.status === 2 && !state.handled) noteHandled(state);
    enqueueJob(waiting, state.value, state.status === 1);
  }
  state.handled = true;
}

function noteHandled(state: PromiseState): void {
  if (setDelete(rejections.pending, state)) return;
  if (setDelete(rejections.reported, state)) rejections.handledLate[rejections.handledLate.length] = state;
}

function settle(state: PromiseState, status: 1 | 2, value: unknown): void {
  const { waiting } = state;
  state.status = status;
  state.value = value;
  state.waiting = undefined;
  const ok = status === 1;
  if (waiting === undefined) return;
  if (Array.isArray(waiting)) {
    for (let i = 0; i < waiting.length; i++) enqueueJob(waiting[i] as Waiting, value, ok);
  } else enqueueJob(waiting, value, ok);
}

/** FulfillPromise (27.2.1.4). */
export function fulfill(state: PromiseState, value: unknown): void {
  settle(state, 1, value);
}

/** RejectPromise (27.2.1.7). */
export function reject(state: PromiseState, reason: unknown): void {
  if (!state.handled) {
    if (state.promise === undefined) newPromise(state);
    setAdd(rejections.pending, state);
  }
  settle(state, 2, reason);
}

/** Promise Resolve Functions, steps 7 on (27.2.1.3.2). */
export function resolve(state: PromiseState, resolution: unknown): void {
  if (!isObject(resolution)) {
    settle(state, 1, resolution);
    return;
  }
  if (resolution === state.promise) {
    reject(state, new TypeError("Chaining cycle detected for promise #<Promise>"));
    return;
  }
  let then: unknown;
  try {
    then = (resolution as { then?: unknown }).then;
  } catch (error) {
    reject(state, error);
    return;
  }
  if (typeof then !== "function") {
    settle(state, 1, resolution);
    return;
  }
  enqueueJob(carried(new ThenableJob(state, resolution, then as ThenFunction)), undefined, true);
}

type ThenFunction = (onFulfilled: unknown, onRejected: unknown) => unknown;

/** NewPromiseResolveThenableJob (27.2.2.2). */
export class ThenableJob implements Job {
  state: PromiseState;
  thenable: object;
  then: ThenFunction;
  constructor(state: PromiseState, thenable: object, then: ThenFunction) {
    this.state = state;
    this.thenable = thenable;
    this.then = then;
  }
  runJob(): void {
    const { state, thenable, then } = this;
    // The usual case, without the two functions that nobody would see.
    if (then === knownThen.then) {
      const inner = promiseStateOf(thenable);
      if (inner !== undefined && isPlainPromise(thenable)) {
        waitFor(inner, new Adoption(state));
        return;
      }
    }
    const functions = new ResolvingFunctions(state);
    try {
      apply(then, thenable, [functions.resolve(), functions.reject()]);
    } catch (error) {
      if (!functions.done) {
        functions.done = true;
        reject(state, error);
      }
    }
  }
}
record("ThenableJob", ThenableJob, ["state", "thenable", "then"]);

/** The realm's `Promise`, `Promise.resolve` and `Promise.prototype.then`: what calls them can do without what nobody sees. Set by promise.ts. */
export const knownThen: { then: unknown; constructor: unknown; resolve: unknown } = {
  then: undefined,
  constructor: undefined,
  resolve: undefined,
};

function isPlainPromise(promise: object): boolean {
  return (promise as { constructor?: unknown }).constructor === knownThen.constructor;
}

/** A promise that follows another one. */
export class Adoption implements Job {
  state: PromiseState;
  constructor(state: PromiseState) {
    this.state = state;
  }
  runJob(value: unknown, ok: boolean): void {
    if (ok) resolve(this.state, value);
    else reject(this.state, value);
  }
}
record("Adoption", Adoption, ["state"]);

/** What the resolve and reject functions of one promise share (CreateResolvingFunctions, 27.2.1.3). */
export class ResolvingFunctions {
  state: PromiseState;
  done = false;
  constructor(state: PromiseState) {
    this.state = state;
  }
  resolve(): (value?: unknown) => void {
    return stateful("promise.resolve", this);
  }
  reject(): (reason?: unknown) => void {
    return stateful("promise.reject", this);
  }
}
record("ResolvingFunctions", ResolvingFunctions, ["state", "done"]);

implement("promise.resolve", (functions: ResolvingFunctions) => (value: unknown) => {
  if (functions.done) return;
  functions.done = true;
  resolve(functions.state, value);
});
implement("promise.reject", (functions: ResolvingFunctions) => (reason: unknown) => {
  if (functions.done) return;
  functions.done = true;
  reject(functions.state, reason);
});

export const hostPromises = {
  /** Modules of the host are in use, whose own code calls `then` on its promises: that derives promises from the realm's constructor, which is ours. */
  derive: false,
};

/** Promises of the engine's own that were taken over. */
const adopted = { any: false, promises: new WeakSet<object>() };

/** Whether a promise that has a state is the engine's own. */
export function isAdopted(promise: object): boolean {
  return adopted.any && adopted.promises.has(promise);
}

/** Notes that a rejection of an adopted promise is the host's affair. */
export function noteHostHandles(state: PromiseState): void {
  if (state.status === 2 && !state.handled) noteHandled(state);
  state.handled = true;
}

/**
 * Takes over a promise of the engine's own (only the host makes them): it gets a state that follows it. What waits runs inline in the host's
 * microtask, so that it comes no tick later than with the engine's own `then`. Until it is settled it is an operation in flight.
 * @param name what it is, for messages
 */
export function adoptNative(promise: Promise<unknown>, name = "a promise of the host"): PromiseState {
  const state = new PromiseState();
  state.promise = promise;
  hiddenPromise.add(promise, state);
  adopted.any = true;
  adopted.promises.add(promise);
  const operation = beginOperation(name);
  void nativeThen(
    promise,
    (value: unknown) => {
      endOperation(operation);
      wake.inline(() => {
        fulfill(state, value);
      });
    },
    (reason: unknown) => {
      endOperation(operation);
      wake.inline(() => {
        reject(state, reason);
      });
    },
  );
  return state;
}

/** Whether the engine itself made this promise. Doesn't look at anything the program could observe. */
export function isNativePromise(value: object): value is Promise<unknown> {
  try {
    return nativeIsPromise(value);
  } catch {
    return false;
  }
}

/** Where no host can tell (QuickJS) those with another prototype are not known. */
let nativeIsPromise = (value: object): boolean =>
  hidden.get(value) === undefined && getPrototypeOf(value) === NativePromise.prototype && isPromise(value);

/** Gives the host's test for the engine's own promises (util.types.isPromise). */
export function setNativePromiseTest(test: (value: object) => boolean): void {
  nativeIsPromise = test;
}
