import type { Host, HostFacts } from "../host.js";
import { nativeThen, NativePromise } from "../primordials.js";

/** Asks the process around the engine. */
export type Ask = (operation: string, ...args: unknown[]) => unknown;

/** Callbacks that wait for the process around the engine. */
export interface BareCalls {
  later(id: number): void;
  message(message: string, latin1: string): void;
}

/** The host on an engine that has nothing but the language, inside a process that lends it the rest. */
export function bareHost(ask: Ask, engine: string): { host: Host; calls: BareCalls } {
  const facts = JSON.parse(ask("facts") as string) as HostFacts;
  const waiting: Record<number, () => void> = {};
  let nextId = 1;
  let receiver: ((message: Record<string, unknown>, bytes: Uint8Array) => void) | undefined;
  const microtask = (callback: () => void): void => {
    void nativeThen(NativePromise.resolve(), callback, undefined);
  };
  const host: Host = {
    engine,
    version: "0.15.1",
    nodeLike: false,
    process: undefined,
    facts,
    write(fd, data) {
      if (typeof data === "string") ask("writeText", fd, data);
      else ask("writeBytes", fd, latin1(data));
    },
    now: () => ask("now") as number,
    armTimer: (delay, keepAlive) => {
      ask("armTimer", delay, keepAlive);
    },
    armImmediate: (armed, keepAlive) => {
      ask("armImmediate", armed, keepAlive);
    },
    microtask,
    tick: microtask,
    later(callback, delay) {
      const id = nextId++;
      waiting[id] = callback;
      ask("later", id, delay);
    },
    hold: (held) => {
      ask("hold", held);
    },
    readText: (path) => ask("readText", path) as string,
    exists: (path) => ask("exists", path) as boolean,
    writeText: (path, text) => {
      ask("writeText", path, text);
    },
    evaluate: (code, filename) => ask("evaluate", code, filename),
    builtin: () => undefined,
    setExitCode: (code) => {
      ask("setExitCode", code);
    },
    exit(code) {
      ask("exit", code);
      throw new Error("unreachable");
    },
    living: () => [],
    connectControl(receive) {
      if (ask("connect") !== true) return undefined;
      receiver = receive;
      return {
        send: (message, bytes) => {
          if (bytes === undefined) ask("send", JSON.stringify(message));
          else ask("send", JSON.stringify(message), bytes);
        },
      };
    },
  };
  return {
    host,
    calls: {
      later(id) {
        const callback = waiting[id];
        delete waiting[id];
        callback?.();
      },
      message(message, bytes) {
        receiver?.(JSON.parse(message) as Record<string, unknown>, fromLatin1(bytes));
      },
    },
  };
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i] as number);
  return text;
}

function fromLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
