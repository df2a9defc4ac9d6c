import type { ControlChannel } from "../host.js";
import { frameReader, frameSender, type Receive, subarray } from "./controlFrames.js";

export interface NodeModules {
  readonly fs: typeof import("node:fs");
  readonly net: typeof import("node:net");
}

// Taken before the program can change them: the channel is used while it runs.
const NativeUint8Array = Uint8Array;
const { wait } = Atomics;
/** Never changes: to sleep on. */
const still = new Int32Array(new SharedArrayBuffer(4));
const readSize = 65_536;
/** Longest sleep between two looks at the socket, ms: what a message waits at most while the program stands still. */
const longestSleep = 8;

/**
 * The control socket on Node. The event loop reads it, but while the main thread stands in the middle of the program (`serve`) it is read from its file
 * descriptor: libuv hands over at once what it has read, and the kernel keeps the rest, so each byte is seen once and in order. Writing goes by the
 * descriptor always: what libuv has queued would come after what is written while the event loop stands still.
 */
export function connectNode({ fs, net }: NodeModules, path: string, receive: Receive): ControlChannel {
  const socket = net.connect(path);
  const push = frameReader(receive);
  socket.unref();
  socket.on("data", push);
  // Whoever supervises the program may go away; the program goes on.
  socket.on("error", () => undefined);
  /** A Unix socket is connected when `connect` has returned. Undefined when it is closed: its number may be another file's by then. */
  const descriptor = (): number | undefined => (socket as unknown as { _handle?: { fd?: number } | null })._handle?.fd;

  return {
    ...frameSender((bytes) => {
      for (let at = 0, sleep = 1; at < bytes.length;) {
        const fd = descriptor();
        const count = fd === undefined ? gone : transfer(() => fs.writeSync(fd, bytes, at));
        if (count === gone) return;
        at += count;
        sleep = count > 0 ? 1 : sleepFor(sleep);
      }
    }),
    poll() {
      const buffer = new NativeUint8Array(readSize);
      for (;;) {
        const fd = descriptor();
        const count = fd === undefined ? gone : transfer(() => fs.readSync(fd, buffer) || gone);
        // Whether somebody is still there, the event loop finds out.
        if (count <= 0) return;
        push(subarray(buffer, 0, count));
      }
    },
    serve(isOver) {
      const buffer = new NativeUint8Array(readSize);
      // A frame after the one that is being received now, when it is that one which has led here.
      push(subarray(buffer, 0, 0));
      for (let sleep = 1; !isOver();) {
        const fd = descriptor();
        const count = fd === undefined ? gone : transfer(() => fs.readSync(fd, buffer) || gone);
        if (count === gone) return false;
        if (count > 0) push(subarray(buffer, 0, count));
        sleep = count > 0 ? 1 : sleepFor(sleep);
      }
      return true;
    },
  };
}

/** The other side has closed. */
const gone = -1;

/** Bytes read or written, 0 when the other side has to do something first, or `gone`. */
function transfer(io: () => number): number {
  try {
    return io();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "EAGAIN" || code === "EINTR" ? 0 : gone;
  }
}

/** @returns how long to sleep next time, ms. */
function sleepFor(sleep: number): number {
  wait(still, 0, 0, sleep);
  return sleep < longestSleep ? sleep * 2 : sleep;
}
