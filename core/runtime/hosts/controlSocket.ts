import type { ControlChannel } from "../host.js";
import { defineProperty, nativeThen } from "../primordials.js";
import { frameReader, frameSender, type Receive, subarray } from "./controlFrames.js";
import { connectNode, type NodeModules } from "./nodeControlSocket.js";

/**
 * Connects to the control socket (docs/code-contract.md, section 8). It keeps no process alive, and must share nothing with the program: Bun and Deno write
 * their streams in JavaScript that finds `process.nextTick` and `Promise` in the program's realm, so each engine's own socket is used, not `node:net`'s.
 */
export function connectSocket(modules: NodeModules, path: string, receive: Receive): ControlChannel {
  const { Bun, Deno } = globalThis as { Bun?: BunNamespace; Deno?: DenoNamespace };
  if (Bun !== undefined) return connectBun(Bun, path, receive);
  if (Deno !== undefined) return connectDeno(Deno, path, receive);
  return connectNode(modules, path, receive);
}

interface BunSocket {
  /** @returns how many bytes were taken; negative when the socket is closed. */
  write(bytes: Uint8Array): number;
  unref(): void;
}

interface BunNamespace {
  connect(options: {
    readonly unix: string;
    readonly socket: Readonly<Record<string, (socket: BunSocket, data: Uint8Array) => void>>;
  }): Promise<unknown>;
}

function connectBun(Bun: BunNamespace, path: string, receive: Receive): ControlChannel {
  let socket: BunSocket | undefined;
  const waiting: Uint8Array[] = [];
  const flush = (): void => {
    while (socket !== undefined && waiting[0] !== undefined) {
      const taken = socket.write(waiting[0]);
      if (taken < 0) return;
      if (taken < waiting[0].length) {
        waiting[0] = subarray(waiting[0], taken, waiting[0].length);
        return;
      }
      dropFirst(waiting);
    }
  };
  const push = frameReader(receive);
  const connecting = Bun.connect({
    unix: path,
    socket: {
      open(opened) {
        opened.unref();
        socket = opened;
        flush();
      },
      data(_socket, data) {
        push(data);
      },
      drain: flush,
      close() {
        socket = undefined;
      },
      error: () => undefined,
    },
  });
  settled(connecting, () => undefined);
  return frameSender((bytes) => {
    waiting[waiting.length] = bytes;
    if (waiting.length === 1) flush();
  });
}

interface DenoConnection {
  read(into: Uint8Array): Promise<number | null>;
  write(bytes: Uint8Array): Promise<number>;
  unref(): void;
}

interface DenoNamespace {
  connect(options: { readonly transport: "unix"; readonly path: string }): Promise<DenoConnection>;
}

const NativeUint8Array = Uint8Array;
const readSize = 65_536;

function connectDeno(Deno: DenoNamespace, path: string, receive: Receive): ControlChannel {
  let connection: DenoConnection | undefined;
  let writing = false;
  const waiting: Uint8Array[] = [];
  const push = frameReader(receive);
  const flush = (): void => {
    const first = waiting[0];
    if (connection === undefined || first === undefined || writing) return;
    writing = true;
    settled(connection.write(first), (taken) => {
      writing = false;
      if (taken === undefined) return;
      if (taken < first.length) waiting[0] = subarray(first, taken, first.length);
      else dropFirst(waiting);
      flush();
    });
  };
  const read = (): void => {
    const into = new NativeUint8Array(readSize);
    settled(connection!.read(into), (count) => {
      if (count === undefined || count === null) return;
      push(subarray(into, 0, count));
      read();
    });
  };
  settled(Deno.connect({ transport: "unix", path }), (opened) => {
    if (opened === undefined) return;
    connection = opened;
    opened.unref();
    flush();
    read();
  });
  return frameSender((bytes) => {
    waiting[waiting.length] = bytes;
    flush();
  });
}

/** Calls `then` with what a promise of the engine's gives, or with nothing when it is rejected; asks nothing of the realm's `Promise`. */
function settled<Value>(promise: Promise<Value>, then: (value?: Value) => void): void {
  // Otherwise `then` would look up the realm's constructor to derive a promise from it.
  defineProperty(promise, "constructor", { value: undefined });
  void nativeThen(promise, then, () => {
    then();
  });
}

function dropFirst(list: unknown[]): void {
  for (let i = 1; i < list.length; i++) list[i - 1] = list[i];
  list.length--;
}
