import { invalidArgument, nodeError } from "../nodeErrors.js";
import { hidden, implement, record, stateful } from "../records.js";
import { setTimeout } from "../timers.js";
import { dispatch, Event, EventTarget, handlerProperty, targetOf, trust } from "./eventTarget.js";
import { defineClass, inspectFields, makeOwn } from "./hostClass.js";

let allowed = false;

function newSignal(): AbortSignal {
  allowed = true;
  try {
    return makeOwn(AbortSignal, []);
  } finally {
    allowed = false;
  }
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
    return targetOf(this, "AbortSignal").aborted;
  }
  get reason(): unknown {
    return targetOf(this, "AbortSignal").reason;
  }
  throwIfAborted(): void {
    const state = targetOf(this, "AbortSignal");
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
    const state = targetOf(signal);
    state.aborted = true;
    state.reason = args[0] === undefined ? exception("This operation was aborted", "AbortError") : args[0];
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
  const state = targetOf(signal, "AbortSignal");
  if (state.aborted) return;
  state.aborted = true;
  state.reason = reason;
  const event = makeOwn(Event, ["abort"]);
  trust(event);
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
  defineClass("AbortSignal", AbortSignal, "aborted reason throwIfAborted onabort", "AbortSignal");
  inspectFields(AbortController.prototype, (controller) =>
    hidden.get(controller) === undefined ? undefined : { signal: (controller as AbortController).signal },
  );
  defineClass("AbortController", AbortController, "signal abort", "AbortController");
}
