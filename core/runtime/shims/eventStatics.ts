import { invalidArgument, nodeError } from "../nodeErrors.js";
import { OwnPromise } from "../promise.js";
import { newPromise, PromiseState, resolve as resolvePromise } from "../promiseState.js";
import { implement, record, stateful } from "../records.js";
import { EventEmitter } from "./events.js";

type Listener = (...args: unknown[]) => unknown;

interface Target {
  on?(name: PropertyKey, listener: Listener): unknown;
  once?(name: PropertyKey, listener: Listener): unknown;
  removeListener?(name: PropertyKey, listener: Listener): unknown;
  addEventListener?(name: PropertyKey, listener: Listener, options?: object): unknown;
  removeEventListener?(name: PropertyKey, listener: Listener): unknown;
}

function abortError(reason: unknown): Error {
  const error = nodeError(Error, "ABORT_ERR", "The operation was aborted");
  Object.defineProperty(error, "name", { value: "AbortError", enumerable: false, writable: true, configurable: true });
  if (reason !== undefined) Object.defineProperty(error, "cause", { value: reason, enumerable: false, writable: true, configurable: true });
  return error;
}

/** One `events.once(emitter, name)` that waits. */
class OnceWait {
  target: Target;
  name: PropertyKey;
  resolve: unknown;
  reject: unknown;
  signal: Target | undefined;
  resolver: Listener | undefined;
  errorListener: Listener | undefined;
  abortListener: Listener | undefined;
  constructor(target: Target, name: PropertyKey, resolve: unknown, reject: unknown, signal: Target | undefined) {
    this.target = target;
    this.name = name;
    this.resolve = resolve;
    this.reject = reject;
    this.signal = signal;
  }
}
record("EventsOnce", OnceWait, ["target", "name", "resolve", "reject", "signal", "resolver", "errorListener", "abortListener"]);

function leave(wait: OnceWait): void {
  const { target } = wait;
  if (wait.errorListener !== undefined) target.removeListener?.("error", wait.errorListener);
  if (wait.abortListener !== undefined) wait.signal?.removeEventListener?.("abort", wait.abortListener);
}

implement("events.once.resolver", (wait: OnceWait) => (...args: unknown[]) => {
  leave(wait);
  (wait.resolve as Listener)(args);
});
implement("events.once.error", (wait: OnceWait) => (error: unknown) => {
  wait.target.removeListener?.(wait.name, wait.resolver as Listener);
  if (wait.abortListener !== undefined) wait.signal?.removeEventListener?.("abort", wait.abortListener);
  (wait.reject as Listener)(error);
});
implement("events.once.abort", (wait: OnceWait) => () => {
  leave(wait);
  wait.target.removeListener?.(wait.name, wait.resolver as Listener);
  (wait.reject as Listener)(abortError((wait.signal as { reason?: unknown }).reason));
});

/** `events.once`: a promise of the arguments of the next event; rejects on `error`. */
function once(emitter: Target, name: PropertyKey, options?: { signal?: Target & { aborted?: boolean; reason?: unknown } }): object {
  const signal = options?.signal;
  if (signal?.aborted === true) return OwnPromise.reject(abortError(signal.reason));
  const { promise, resolve, reject } =
    (OwnPromise as unknown as { withResolvers?: () => PromiseWithResolvers<unknown> }).withResolvers?.() ?? deferred();
  const wait = new OnceWait(emitter, name, resolve, reject, signal);
  wait.resolver = stateful("events.once.resolver", wait);
  if (typeof emitter.on === "function") {
    emitter.once?.(name, wait.resolver as Listener);
    if (name !== "error" && typeof emitter.once === "function") {
      wait.errorListener = stateful("events.once.error", wait);
      emitter.once("error", wait.errorListener);
    }
  } else if (typeof emitter.addEventListener === "function") emitter.addEventListener(name, wait.resolver as Listener, { once: true });
  else throw invalidArgument("emitter", "an instance of EventEmitter", emitter);
  if (signal !== undefined) {
    wait.abortListener = stateful("events.once.abort", wait);
    signal.addEventListener?.("abort", wait.abortListener, { once: true });
  }
  // Node's is an async function that returns a promise: who awaits it goes on as many jobs later.
  const state = new PromiseState();
  const result = newPromise(state);
  resolvePromise(state, promise);
  return result;
}

interface PromiseWithResolvers<T> {
  promise: object;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
}

function deferred(): PromiseWithResolvers<unknown> {
  let resolve: unknown;
  let reject: unknown;
  const promise = new OwnPromise((onOk, onFail) => {
    resolve = onOk;
    reject = onFail;
  });
  return { promise, resolve: resolve as never, reject: reject as never };
}

/** The async iterator of `events.on`. */
class EventStream {
  emitter: Target;
  name: PropertyKey;
  values: unknown[] = [];
  waiting: { resolve: unknown; reject: unknown }[] = [];
  error: unknown = undefined;
  finished = false;
  listener: Listener | undefined;
  errorListener: Listener | undefined;
  constructor(emitter: Target, name: PropertyKey) {
    this.emitter = emitter;
    this.name = name;
  }
  next(): object {
    if (this.values.length > 0) return OwnPromise.resolve({ value: this.values.shift(), done: false });
    if (this.error !== undefined) {
      const { error } = this;
      this.error = undefined;
      return OwnPromise.reject(error);
    }
    if (this.finished) return OwnPromise.resolve({ value: undefined, done: true });
    const { promise, resolve, reject } = deferred();
    this.waiting.push({ resolve, reject });
    return promise;
  }
  return(): object {
    this.leave();
    for (const { resolve } of this.waiting) (resolve as Listener)({ value: undefined, done: true });
    this.waiting = [];
    return OwnPromise.resolve({ value: undefined, done: true });
  }
  throw(error: unknown): object {
    this.error = error;
    this.leave();
    return OwnPromise.resolve({ value: undefined, done: true });
  }
  leave(): void {
    this.finished = true;
    this.emitter.removeListener?.(this.name, this.listener as Listener);
    this.emitter.removeListener?.("error", this.errorListener as Listener);
  }
  [Symbol.asyncIterator](): this {
    return this;
  }
}
record("EventStream", EventStream, ["emitter", "name", "values", "waiting", "error", "finished", "listener", "errorListener"], true);
implement("events.on.event", (stream: EventStream) => (...args: unknown[]) => {
  const first = stream.waiting.shift();
  if (first !== undefined) (first.resolve as Listener)({ value: args, done: false });
  else stream.values.push(args);
});
implement("events.on.error", (stream: EventStream) => (error: unknown) => {
  stream.leave();
  const first = stream.waiting.shift();
  if (first !== undefined) (first.reject as Listener)(error);
  else stream.error = error;
});

function on(emitter: Target, name: PropertyKey): object {
  const stream = new EventStream(emitter, name);
  stream.listener = stateful("events.on.event", stream);
  stream.errorListener = stateful("events.on.error", stream);
  emitter.on?.(name, stream.listener as Listener);
  if (name !== "error") emitter.on?.("error", stream.errorListener as Listener);
  return stream;
}

/**
 * `node:events`: the EventEmitter with its statics.
 * @param native the host's own, whose instances count as instances as well (streams, servers).
 */
export function eventsModule(native: { prototype?: object } | undefined): object {
  const nativePrototype = native?.prototype;
  const define = (name: PropertyKey, value: unknown, enumerable = true): void => {
    Object.defineProperty(EventEmitter, name, { value, writable: true, enumerable, configurable: true });
  };
  define("once", once);
  define("on", on);
  define("getEventListeners", (emitter: { listeners(name: PropertyKey): unknown }, name: PropertyKey) => emitter.listeners(name));
  define("EventEmitter", EventEmitter);
  define("usingDomains", false);
  define("captureRejectionSymbol", Symbol.for("nodejs.rejection"));
  define("captureRejections", false);
  define("defaultMaxListeners", 10);
  define("listenerCount", (emitter: { listenerCount(name: PropertyKey): number }, name: PropertyKey) => emitter.listenerCount(name));
  define("setMaxListeners", (n: number, ...targets: { setMaxListeners(n: number): void }[]) => {
    if (targets.length === 0) define("defaultMaxListeners", n);
    for (const target of targets) target.setMaxListeners(n);
  });
  if (nativePrototype !== undefined) {
    const { isPrototypeOf } = Object.prototype;
    const plain = Function.prototype[Symbol.hasInstance];
    define(
      Symbol.hasInstance,
      function hasInstance(this: object, value: unknown): boolean {
        if (plain.call(this as never, value)) return true;
        return this === EventEmitter && typeof value === "object" && value !== null && isPrototypeOf.call(nativePrototype, value);
      },
      false,
    );
  }
  return EventEmitter;
}
