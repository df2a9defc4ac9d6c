import { callFromHost } from "./hostCalls.js";
import { host } from "./host.js";
import { implement, record, stateful } from "./records.js";
import type { Emitter } from "./shims/events.js";

/** The call of the program for a signal, which may wait while the program stands still. */
class SignalCall {
  name: string;
  constructor(name: string) {
    this.name = name;
  }
}
record("SignalCall", SignalCall, ["name"]);

let target: Emitter;
let numbers: Readonly<Record<string, number>> = {};
const listening: Record<string, () => void> = Object.create(null) as Record<string, () => void>;

implement("process.signal", (call: SignalCall) => () => {
  target.emit(call.name, call.name, numbers[call.name]);
});

/** Listens to the host's signals for those that the program listens to on `process`, as Node does, with listeners of the same names. Called once at start. */
export function bridgeSignals(process: Emitter): void {
  target = process;
  numbers = (host.builtin("os") as { constants?: { signals?: Record<string, number> } } | undefined)?.constants?.signals ?? {};
  process.on("newListener", function startListeningIfSignal(type: unknown) {
    listenToSignal(type);
  });
  process.on("removeListener", function stopListeningIfSignal(type: unknown) {
    if (typeof type !== "string") return;
    const listener = listening[type];
    if (listener === undefined || target.listenerCount(type) > 0) return;
    host.process?.removeListener(type, listener);
    delete listening[type];
  });
}

/** Listens again, after a restore, to all signals that the program listens to. */
export function listenToSignals(): void {
  for (const type of target.eventNames()) listenToSignal(type);
}

function listenToSignal(type: unknown): void {
  if (typeof type !== "string" || numbers[type] === undefined || listening[type] !== undefined || host.process === undefined) return;
  const listener = (): void => {
    callFromHost(stateful("process.signal", new SignalCall(type)), undefined, [], undefined);
  };
  host.process.on(type, listener);
  listening[type] = listener;
}
