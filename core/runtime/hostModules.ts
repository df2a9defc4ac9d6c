import { context } from "./asyncContext.js";
import { dressAs } from "./builtinTexts.js";
import { hasFunctionText, markerOf } from "./captureFunctions.js";
import { host } from "./host.js";
import { callFromHost } from "./hostCalls.js";
import { beginOperation, endOperation } from "./hostOperations.js";
import { listed } from "./listed.js";
import { noteEnd, noteThing } from "./livingThings.js";
import { noteClosed, noteOpened } from "./openFiles.js";
import { BoundState } from "./patches.js";
import { apply, construct, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, isObject, ownKeys } from "./primordials.js";
import { programEnvironment } from "./programEnvironment.js";
import { adoptNative, isNativePromise } from "./promiseState.js";
import { hidden } from "./records.js";

type AnyFunction = (...args: unknown[]) => unknown;
type Callback = AnyFunction & { listener?: unknown };

/** Modules in which a callback is called once, when the operation has ended. */
const answering = ["fs", "dns", "crypto", "zlib"];
/** Functions of these that keep their callback for longer, or call it at once. */
const keeping = /^(?:watch|create|on|set|get)/;
/** The same of other modules. */
const answeringFunctions = ["child_process.exec", "child_process.execFile"];
/** Modules whose functions call back, give promises, or make what lives in the host. */
const asynchronous = [
  ...answering,
  ..."fs/promises dns/promises child_process http https http2 net tls dgram readline readline/promises stream stream/promises stream/consumers worker_threads".split(
    " ",
  ),
];
/** From a module as the host has it to the module as the program gets it. */
const wrappedModules = new WeakMap<object, object>();
const NativeProxy = Proxy;

/**
 * Whether a function is the program's: the host's own internals call each other through the same doors. On an engine without function source only calling
 * a function would tell, which must not be done with the host's: there its callbacks are not held back.
 */
function isProgramFunction(f: unknown): f is Callback {
  if (typeof f !== "function") return false;
  const state = hidden.get(f);
  // The host binds functions of its own too.
  if (state instanceof BoundState) return isProgramFunction(state.target);
  return state !== undefined || (hasFunctionText && markerOf(f) !== undefined) || listed.has(f);
}

/** What the host is given for a callback of the program. As a listener it passes for the callback, as that of `once` does. */
function gate(callback: Callback, ended?: (answer: readonly unknown[]) => void): Callback {
  const { frame } = context;
  const gated: Callback = function (this: unknown, ...args: unknown[]): unknown {
    ended?.(args);
    return callFromHost(callback, this, args, frame);
  };
  gated.listener = callback.listener ?? callback;
  return gated;
}

/** What a call of one function of the host means. */
interface Door {
  /** Whether it is in flight until its callback is called. */
  readonly answers: boolean;
  /** What the host is given for what the program gives. */
  given?(args: unknown[]): unknown[];
  /** Whether a result has come, for what has to be known of it; also given to the callback. */
  result?(args: readonly unknown[], result: unknown): void;
  /** Whether the callback is given an error and such a result. */
  readonly calledBack?: boolean;
}

function enter(name: string, door: Door, native: AnyFunction, self: unknown, given: unknown[], newTarget: unknown): unknown {
  let operation = 0;
  const args = door.given === undefined ? [...given] : door.given([...given]);
  for (let i = 0; i < args.length; i++) {
    const callback = args[i];
    if (!isProgramFunction(callback)) continue;
    if (door.answers && operation === 0) operation = beginOperation(name);
    args[i] = gate(callback, (answer) => {
      endOperation(operation);
      if (door.calledBack === true && isNothing(answer[0])) door.result?.(given, answer[1]);
    });
  }
  let result: unknown;
  try {
    result = newTarget === undefined ? apply(native, self, args) : construct(native as never, args as never, newTarget as never);
  } catch (error) {
    endOperation(operation);
    throw error;
  }
  if (isObject(result)) {
    if (hidden.get(result) === undefined && isNativePromise(result)) adoptNative(result, name);
    else if (isEmitter(result)) noteThing(result);
  }
  if (door.calledBack !== true) door.result?.(given, result);
  return result;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function isEmitter(made: object): boolean {
  return typeof (made as { once?: unknown }).once === "function";
}

/** A function that looks like the host's: with a `prototype` if that has one. */
function inPlaceOf(native: AnyFunction, answer: (self: never, args: unknown[]) => unknown): AnyFunction {
  const f: AnyFunction =
    getOwnPropertyDescriptor(native, "prototype") !== undefined
      ? function (this: unknown, ...args: unknown[]): unknown {
          return answer(this as never, args);
        }
      : {
          method(this: unknown, ...args: unknown[]): unknown {
            return answer(this as never, args);
          },
        }.method;
  return dressAs(f, native);
}

function wrap(name: string, native: AnyFunction, door: Door): AnyFunction {
  const wrapped: AnyFunction =
    getOwnPropertyDescriptor(native, "prototype") !== undefined
      ? function (this: unknown, ...args: unknown[]): unknown {
          const newTarget = new.target === (wrapped as unknown) ? native : new.target;
          return enter(name, door, native, this, args, newTarget);
        }
      : {
          method(this: unknown, ...args: unknown[]): unknown {
            return enter(name, door, native, this, args, undefined);
          },
        }.method;
  for (const key of ownKeys(native)) {
    if (key === "prototype") continue;
    const descriptor = getOwnPropertyDescriptor(native, key)!;
    // What `promisify` has made says so of itself.
    defineProperty(wrapped, key, descriptor.value === native ? { ...descriptor, value: wrapped } : descriptor);
  }
  return dressAs(wrapped, native);
}

/** What opening and closing files by number means. */
const doorsOfFiles: Readonly<Record<string, Omit<Door, "answers">>> = {
  openSync: { result: noteOpened },
  open: { result: noteOpened, calledBack: true },
  closeSync: { result: noteClosed },
  close: { result: noteClosed },
  watch: { result: noteWatcher },
  watchFile: { result: noteWatcher },
};

const watched = new WeakSet<object>();

/** A watcher doesn't tell whether it is closed. */
function noteWatcher(_args: readonly unknown[], watcher: unknown): void {
  const prototype = getPrototypeOf(watcher as object) as Record<string, AnyFunction | undefined> | null;
  if (prototype === null || watched.has(prototype)) return;
  watched.add(prototype);
  for (const name of ["close", "stop"]) {
    const native = prototype[name];
    if (native === undefined) continue;
    const close = inPlaceOf(native, (self: object) => {
      noteEnd(self);
      return apply(native, self, []);
    });
    defineProperty(prototype, name, { ...getOwnPropertyDescriptor(prototype, name), value: close });
  }
}

/** Child processes have the program's environment unless they are given one, not that of its host. */
function withEnvironment(args: unknown[]): unknown[] {
  const at = args.length > 1 && (Array.isArray(args[1]) || isNothing(args[1])) ? 2 : 1;
  const options = args[at];
  const { env } = programEnvironment;
  if (isNothing(options)) args[at] = { env };
  else if (typeof options === "function") args.splice(at, 0, { env });
  else if (typeof options === "object" && isNothing((options as { env?: unknown }).env)) args[at] = { ...options, env };
  return args;
}
const doorOfProcesses = { given: withEnvironment };

/**
 * Puts doors in front of the functions of one of the host's builtin modules: what they call back waits while the program stands still, and what is in flight
 * or lives in the host is known.
 * @returns the module: the same, or a copy where it can't be changed (Deno)
 */
export function wrapHostModule<T extends object>(name: string, module: T): T {
  if (!asynchronous.includes(name)) return module;
  const known = wrappedModules.get(module);
  if (known !== undefined) return known as T;
  const descriptors: Record<string, PropertyDescriptor> = {};
  const { promises } = module as { promises?: unknown };
  if (isObject(promises)) {
    const value = wrapHostModule(`${name}/promises`, promises);
    if (value !== promises) descriptors["promises"] = { value, writable: true, enumerable: true, configurable: true };
  }
  for (const key of Object.keys(module)) {
    const special = name === "fs" ? doorsOfFiles[key] : name === "child_process" ? doorOfProcesses : undefined;
    if (/^(?:[A-Z_]|promises$|unwatch)/.test(key) || (key.endsWith("Sync") && special === undefined)) continue;
    const descriptor = settled(module, key);
    const answers = answering.includes(name) ? !keeping.test(key) : answeringFunctions.includes(`${name}.${key}`);
    const door = { answers, ...special };
    const { value } = descriptor as { value?: unknown };
    if (typeof value === "function") descriptors[key] = { ...descriptor, value: wrap(`${name}.${key}`, value as AnyFunction, door) };
    else if (descriptor.get !== undefined && descriptor.configurable === true)
      descriptors[key] = lazily(`${name}.${key}`, descriptor, door);
  }
  const isFixed =
    typeof module === "object" && Object.keys(descriptors).some((key) => getOwnPropertyDescriptor(module, key)?.configurable !== true);
  const changed = isFixed ? copyOf(module, descriptors) : Object.defineProperties(module, descriptors);
  wrappedModules.set(module, changed);
  wrappedModules.set(changed, changed);
  if (name === "worker_threads") noteWorkers(changed);
  return changed;
}

/** A property as it is once it has been asked for: Node's lazy functions take the place of their accessors by themselves (`fs.opendir`). */
function settled(module: object, key: string): PropertyDescriptor {
  const descriptor = getOwnPropertyDescriptor(module, key)!;
  if (host.shared !== undefined || descriptor.get === undefined || descriptor.set === undefined) return descriptor;
  apply(descriptor.get, module, []);
  return getOwnPropertyDescriptor(module, key)!;
}

/** Functions that are made when they are first asked for. */
function lazily(name: string, descriptor: PropertyDescriptor, door: Door): PropertyDescriptor {
  const native = descriptor.get!;
  let wrapped: AnyFunction | undefined;
  let wrappedOf: unknown;
  const { get } = {
    get(this: unknown): unknown {
      const value: unknown = apply(native, this, []);
      if (typeof value !== "function") return value;
      if (wrapped === undefined || wrappedOf !== value) {
        wrappedOf = value;
        wrapped = wrap(name, value as AnyFunction, door);
      }
      return wrapped;
    },
  };
  return { ...descriptor, get: dressAs(get, native) };
}

function copyOf<T extends object>(module: T, changes: Record<string, PropertyDescriptor>): T {
  return Object.create(Object.getPrototypeOf(module) as object, { ...Object.getOwnPropertyDescriptors(module), ...changes }) as T;
}

interface Worker {
  once(event: string, listener: () => void): void;
}

function noteWorkers(module: object): void {
  const { Worker } = module as { Worker?: new (...args: never[]) => Worker };
  if (Worker === undefined) return;
  const noting = new NativeProxy(Worker, {
    construct(target, args, newTarget) {
      const worker = construct(target, withEnvironment(args) as never, newTarget as never) as Worker;
      noteThing(worker);
      // Deno's keep their number for ever.
      if (host.shared !== undefined)
        worker.once("exit", () => {
          noteEnd(worker);
        });
      return worker;
    },
  });
  defineProperty(module, "Worker", { value: noting });
}

interface HostEmitter {
  on(event: PropertyKey, listener: unknown): HostEmitter;
  prependListener(event: PropertyKey, listener: unknown): HostEmitter;
  removeListener(event: PropertyKey, listener: unknown): HostEmitter;
}

/** Listeners of the program on emitters of the host (streams, servers) are called through gates. @param prototype that of the host's own EventEmitter */
export function wrapHostEmitter(prototype: Record<string, unknown>): void {
  const replace = (name: string, value: AnyFunction): void => {
    const descriptor = getOwnPropertyDescriptor(prototype, name);
    if (descriptor !== undefined) defineProperty(prototype, name, { ...descriptor, value });
  };
  for (const names of [["addListener", "on"], ["prependListener"]]) {
    const native = prototype[names[0]!] as AnyFunction;
    const add = inPlaceOf(native, (self: HostEmitter, args) => {
      const listener = args[1];
      if (!isProgramFunction(listener)) return apply(native, self, args);
      noteThing(self);
      return apply(native, self, [args[0], gate(listener)]);
    });
    for (const name of names) replace(name, add);
  }
  for (const [name, add] of [
    ["once", "on"],
    ["prependOnceListener", "prependListener"],
  ] as const) {
    const native = prototype[name] as AnyFunction;
    const once = inPlaceOf(native, (self: HostEmitter, args) => {
      const listener = args[1];
      if (!isProgramFunction(listener)) return apply(native, self, args);
      noteThing(self);
      const event = args[0] as PropertyKey;
      return self[add](event, gatedOnce(self, event, listener));
    });
    replace(name, once);
  }
}

/** A gate that opens once. */
function gatedOnce(emitter: HostEmitter, event: PropertyKey, listener: Callback): Callback {
  const call = gate(listener);
  let fired = false;
  const once: Callback = function (...args: unknown[]): unknown {
    if (fired) return undefined;
    fired = true;
    emitter.removeListener(event, once);
    return apply(call, emitter, args);
  };
  once.listener = call.listener;
  return once;
}
