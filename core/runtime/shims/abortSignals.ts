import { host } from "../host.js";
import { invalidArgument, nodeError } from "../nodeErrors.js";
import { apply, construct, ownKeys } from "../primordials.js";
import { hidden, implement, record, stateful } from "../records.js";
import { setTimeout } from "../timers.js";
import { dispatch, echoes, Event, EventTarget, EventTargetState, handlerProperty, invalidThis, targetOf, trust } from "./eventTarget.js";
import { defineClass, inspectFields, makeOwn } from "./hostClass.js";

/** What an AbortSignal hides. */
class SignalState extends EventTargetState {
  aborted = false;
  reason: unknown = undefined;
  /** The host's controller of the signal, where the host's own functions take none but the host's. Not a field of the record. */
  declare controller: object | undefined;
}
record("AbortSignal", SignalState, ["listeners", "aborted", "reason"]);

let allowed = false;

function newSignal(): AbortSignal {
  return makeSignal(new SignalState()) as AbortSignal;
}

/** The host's own parts of it, taken before they are replaced. */
const NativeController = (globalThis as { AbortController?: new () => object }).AbortController;
const nativeSignal =
  NativeController && (Object.getOwnPropertyDescriptor(NativeController.prototype, "signal")?.get as (() => object) | undefined);
const nativeAbort =
  NativeController && (Object.getOwnPropertyDescriptor(NativeController.prototype, "abort")?.value as (reason: unknown) => void);

/**
 * A signal with its state. Where builtin modules share the realm (Bun, Deno) it is one of the host's, so that `fetch` and others take it; Node's own code asks
 * for nothing but what every program sees.
 */
export function makeSignal(state: SignalState): object {
  let signal: object;
  if (host.shared !== undefined && NativeController !== undefined && nativeSignal !== undefined) {
    state.controller = construct(NativeController, []) as object;
    signal = apply(nativeSignal, state.controller, []);
    hidden.set(signal, state);
    if (state.aborted) tellHost(state);
  } else {
    allowed = true;
    try {
      signal = makeOwn(AbortSignal, []);
    } finally {
      allowed = false;
    }
    hidden.set(signal, state);
  }
  return signal;
}

function tellHost(state: SignalState): void {
  if (state.controller !== undefined && nativeAbort !== undefined) apply(nativeAbort, state.controller, [state.reason]);
}

echoes.of = (target) => {
  const state = hidden.get(target);
  return state instanceof SignalState && state.controller !== undefined && state.aborted;
};

/** Own properties of every signal on this host. */
export function signalKeys(): Readonly<Record<PropertyKey, true>> {
  const keys = Object.create(null) as Record<PropertyKey, true>;
  for (const key of ownKeys(newSignal())) keys[key] = true;
  return keys;
}

function signalOf(signal: unknown): SignalState {
  const state = targetOf(signal, "AbortSignal");
  if (!(state instanceof SignalState)) throw invalidThis("AbortSignal");
  return state;
}

function exception(message: string, name: string): Error {
  const { DOMException } = globalThis as { DOMException?: new (message: string, name: string) => Error };
  if (DOMException !== undefined) return new DOMException(message, name);
  return Object.defineProperty(new Error(message), "name", { value: name, configurable: true, writable: true });
}

interface SignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: string, listener: unknown, options?: object): void;
}

/** `AbortSignal` */
class AbortSignal extends EventTarget {
  constructor() {
    if (!allowed) throw nodeError(TypeError, "ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor");
    super();
  }
  get aborted(): boolean {
    return signalOf(this).aborted;
  }
  get reason(): unknown {
    return signalOf(this).reason;
  }
  throwIfAborted(): void {
    const state = signalOf(this);
    if (state.aborted) throw state.reason;
  }
  get onabort(): unknown {
    return handlerProperty.get(this, "abort");
  }
  set onabort(handler: unknown) {
    handlerProperty.set(this, "abort", handler);
  }
  static abort(...args: [reason?: unknown]): AbortSignal {
    const signal = newSignal();
    const state = signalOf(signal);
    state.aborted = true;
    state.reason = args[0] === undefined ? exception("This operation was aborted", "AbortError") : args[0];
    tellHost(state);
    return signal;
  }
  static timeout(delay: unknown): AbortSignal {
    if (typeof delay !== "number") throw invalidArgument("delay", "of type number", delay);
    const signal = newSignal();
    setTimeout(stateful("abort.timeout", signal), delay).unref();
    return signal;
  }
  static any(signals: Iterable<SignalLike>): AbortSignal {
    const result = newSignal();
    const all = [...signals];
    for (const [index, signal] of all.entries()) {
      if (typeof signal !== "object" || signal === null || !("aborted" in signal))
        throw invalidArgument(`signals[${index}]`, "an instance of AbortSignal", signal);
    }
    const aborted = all.find((signal) => signal.aborted);
    if (aborted !== undefined) {
      abort(result, aborted.reason);
      return result;
    }
    for (const signal of all) signal.addEventListener("abort", stateful("abort.any", [signal, result]), { once: true });
    return result;
  }
}

implement("abort.timeout", (signal: AbortSignal) => () => {
  abort(signal, exception("The operation was aborted due to timeout", "TimeoutError"));
});
implement("abort.any", (pair: [SignalLike, AbortSignal]) => () => {
  abort(pair[1], pair[0].reason);
});

function abort(signal: AbortSignal, reason: unknown): void {
  const state = signalOf(signal);
  if (state.aborted) return;
  state.aborted = true;
  state.reason = reason;
  const event = makeOwn(Event, ["abort"]);
  trust(event);
  tellHost(state);
  dispatch(signal, event);
}

/** What an AbortController hides. */
class ControllerState {
  signal: AbortSignal | undefined = undefined;
}
record("AbortController", ControllerState, ["signal"]);

/** `AbortController` */
class AbortController {
  constructor() {
    hidden.set(this, new ControllerState());
  }
  get signal(): AbortSignal {
    const state = hidden.get(this);
    if (!(state instanceof ControllerState))
      throw nodeError(TypeError, "ERR_INVALID_THIS", 'Value of "this" must be of type AbortController');
    return (state.signal ??= newSignal());
  }
  abort(...args: [reason?: unknown]): void {
    abort(this.signal, args[0] === undefined ? exception("This operation was aborted", "AbortError") : args[0]);
  }
}

/** Puts the classes in place of the host's. Called once at start, after those of eventTarget.ts. */
export function installAbortSignals(): void {
  inspectFields(AbortSignal.prototype, (signal) =>
    hidden.get(signal) === undefined ? undefined : { aborted: (signal as AbortSignal).aborted },
  );
  defineClass("AbortSignal", AbortSignal, "aborted reason throwIfAborted onabort", "AbortSignal", "aborted");
  inspectFields(AbortController.prototype, (controller) =>
    hidden.get(controller) === undefined ? undefined : { signal: (controller as AbortController).signal },
  );
  defineClass("AbortController", AbortController, "signal abort", "AbortController", "signal");
}
