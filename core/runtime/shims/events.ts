import { inspect } from "../inspect.js";
import { invalidArgument, nodeError } from "../nodeErrors.js";
import { apply, setPrototypeOf } from "../primordials.js";
import { implement, record, stateful } from "../records.js";
import { streams } from "../console.js";

type Listener = ((...args: unknown[]) => unknown) & { listener?: Listener };
type Events = Record<PropertyKey, Listener | Listener[] | undefined>;

/** What an emitter holds, in Node's own properties. */
export interface Emitter {
  _events: Events | undefined;
  _eventsCount: number;
  _maxListeners: number | undefined;
  [kShapeMode]: boolean;
  [kCapture]: boolean;
  [kErrorMonitor]?: never;
  emit(name: PropertyKey, ...args: unknown[]): boolean;
  on(name: PropertyKey, listener: Listener): Emitter;
  once(name: PropertyKey, listener: Listener): Emitter;
  removeListener(name: PropertyKey, listener: Listener): Emitter;
  listenerCount(name: PropertyKey): number;
  eventNames(): PropertyKey[];
}

const kShapeMode = Symbol("shapeMode");
const kCapture = Symbol("kCapture");
const kErrorMonitor: unique symbol = Symbol("events.errorMonitor");
const kRejection = Symbol.for("nodejs.rejection");

function emptyEvents(): Events {
  return setPrototypeOf({}, null) ? (Object.create(null) as Events) : {};
}

function checkListener(listener: unknown): asserts listener is Listener {
  if (typeof listener !== "function") throw invalidArgument("listener", "of type function", listener);
}

/** What `once` knows: removes itself before it calls. */
class OnceState {
  target: Emitter;
  type: PropertyKey;
  listener: Listener;
  wrapper: Listener | undefined;
  fired = false;
  constructor(target: Emitter, type: PropertyKey, listener: Listener) {
    this.target = target;
    this.type = type;
    this.listener = listener;
  }
}
record("OnceListener", OnceState, ["target", "type", "listener", "wrapper", "fired"]);
implement("events.once", (state: OnceState) => {
  const call = (self: unknown, args: unknown[]): unknown => {
    if (state.fired) return undefined;
    state.target.removeListener(state.type, state.wrapper as Listener);
    state.fired = true;
    return apply(state.listener, self === undefined ? state.target : state.target, args);
  };
  // Node's is a bound function of this name.
  const wrapper = {
    "bound onceWrapper": function (this: unknown, ...args: unknown[]) {
      return call(this, args);
    },
  }["bound onceWrapper"];
  return wrapper;
});

function wrapOnce(target: Emitter, type: PropertyKey, listener: Listener): Listener {
  const state = new OnceState(target, type, listener);
  const wrapper = stateful<Listener>("events.once", state);
  wrapper.listener = listener;
  state.wrapper = wrapper;
  return wrapper;
}

/** `EventEmitter` of node:events, with the same own properties, order of calls and errors. */
export const EventEmitter = function EventEmitter(this: Emitter, options?: { captureRejections?: boolean }): void {
  init(this, options);
} as unknown as (new (options?: object) => Emitter) & Record<PropertyKey, unknown> & { prototype: Emitter };

function init(self: Emitter, options?: { captureRejections?: boolean }): void {
  if (self._events === undefined || self._events === (Object.getPrototypeOf(self) as Emitter)._events) {
    self._events = emptyEvents();
    self._eventsCount = 0;
  }
  // Sets the own property even if it is undefined, as Node does.

  self._maxListeners = self._maxListeners;
  self[kShapeMode] = false;
  self[kCapture] = options?.captureRejections === true;
}

function add(target: Emitter, type: PropertyKey, listener: unknown, prepend: boolean): Emitter {
  checkListener(listener);
  let events = target._events;
  let existing: Listener | Listener[] | undefined;
  if (events === undefined) {
    events = target._events = emptyEvents();
    target._eventsCount = 0;
  } else {
    if (events["newListener"] !== undefined) {
      target.emit("newListener", type, listener.listener ?? listener);
      events = target._events as Events;
    }
    existing = events[type];
  }
  if (existing === undefined) {
    events[type] = listener;
    ++target._eventsCount;
    return target;
  }
  if (typeof existing === "function") existing = events[type] = prepend ? [listener, existing] : [existing, listener];
  else if (prepend) existing.unshift(listener);
  else existing.push(listener);
  const max = maxListeners(target);
  const list = existing as Listener[] & { warned?: boolean };
  if (max > 0 && list.length > max && list.warned !== true) {
    list.warned = true;
    streams.err(
      `(node) MaxListenersExceededWarning: Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners added to ${inspect(target, { depth: -1 })}. MaxListeners is ${max}. Use emitter.setMaxListeners() to increase limit\n`,
    );
  }
  return target;
}

function maxListeners(target: Emitter): number {
  return target._maxListeners ?? (EventEmitter["defaultMaxListeners"] as number);
}

function list(target: Emitter, type: PropertyKey, unwrap: boolean): Listener[] {
  const found = target._events?.[type];
  if (found === undefined) return [];
  const all = typeof found === "function" ? [found] : found.slice();
  return unwrap ? all.map((listener) => listener.listener ?? listener) : all;
}

function unhandledError(args: unknown[]): never {
  const [error] = args;
  if (error instanceof Error) throw error;
  let text: string;
  try {
    text = inspect(error);
  } catch {
    text = String(error);
  }
  const wrapped = nodeError(Error, "ERR_UNHANDLED_ERROR", `Unhandled error. (${text})`) as Error & { context?: unknown };
  wrapped.context = error;
  throw wrapped;
}

const methods = {
  setMaxListeners(this: Emitter, n: unknown): Emitter {
    if (typeof n !== "number" || n < 0 || Number.isNaN(n)) {
      throw nodeError(
        RangeError,
        "ERR_OUT_OF_RANGE",
        `The value of "n" is out of range. It must be a non-negative number. Received ${inspect(n)}`,
      );
    }
    this._maxListeners = n;
    return this;
  },
  getMaxListeners(this: Emitter): number {
    return maxListeners(this);
  },
  emit(this: Emitter, type: PropertyKey, ...args: unknown[]): boolean {
    const events = this._events;
    if (type === "error") {
      if (events?.[kErrorMonitor] !== undefined) this.emit(kErrorMonitor, ...args);
      if (events?.["error"] === undefined) unhandledError(args);
    }
    const handler = events?.[type];
    if (handler === undefined) return false;
    if (typeof handler === "function") {
      note(this, apply(handler, this, args), type, args);
      return true;
    }
    const all = handler.slice();
    for (let i = 0; i < all.length; i++) note(this, apply(all[i] as Listener, this, args), type, args);
    return true;
  },
  addListener(this: Emitter, type: PropertyKey, listener: unknown): Emitter {
    return add(this, type, listener, false);
  },
  on: undefined as unknown as (type: PropertyKey, listener: unknown) => Emitter,
  prependListener(this: Emitter, type: PropertyKey, listener: unknown): Emitter {
    return add(this, type, listener, true);
  },
  once(this: Emitter, type: PropertyKey, listener: unknown): Emitter {
    checkListener(listener);
    this.on(type, wrapOnce(this, type, listener));
    return this;
  },
  prependOnceListener(this: Emitter, type: PropertyKey, listener: unknown): Emitter {
    checkListener(listener);
    return add(this, type, wrapOnce(this, type, listener), true);
  },
  removeListener(this: Emitter, type: PropertyKey, listener: unknown): Emitter {
    checkListener(listener);
    const events = this._events;
    const found = events?.[type];
    if (events === undefined || found === undefined) return this;
    if (typeof found === "function") {
      if (found !== listener && found.listener !== listener) return this;
      drop(this, events, type);
      if (events["removeListener"] !== undefined) this.emit("removeListener", type, found.listener ?? listener);
      return this;
    }
    let at = found.length - 1;
    while (at >= 0 && found[at] !== listener && (found[at] as Listener).listener !== listener) at--;
    if (at < 0) return this;
    if (at === 0) found.shift();
    else found.splice(at, 1);
    if (found.length === 1) events[type] = found[0];
    if (events["removeListener"] !== undefined) this.emit("removeListener", type, listener);
    return this;
  },
  off: undefined as unknown as (type: PropertyKey, listener: unknown) => Emitter,
  removeAllListeners(this: Emitter, ...types: PropertyKey[]): Emitter {
    const events = this._events;
    if (events === undefined) return this;
    if (events["removeListener"] === undefined) {
      if (types.length === 0) {
        this._events = emptyEvents();
        this._eventsCount = 0;
      } else if (events[types[0] as string] !== undefined) drop(this, events, types[0] as string);
      return this;
    }
    if (types.length === 0) {
      for (const type of Reflect.ownKeys(events)) if (type !== "removeListener") methods.removeAllListeners.call(this, type);
      methods.removeAllListeners.call(this, "removeListener");
      this._events = emptyEvents();
      this._eventsCount = 0;
      return this;
    }
    const type = types[0] as string;
    for (const listener of list(this, type, false).reverse()) this.removeListener(type, listener);
    return this;
  },
  listeners(this: Emitter, type: PropertyKey): Listener[] {
    return list(this, type, true);
  },
  rawListeners(this: Emitter, type: PropertyKey): Listener[] {
    return list(this, type, false);
  },
  listenerCount(this: Emitter, type: PropertyKey, listener?: unknown): number {
    const all = list(this, type, false);
    return listener === undefined ? all.length : all.filter((each) => each === listener || each.listener === listener).length;
  },
  eventNames(this: Emitter): PropertyKey[] {
    return this._eventsCount > 0 && this._events !== undefined ? Reflect.ownKeys(this._events) : [];
  },
};

function drop(target: Emitter, events: Events, type: PropertyKey): void {
  if (--target._eventsCount === 0) target._events = emptyEvents();
  // The table is a dictionary.
  else delete events[type];
}

/** `captureRejections`: a rejected promise of a listener becomes an error event. */
function note(target: Emitter, result: unknown, type: PropertyKey, args: unknown[]): void {
  if (!target[kCapture] || typeof result !== "object" || result === null) return;
  const { then } = result as { then?: unknown };
  if (typeof then !== "function") return;
  apply(then as Listener, result, [undefined, stateful("events.capture", new CaptureState(target, type, args))]);
}

class CaptureState {
  target: Emitter;
  type: PropertyKey;
  args: unknown[];
  constructor(target: Emitter, type: PropertyKey, args: unknown[]) {
    this.target = target;
    this.type = type;
    this.args = args;
  }
}
record("CaptureRejection", CaptureState, ["target", "type", "args"]);
implement("events.capture", (state: CaptureState) => (error: unknown) => {
  const { target, type, args } = state;
  const handler = (target as unknown as Record<symbol, unknown>)[kRejection];
  if (typeof handler === "function") apply(handler as Listener, target, [error, type, ...args]);
  else target.emit("error", error);
});

// A bundler may have renamed it.
Object.defineProperty(EventEmitter, "name", { value: "EventEmitter", configurable: true });
const prototype = EventEmitter.prototype as unknown as Record<PropertyKey, unknown>;
for (const [name, initial] of [
  ["_events", undefined],
  ["_eventsCount", 0],
  ["_maxListeners", undefined],
] as const) {
  prototype[name] = initial;
}
// Aliases, as in Node: the same functions under two names.
methods.on = methods.addListener;
methods.off = methods.removeListener;
Object.assign(prototype, methods);
// Not enumerable; there so that the symbols are known as the realm's.
Object.defineProperty(prototype, kCapture, { value: false, writable: true, enumerable: false });
Object.defineProperty(prototype, kShapeMode, { value: false, writable: true, enumerable: false });
