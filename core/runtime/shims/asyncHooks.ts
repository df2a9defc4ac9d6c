import { context, ContextFrame, within } from "../asyncContext.js";
import { host } from "../host.js";
import { invalidArgument } from "../nodeErrors.js";
import { looksNative } from "../builtinFunctions.js";
import { plainPrototype } from "../plainPrototypes.js";
import { apply } from "../primordials.js";
import { hidden, implement, record, stateful } from "../records.js";

type AnyFunction = (...args: unknown[]) => unknown;

function checkFunction(value: unknown, name: string): asserts value is AnyFunction {
  if (typeof value !== "function") throw invalidArgument(name, "of type function", value);
}

/** `AsyncLocalStorage` of Node 20, with its own properties; the stores are the runtime's frames, which jobs and timers carry. */
class AsyncLocalStorage {
  // The properties that programs see when they print one.
  kResourceStore: symbol;
  enabled = false;
  _onPropagate: unknown = null;
  constructor(options?: { onPropagate?: unknown }) {
    this.kResourceStore = Symbol("kResourceStore");
    if (options?.onPropagate !== undefined) this._onPropagate = options.onPropagate;
  }

  static bind(f: unknown): unknown {
    return AsyncResource.bind(f);
  }

  static snapshot(): unknown {
    return AsyncResource.bind(stateful<AnyFunction>("async.snapshot", undefined));
  }

  disable(): void {
    this.enabled = false;
  }

  enterWith(store: unknown): void {
    this.enabled = true;
    context.frame = new ContextFrame(this, store, context.frame);
  }

  run(store: unknown, callback: AnyFunction, ...args: unknown[]): unknown {
    if (Object.is(store, this.getStore())) return apply(callback, null, args);
    this.enabled = true;
    return within(new ContextFrame(this, store, context.frame), () => apply(callback, null, args));
  }

  exit(callback: AnyFunction, ...args: unknown[]): unknown {
    if (!this.enabled) return apply(callback, null, args);
    this.disable();
    try {
      return apply(callback, null, args);
    } finally {
      this.enabled = true;
    }
  }

  getStore(): unknown {
    if (!this.enabled) return undefined;
    for (let frame = context.frame; frame !== undefined; frame = frame.parent) if (frame.storage === this) return frame.store;
    return undefined;
  }
}

implement(
  "async.snapshot",
  () =>
    (callback: AnyFunction, ...args: unknown[]) =>
      callback(...args),
);

/** What an AsyncResource hides. */
class ResourceState {
  frame: ContextFrame | undefined = context.frame;
  type: string;
  id: number;
  constructor(type: string) {
    this.type = type;
    this.id = nextId++;
  }
}
record("AsyncResource", ResourceState, ["frame", "type", "id"]);
let nextId = 2;

/** A function bound to a resource. */
class BoundResource {
  resource: AsyncResource;
  callback: AnyFunction;
  self: unknown;
  constructor(resource: AsyncResource, callback: AnyFunction, self: unknown) {
    this.resource = resource;
    this.callback = callback;
    this.self = self;
  }
}
record("AsyncBound", BoundResource, ["resource", "callback", "self"]);
implement("async.bound", (state: BoundResource) => {
  const bound = function (this: unknown, ...args: unknown[]): unknown {
    return state.resource.runInAsyncScope(state.callback, state.self === undefined ? this : state.self, ...args);
  };
  return bound;
});

/** `AsyncResource`: keeps the stores of where it was made. */
class AsyncResource {
  constructor(type: unknown) {
    if (typeof type !== "string") throw invalidArgument("type", "of type string", type);
    hidden.set(this, new ResourceState(type));
  }

  runInAsyncScope(callback: AnyFunction, self?: unknown, ...args: unknown[]): unknown {
    const state = hidden.get(this);
    return within(state instanceof ResourceState ? state.frame : undefined, () => apply(callback, self, args));
  }

  emitDestroy(): this {
    return this;
  }

  asyncId(): number {
    return (hidden.get(this) as ResourceState).id;
  }

  triggerAsyncId(): number {
    return 1;
  }

  bind(callback: unknown, self?: unknown): unknown {
    checkFunction(callback, "fn");
    const bound = stateful<AnyFunction>("async.bound", new BoundResource(this, callback, self));
    Object.defineProperty(bound, "length", { value: callback.length, configurable: true });
    return bound;
  }

  static bind(callback: unknown, type?: string, self?: unknown): unknown {
    checkFunction(callback, "fn");
    return new AsyncResource(type ?? (callback.name === "" ? "bound-anonymous-fn" : callback.name)).bind(callback, self);
  }
}

for (const [name, Class] of Object.entries({ AsyncLocalStorage, AsyncResource })) {
  // A bundler may have renamed it.
  Object.defineProperty(Class, "name", { value: name, configurable: true });
  looksNative(Class);
  plainPrototype(Class.prototype);
}

/** `node:async_hooks`: storage and resources are the runtime's; ids and hooks, where the host has them, are the host's. */
export function asyncHooksModule(): object {
  const native = (host.builtin("async_hooks") ?? {
    executionAsyncId: () => 0,
    triggerAsyncId: () => 0,
    executionAsyncResource: () => ({}),
  }) as object;
  return Object.assign(Object.create(null) as object, native, { AsyncLocalStorage, AsyncResource });
}
