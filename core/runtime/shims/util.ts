import { carried } from "../asyncContext.js";
import { host } from "../host.js";
import { inspectHooks } from "../inspectHooks.js";
import { format, formatWithOptions, inspect, stripVTControlCharacters } from "../inspect.js";
import { invalidArgument, nodeError } from "../nodeErrors.js";
import { apply, setPrototypeOf } from "../primordials.js";
import { newPromise, PromiseState, reject, resolve } from "../promiseState.js";
import { implement, record, stateful } from "../records.js";
import { enqueueTick, CallbackJob } from "../jobs.js";

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

const custom = Symbol.for("nodejs.util.promisify.custom");

class PromisifyCall {
  state: PromiseState;
  constructor(state: PromiseState) {
    this.state = state;
  }
}
record("PromisifyCall", PromisifyCall, ["state"]);
implement("util.promisify.callback", (call: PromisifyCall) => (error: unknown, ...values: unknown[]) => {
  if (error) reject(call.state, error);
  else resolve(call.state, values[0]);
});
implement(
  "util.promisify",
  (original: AnyFunction) =>
    function (this: unknown, ...args: unknown[]) {
      const state = new PromiseState();
      const promise = newPromise(state);
      try {
        apply(original, this, [...args, stateful("util.promisify.callback", new PromisifyCall(state))]);
      } catch (error) {
        if (state.status === 0) reject(state, error);
      }
      return promise;
    },
);

/** `util.promisify` */
function promisify(original: unknown): unknown {
  if (typeof original !== "function") throw invalidArgument("original", "of type function", original);
  const own = (original as unknown as Record<symbol, unknown>)[custom];
  if (own !== undefined && own !== null) {
    if (typeof own !== "function") throw invalidArgument("util.promisify.custom", "of type function", own);
    return Object.defineProperty(own, custom, { value: own, enumerable: false, writable: false, configurable: true });
  }
  const made = stateful<AnyFunction>("util.promisify", original);
  setPrototypeOf(made, Object.getPrototypeOf(original) as object);
  Object.defineProperty(made, custom, { value: made, enumerable: false, writable: false, configurable: true });
  const descriptors = Object.getOwnPropertyDescriptors(original) as Record<string, PropertyDescriptor>;
  delete descriptors["prototype"];
  return Object.defineProperties(made, descriptors);
}
promisify.custom = custom;

implement("util.callbackify.ok", (callback: AnyFunction) => (value: unknown) => {
  enqueueTick(carried(new CallbackJob(callback, [null, value])));
});
implement("util.callbackify.fail", (callback: AnyFunction) => (reason: unknown) => {
  let error = reason;
  if (!reason) {
    const wrapped = nodeError(Error, "ERR_FALSY_VALUE_REJECTION", "Promise was rejected with falsy value") as Error & { reason?: unknown };
    wrapped.reason = reason;
    error = wrapped;
  }
  enqueueTick(carried(new CallbackJob(callback, [error])));
});
implement(
  "util.callbackify",
  (original: AnyFunction) =>
    function (this: unknown, ...args: unknown[]) {
      const callback = args.pop();
      if (typeof callback !== "function") throw invalidArgument("last argument", "of type function", callback);
      const promise = apply(original, this, args) as { then(ok: unknown, fail: unknown): unknown };
      promise.then(stateful("util.callbackify.ok", callback), stateful("util.callbackify.fail", callback));
    },
);

/** `util.callbackify` */
function callbackify(original: unknown): unknown {
  if (typeof original !== "function") throw invalidArgument("original", "of type function", original);
  const made = stateful<AnyFunction>("util.callbackify", original);
  Object.defineProperty(made, "name", { value: `${original.name}Callbackified`, configurable: true });
  Object.defineProperty(made, "length", { value: original.length + 1, configurable: true });
  return made;
}

/** `util.inherits` */
function inherits(Constructor: { prototype: object; super_?: unknown }, Super: { prototype: object }): void {
  Object.defineProperty(Constructor, "super_", { value: Super, writable: true, configurable: true });
  setPrototypeOf(Constructor.prototype, Super.prototype);
}

implement("util.deprecate", (f: AnyFunction) => {
  return function (this: unknown, ...args: unknown[]) {
    return new.target === undefined ? apply(f, this, args) : (Reflect.construct(f, args, new.target) as unknown);
  };
});

function deprecate(f: unknown): unknown {
  const made = stateful<AnyFunction>("util.deprecate", f);
  setPrototypeOf(made, f as object);
  return made;
}

/** `node:util`: the host's, with what must know the runtime's own promises and functions replaced. */
export function utilModule(): object {
  const native = (host.builtin("util") ?? {}) as Record<string, unknown>;
  const types = { ...(native["types"] as object | undefined), ...inspectHooks.types };
  const fallback = { isDeepStrictEqual: undefined, TextEncoder: globalThis.TextEncoder, TextDecoder: globalThis.TextDecoder };
  const own = { inspect, format, formatWithOptions, stripVTControlCharacters, promisify, callbackify, inherits, deprecate, types };
  return { ...fallback, ...native, ...own };
}
