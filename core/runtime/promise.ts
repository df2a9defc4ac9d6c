import { carried } from "./asyncContext.js";
import { hasFunctionText, isHostCode } from "./captureFunctions.js";
import { listed } from "./listed.js";
import { enqueueJob } from "./jobs.js";
import { host } from "./host.js";
import type { Job } from "./jobs.js";
import {
  construct,
  defineBuiltin,
  defineProperty,
  functionToString,
  isObject,
  NativePromise,
  nativeThen,
  speciesSymbol,
} from "./primordials.js";
import {
  adoptNative,
  hostPromises,
  isAdopted,
  isNativePromise,
  knownThen,
  newPromise,
  noteHostHandles,
  promiseStateOf,
  PromiseState,
  reject,
  resolve,
  ResolvingFunctions,
  waitFor,
} from "./promiseState.js";
import { hidden, hiddenPromise, implement, record, stateful } from "./records.js";

/** PromiseCapability Record (ECMA-262 27.2.1.1). */
export class Capability {
  promise: object | undefined;
  /** What the constructor gave; of the realm's own promises only made when somebody is to have them. */
  resolve: unknown;
  reject: unknown;
  /** Of a promise of the realm's own. */
  functions: ResolvingFunctions | undefined;
}
record("PromiseCapability", Capability, ["promise", "resolve", "reject", "functions"]);

implement("promise.executor", (capability: Capability) => (resolve: unknown, reject: unknown) => {
  if (capability.resolve !== undefined || capability.reject !== undefined) {
    throw new TypeError("Promise executor has already been invoked with non-undefined arguments");
  }
  capability.resolve = resolve;
  capability.reject = reject;
});

/** NewPromiseCapability (27.2.1.5). @throws TypeError when the constructor gives no functions. */
export function newCapability(Constructor: unknown): Capability {
  const capability = new Capability();
  if (Constructor === OwnPromise) {
    const state = new PromiseState();
    capability.promise = newPromise(state);
    capability.functions = new ResolvingFunctions(state);
    return capability;
  }
  if (typeof Constructor !== "function") throw new TypeError(`${describe(Constructor)} is not a constructor`);
  capability.promise = construct(Constructor as never, [stateful("promise.executor", capability)]) as object;
  if (typeof capability.resolve !== "function" || typeof capability.reject !== "function") {
    throw new TypeError("Promise resolve or reject function is not callable");
  }
  return capability;
}

/** The capability's function that resolves, as the program gets it. */
export function resolverOf(capability: Capability): unknown {
  return (capability.resolve ??= capability.functions?.resolve());
}

/** The capability's function that rejects, as the program gets it. */
export function rejecterOf(capability: Capability): unknown {
  return (capability.reject ??= capability.functions?.reject());
}

/** Calls the capability's `resolve` or `reject`. */
export function settleCapability(capability: Capability, ok: boolean, value: unknown): void {
  const { functions } = capability;
  if (functions === undefined) ((ok ? capability.resolve : capability.reject) as (value: unknown) => void)(value);
  else if (!functions.done) {
    functions.done = true;
    if (ok) resolve(functions.state, value);
    else reject(functions.state, value);
  }
}

export function describe(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  if (typeof value === "function") return value.name === "" ? "anonymous" : String(value);
  if (typeof value === "object" && value !== null) {
    const tag = Object.prototype.toString.call(value);
    if (tag !== "[object Object]") return tag;
    const name = (value as { constructor?: { name?: unknown } }).constructor?.name;
    return `#<${typeof name === "string" ? name : "Object"}>`;
  }
  return String(value);
}

/** PromiseReaction Records of one `then` (27.2.1.2), both handlers and where their result goes. */
export class Reaction implements Job {
  /** State of the derived promise, if that is the realm's own. */
  derived: PromiseState | undefined;
  /** Otherwise the functions that subclass gave. */
  capability: Capability | undefined;
  onFulfilled: unknown;
  onRejected: unknown;
  constructor(derived: PromiseState | undefined, capability: Capability | undefined, onFulfilled: unknown, onRejected: unknown) {
    this.derived = derived;
    this.capability = capability;
    this.onFulfilled = onFulfilled;
    this.onRejected = onRejected;
  }

  /** NewPromiseReactionJob (27.2.2.1). */
  runJob(value: unknown, ok: boolean): void {
    const handler = ok ? this.onFulfilled : this.onRejected;
    const { derived } = this;
    let result = value;
    let good = ok;
    if (typeof handler === "function") {
      try {
        result = (handler as (value: unknown) => unknown)(value);
        good = true;
      } catch (error) {
        result = error;
        good = false;
      }
    }
    if (derived !== undefined) {
      if (good) resolve(derived, result);
      else reject(derived, result);
    } else if (this.capability !== undefined) settleCapability(this.capability, good, result);
  }

  endJob(value: unknown, ok: boolean): void {
    const { derived } = this;
    if (derived === undefined) {
      if (this.capability !== undefined) settleCapability(this.capability, ok, value);
    } else if (ok) resolve(derived, value);
    else reject(derived, value);
  }
}
record("Reaction", Reaction, ["derived", "capability", "onFulfilled", "onRejected"]);

/** The realm's `Promise` (27.2.3): shares its prototype with the engine's own. */
export const OwnPromise = function Promise(this: object, executor: unknown): void {
  if (new.target === undefined) throw new TypeError("Promise constructor cannot be invoked without 'new'");
  if (typeof executor !== "function") throw new TypeError(`Promise resolver ${describe(executor)} is not a function`);
  // Native `then`, called by the host's own code, derives a promise from the realm's constructor: it is the host's and stays out of the program's queue.
  if ((host.shared !== undefined || (hostPromises.derive && executor.length === 2)) && isHostFunction(executor))
    return new NativePromise(executor as never) as never;
  const state = new PromiseState();
  state.promise = this;
  hiddenPromise.add(this, state);
  const functions = new ResolvingFunctions(state);
  const rejectFunction = functions.reject();
  try {
    (executor as (resolve: unknown, reject: unknown) => void)(functions.resolve(), rejectFunction);
  } catch (error) {
    rejectFunction(error);
  }
} as unknown as PromiseConstructor;

/** State of any promise, adopting one of the engine's own; undefined for anything that isn't a promise. */
export function stateOfPromise(value: object): PromiseState | undefined {
  return promiseStateOf(value) ?? (isNativePromise(value) ? adoptNative(value) : undefined);
}

/** SpeciesConstructor (7.3.22) for promises. */
export function speciesConstructor(object: object): unknown {
  const Constructor = (object as { constructor?: unknown }).constructor;
  if (Constructor === OwnPromise) {
    const species = (OwnPromise as { [Symbol.species]?: unknown })[speciesSymbol];
    return species === undefined || species === null ? OwnPromise : species;
  }
  if (Constructor === undefined) return OwnPromise;
  if (!isObject(Constructor)) throw new TypeError("The .constructor property is not an object");
  const species = (Constructor as { [Symbol.species]?: unknown })[speciesSymbol];
  if (species === undefined || species === null) return OwnPromise;
  return species;
}

/** PromiseResolve (27.2.4.7.1): the value itself when it is a promise of that constructor. */
export function promiseResolve(Constructor: unknown, value: unknown): object {
  if (isObject(value) && stateOfPromise(value) !== undefined && (value as { constructor?: unknown }).constructor === Constructor)
    return value;
  if (Constructor === OwnPromise) {
    const state = new PromiseState();
    const promise = newPromise(state);
    resolve(state, value);
    return promise;
  }
  const capability = newCapability(Constructor);
  settleCapability(capability, true, value);
  return capability.promise as object;
}

/** Await (27.7.5.3), its first half: `waiting` runs as a job when the value is there. */
export function awaitValue(value: unknown, waiting: Job): void {
  if (!isObject(value)) {
    enqueueJob(carried(waiting), value, true);
    return;
  }
  const state = stateOfPromise(value);
  if (state !== undefined && (value as { constructor?: unknown }).constructor === OwnPromise) {
    waitFor(state, waiting);
    return;
  }
  const wrapper = new PromiseState();
  resolve(wrapper, value);
  waitFor(wrapper, waiting);
}

/** The text of a builtin is its name and little else. */
const longestNativeText = 200;
const nativeText = /\{\s*\[native code\]\s*\}\s*$/;

/** Whether a function is the engine's own: resolving functions of its promises. Without function source all look native; then none is taken for it. */
function isHostFunction(f: unknown): boolean {
  if (!hasFunctionText || typeof f !== "function" || hidden.get(f) !== undefined) return false;
  const text = functionToString(f);
  return text.length < longestNativeText && nativeText.test(text);
}

/** Whether nothing of the program is to be told of a promise: the handlers are the host's own, or there are none (`promise.catch()`). */
function isHostsWish(onFulfilled: unknown, onRejected: unknown): boolean {
  const handler = onFulfilled ?? onRejected ?? undefined;
  return handler === undefined || isHostsHandler(handler);
}

/** A builtin that the program hands over (`fetch(x).then(console.log)`) is known by its path and is the program's. */
function isHostsHandler(f: unknown): boolean {
  return hasFunctionText && typeof f === "function" && hidden.get(f) === undefined && !listed.has(f) && isHostCode(f);
}

const prototypeMethods = {
  then(this: unknown, onFulfilled?: unknown, onRejected?: unknown): unknown {
    // The host talking to itself: none of the program's business, and nothing a capture could describe.
    let state = isObject(this) ? promiseStateOf(this) : undefined;
    if (state !== undefined && isAdopted(this as object) && isHostsHandler(onFulfilled ?? onRejected)) {
      noteHostHandles(state);
      return nativeThen(this as Promise<unknown>, onFulfilled, onRejected);
    }
    if (state === undefined && isObject(this) && isNativePromise(this)) {
      if (isHostsWish(onFulfilled, onRejected)) return nativeThen(this, onFulfilled, onRejected);
      state = adoptNative(this);
    }
    if (state === undefined) throw new TypeError(`Method Promise.prototype.then called on incompatible receiver ${describe(this)}`);
    const Constructor = speciesConstructor(this as object);
    const onOk = typeof onFulfilled === "function" ? onFulfilled : undefined;
    const onFail = typeof onRejected === "function" ? onRejected : undefined;
    if (Constructor === OwnPromise) {
      const derived = new PromiseState();
      const promise = newPromise(derived);
      waitFor(state, new Reaction(derived, undefined, onOk, onFail));
      return promise;
    }
    const capability = newCapability(Constructor);
    waitFor(state, new Reaction(undefined, capability, onOk, onFail));
    return capability.promise;
  },

  catch(this: { then(onFulfilled: undefined, onRejected: unknown): unknown }, onRejected: unknown): unknown {
    return this.then(undefined, onRejected);
  },

  finally(this: { then(onFulfilled: unknown, onRejected: unknown): unknown }, onFinally: unknown): unknown {
    if (!isObject(this)) throw new TypeError(`Promise.prototype.finally called on a non-object`);
    const Constructor = speciesConstructor(this);
    if (typeof onFinally !== "function") return this.then(onFinally, onFinally);
    const state = new FinallyState(onFinally as () => unknown, Constructor);
    return this.then(stateful("promise.thenFinally", state), stateful("promise.catchFinally", state));
  },
};

class FinallyState {
  onFinally: () => unknown;
  Constructor: unknown;
  constructor(onFinally: () => unknown, Constructor: unknown) {
    this.onFinally = onFinally;
    this.Constructor = Constructor;
  }
}
record("PromiseFinally", FinallyState, ["onFinally", "Constructor"]);

class FinallyValue {
  value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}
record("PromiseFinallyValue", FinallyValue, ["value"]);

implement("promise.thenFinally", (state: FinallyState) => (value: unknown) => {
  const { onFinally, Constructor } = state;
  const result = onFinally();
  const promise = promiseResolve(Constructor, result) as Promise<unknown>;
  return promise.then(stateful("promise.finallyValue", new FinallyValue(value)));
});
implement("promise.catchFinally", (state: FinallyState) => (reason: unknown) => {
  const { onFinally, Constructor } = state;
  const result = onFinally();
  const promise = promiseResolve(Constructor, result) as Promise<unknown>;
  return promise.then(stateful("promise.finallyThrow", new FinallyValue(reason)));
});
implement("promise.finallyValue", (state: FinallyValue) => () => state.value);
implement("promise.finallyThrow", (state: FinallyValue) => () => {
  throw state.value;
});

const statics = {
  reject(this: unknown, reason: unknown): unknown {
    if (this === OwnPromise) {
      const state = new PromiseState();
      const promise = newPromise(state);
      reject(state, reason);
      return promise;
    }
    const capability = newCapability(this);
    settleCapability(capability, false, reason);
    return capability.promise;
  },
  resolve(this: unknown, value: unknown): unknown {
    if (!isObject(this)) throw new TypeError("PromiseResolve called on non-object");
    return promiseResolve(this, value);
  },
  withResolvers(this: unknown): unknown {
    const capability = newCapability(this);
    return { promise: capability.promise, resolve: resolverOf(capability), reject: rejecterOf(capability) };
  },
};

/** Puts the realm's own Promise in place. Called once at start. @param combinators the statics of combinators.ts. */
export function installPromise(combinators: Readonly<Record<string, unknown>>): void {
  const { prototype } = NativePromise;
  defineProperty(OwnPromise, "prototype", { value: prototype, writable: false, enumerable: false, configurable: false });
  defineProperty(OwnPromise, "name", { value: "Promise" });
  defineProperty(OwnPromise, "length", { value: 1 });
  const all: Record<string, unknown> = { ...combinators, ...statics };
  const order = ["all", "allSettled", "any", "race", "resolve", "reject", "withResolvers", "try"];
  for (const name of order) {
    // An engine without a newer function stays without it: programs ask.
    if (name in NativePromise && all[name] !== undefined) defineBuiltin(OwnPromise, name, all[name]);
  }
  const species = Object.getOwnPropertyDescriptor(NativePromise, speciesSymbol);
  if (species !== undefined) defineProperty(OwnPromise, speciesSymbol, species);
  else defineProperty(OwnPromise, speciesSymbol, { get: speciesGetter, configurable: true });
  for (const name of ["then", "catch", "finally"] as const) {
    defineProperty(prototypeMethods[name], "length", { value: name === "then" ? 2 : 1, configurable: true });
    defineBuiltin(prototype, name, prototypeMethods[name]);
  }
  defineBuiltin(prototype, "constructor", OwnPromise);
  defineBuiltin(globalThis, "Promise", OwnPromise);
  knownThen.then = prototypeMethods.then;
  knownThen.constructor = OwnPromise;
  knownThen.resolve = statics.resolve;
}

const speciesGetter = Object.getOwnPropertyDescriptor(
  class {
    static get [Symbol.species](): unknown {
      return this;
    }
  },
  Symbol.species,
)?.get as () => unknown;
