import { context } from "./asyncContext.js";
import { markerOf } from "./captureFunctions.js";
import { beginOperation, callFromHost, endOperation, living } from "./hostCalls.js";
import { dressAs } from "./builtinTexts.js";
import { host } from "./host.js";
import { BoundState } from "./patches.js";
import { apply, construct, defineProperty, isObject } from "./primordials.js";
import { adoptNative, isNativePromise } from "./promiseState.js";
import { hidden } from "./records.js";

type AnyFunction = (...args: unknown[]) => unknown;
type Ended = (args: readonly unknown[]) => void;

/** Modules in which a callback is called once, when the operation has ended. */
const endingWithCallback = new Set(["fs", "dns", "crypto", "zlib"]);
/** Modules whose functions call back or give promises. */
const asynchronous = new Set([
  ...endingWithCallback,
  ..."fs/promises dns/promises child_process http https http2 net tls dgram readline readline/promises stream stream/promises stream/consumers worker_threads inspector perf_hooks".split(
    " ",
  ),
]);
/** Functions of the first ones that keep their callback for longer. */
const keeping = /^(?:watch|unwatch|create|on|set|get)/;
/** Files that the program has opened and holds by number. */
const openFiles = new Map<number, string>();
/** Modules whose functions make servers, sockets and processes. */
const makingLiving = new Set(["net", "http", "https", "http2", "tls", "dgram", "child_process"]);
const done = new WeakSet<object>();
const NativeProxy = Proxy;

/** Whether a function is the program's: the host's own internals call each other through the same doors. */
function isProgramFunction(f: unknown): f is AnyFunction {
  if (typeof f !== "function") return false;
  const state = hidden.get(f);
  // The host binds functions of its own too.
  if (state instanceof BoundState) return isProgramFunction(state.target);
  return state !== undefined || markerOf(f) !== undefined;
}

/** What the program's callback is called through: never while it stands still. */
function gate(callback: AnyFunction, ended: Ended | undefined): AnyFunction {
  const { frame } = context;
  return function (this: unknown, ...args: unknown[]): unknown {
    ended?.(args);
    return callFromHost(callback, this, args, frame);
  };
}

interface Closing {
  once?(event: string, listener: () => void): void;
  readonly listening?: boolean;
}

/** Node itself tells what it is kept alive by; of other hosts what the program has made is noted until it closes. */
function noteLiving(name: string, made: Closing): void {
  if (typeof made.once !== "function") return;
  const end = (): void => void living.delete(made);
  living.set(made, { name, lives: () => made.listening !== false });
  made.once("close", end);
  if (name.startsWith("child_process.")) made.once("exit", end);
}

interface Door {
  /** Whether what it gives lives in the host until it closes. */
  readonly lives?: boolean;
  /** Whether a call is in flight until its callback is called. */
  readonly counts: boolean;
  before?(args: readonly unknown[]): void;
  after?(args: readonly unknown[], result: unknown): void;
  ended?(args: readonly unknown[], answer: readonly unknown[]): void;
}

function wrap(name: string, native: AnyFunction, door: Door): AnyFunction {
  const enter = (self: unknown, args: unknown[], newTarget: unknown): unknown => {
    let operation = 0;
    const given = door.ended === undefined ? args : [...args];
    for (let i = 0; i < args.length; i++) {
      const callback = args[i];
      if (!isProgramFunction(callback)) continue;
      if (door.counts && operation === 0) operation = beginOperation(name);
      args[i] = gate(callback, (answer) => {
        endOperation(operation);
        door.ended?.(given, answer);
      });
    }
    door.before?.(args);
    let result: unknown;
    try {
      result = newTarget === undefined ? apply(native, self, args) : construct(native as never, args as never, newTarget as never);
    } catch (error) {
      endOperation(operation);
      throw error;
    }
    if (isObject(result)) {
      if (hidden.get(result) === undefined && isNativePromise(result)) adoptNative(result, name);
      else if (door.lives === true) noteLiving(name, result);
    }
    door.after?.(args, result);
    return result;
  };
  const wrapped = Object.hasOwn(native, "prototype")
    ? function (this: unknown, ...args: unknown[]): unknown {
        return enter(this, args, new.target === undefined ? undefined : new.target === (wrapped as unknown) ? native : new.target);
      }
    : {
        method(this: unknown, ...args: unknown[]): unknown {
          return enter(this, args, undefined);
        },
      }.method;
  for (const key of Reflect.ownKeys(native))
    defineProperty(wrapped, key, Object.getOwnPropertyDescriptor(native, key) as PropertyDescriptor);
  return dressAs(wrapped, native);
}

/** What opening and closing files by number means: such a number means nothing elsewhere. */
const doorsOfFiles: Readonly<Record<string, Omit<Door, "counts">>> = {
  openSync: { after: (args, fd) => openFiles.set(fd as number, String(args[0])) },
  open: {
    ended: (args, answer) => {
      if (answer[0] === null || answer[0] === undefined) openFiles.set(answer[1] as number, String(args[0]));
    },
  },
  closeSync: { before: (args) => openFiles.delete(args[0] as number) },
  close: { before: (args) => openFiles.delete(args[0] as number) },
};

function wrapWorkers(module: object): void {
  const { Worker } = module as { Worker?: new (...args: never[]) => { once(event: string, listener: () => void): void } };
  if (Worker === undefined) return;
  const counted = new NativeProxy(Worker, {
    construct(target, args, newTarget) {
      const worker = construct(target, args as never, newTarget as never) as { once(event: string, listener: () => void): void };
      const name = `Worker ${typeof args[0] === "string" && !(args[1] as { eval?: boolean } | undefined)?.eval ? args[0] : ""}`.trim();
      living.set(worker, { name, lives: () => true });
      worker.once("exit", () => living.delete(worker));
      return worker;
    },
  });
  defineProperty(module, "Worker", { value: counted });
}

/**
 * Puts doors in front of the functions of one of the host's builtin modules, in place: what comes back through them is known, and waits while the program
 * stands still.
 */
export function wrapHostModule(name: string, module: object): void {
  if (!asynchronous.has(name) || done.has(module)) return;
  done.add(module);
  const { promises } = module as { promises?: object };
  if (isObject(promises)) wrapHostModule(`${name}/promises`, promises);
  for (const key of Object.keys(module)) {
    const descriptor = Object.getOwnPropertyDescriptor(module, key) as PropertyDescriptor;
    const { value } = descriptor as { value?: unknown };
    const file = name === "fs" ? doorsOfFiles[key] : undefined;
    if (typeof value !== "function" || (key.endsWith("Sync") && file === undefined) || /^[A-Z_]/.test(key)) continue;
    if (descriptor.configurable !== true) continue;
    const counts = endingWithCallback.has(name) && !keeping.test(key);
    defineProperty(module, key, {
      ...descriptor,
      value: wrap(`${name}.${key}`, value as AnyFunction, { counts, lives: makingLiving.has(name) && host.shared !== undefined, ...file }),
    });
  }
  if (name === "worker_threads") wrapWorkers(module);
}

type Listen = (this: HostEmitter, event: PropertyKey, listener: unknown) => HostEmitter;
interface HostEmitter {
  on(event: PropertyKey, listener: unknown): HostEmitter;
  prependListener(event: PropertyKey, listener: unknown): HostEmitter;
  removeListener(event: PropertyKey, listener: unknown): HostEmitter;
}

/** Listeners of the program on emitters of the host (streams, servers) are called through gates; `listener` tells them apart, as that of `once` does. */
export function wrapHostEmitter(prototype: Record<string, unknown>): void {
  for (const name of ["on", "addListener", "prependListener"]) {
    const native = prototype[name] as Listen;
    const method = {
      [name](this: HostEmitter, event: PropertyKey, listener: unknown): HostEmitter {
        return apply(native, this, [event, isProgramFunction(listener) ? asListener(gate(listener, undefined), listener) : listener]);
      },
    }[name] as Listen;
    defineProperty(prototype, name, { ...Object.getOwnPropertyDescriptor(prototype, name), value: dressAs(method, native) });
  }
  for (const [name, add] of [
    ["once", "on"],
    ["prependOnceListener", "prependListener"],
  ] as const) {
    const native = prototype[name] as Listen;
    const method = {
      [name](this: HostEmitter, event: PropertyKey, listener: unknown): HostEmitter {
        if (!isProgramFunction(listener)) return apply(native, this, [event, listener]);
        let fired = false;
        const call = gate(listener, undefined);
        const wrapper = (...args: unknown[]): unknown => {
          if (fired) return undefined;
          fired = true;
          this.removeListener(event, wrapper);
          return apply(call, this, args);
        };
        return this[add](event, asListener(wrapper, listener));
      },
    }[name] as Listen;
    defineProperty(prototype, name, { ...Object.getOwnPropertyDescriptor(prototype, name), value: dressAs(method, native) });
  }
}

function asListener(wrapper: AnyFunction, listener: AnyFunction): AnyFunction {
  const { listener: inner } = listener as { listener?: unknown };
  return Object.assign(wrapper, { listener: inner ?? listener });
}

/** Files that are open by number, for messages. */
export function openDescriptors(): string[] {
  return [...openFiles].map((entry) => `open file ${entry[1]} (descriptor ${entry[0]})`);
}
