import type { Host } from "../host.js";
import { functionToString } from "../primordials.js";

type WorkerThreads = typeof import("node:worker_threads");

/** A port, as it is used here. */
type Port = import("node:worker_threads").MessagePort;

/** Longer than the slowest board needs to start a thread; ms. */
const patience = 60_000;
/** Stack and heap of a worker that holds next to nothing: what it costs is mostly the engine itself. */
const resourceLimits = { maxYoungGenerationSizeMb: 4, stackSizeMb: 1 };

// Taken before the program can change them.
const NativeSharedArrayBuffer = typeof SharedArrayBuffer === "undefined" ? undefined : SharedArrayBuffer;
const NativeInt32Array = Int32Array;
const { exchange, load, store, wait } = typeof Atomics === "undefined" ? ({} as typeof Atomics) : Atomics;

/** A worker thread whose state the main thread can follow while its event loop stands still. */
export interface StackWorker {
  /**
   * Waits while the state is `state`, handling what the inspector asks of this thread (`Atomics.wait` alone would not).
   * @returns the state it has become. @throws Error when it does not change within a minute.
   */
  waitWhile(state: number): number;
  /** Sets the state, after everything that the worker has asked of this thread before has been done. */
  become(state: number): void;
  state(): number;
  /** The state, which is 0 from then on. */
  taken(): number;
  /** What it has said on its port, if anything. */
  said(): unknown;
}

/**
 * Runs a function of workers/ in a thread of its own, as text: the runtime is one file, and the function refers to nothing outside itself.
 * @param order copied over, together with the cell of the state and a port.
 * @throws Error where the host has no threads, or forbids them.
 */
export function startWorker<Order extends object>(
  host: Host,
  body: (load: (name: string) => unknown, order: Order & { readonly shared: SharedArrayBuffer; readonly port: Port }) => void,
  order: Order,
): StackWorker {
  const threads = host.builtin("worker_threads") as WorkerThreads | undefined;
  if (threads === undefined || NativeSharedArrayBuffer === undefined) throw new Error(`${host.engine} has no threads`);
  const shared = new NativeSharedArrayBuffer(4);
  const state = new NativeInt32Array(shared);
  const { port1, port2 } = new threads.MessageChannel();
  const worker = new threads.Worker(`(${functionToString(body)})(require, require("node:worker_threads").workerData)`, {
    eval: true,
    workerData: { ...order, shared, port: port2 },
    transferList: [port2],
    // Nothing of what the program was started with concerns it.
    argv: [],
    env: {},
    execArgv: [],
    // It writes nothing; connecting its streams would have Node call methods that the program may have replaced.
    stdout: true,
    stderr: true,
    resourceLimits,
  });
  // An error that ends it is told by its state, which then stays as it is.
  worker.on("error", () => undefined);
  worker.unref();
  port1.unref();
  return {
    waitWhile(expected) {
      const deadline = host.now() + patience;
      for (;;) {
        const found = load(state, 0);
        if (found !== expected) return found;
        if (host.now() > deadline) throw new Error("the thread that reads the stack does not answer");
        wait(state, 0, expected, 1);
      }
    },
    become(next) {
      // Interrupts are handled when a loop goes round.
      for (let i = 0; i < 2; i++) wait(state, 0, load(state, 0), 1);
      store(state, 0, next);
    },
    state: () => load(state, 0),
    taken: () => exchange(state, 0, 0),
    said: () => threads.receiveMessageOnPort(port1)?.message as unknown,
  };
}
