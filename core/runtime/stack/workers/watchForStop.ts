import type { Session } from "node:inspector";
import type { Socket } from "node:net";

/** What the watching worker is given. Sent as data. */
export interface WatchOrder {
  /** Of the Unix socket where whoever may stop the program listens. */
  readonly socket: string;
  readonly pid: number;
  /** One 32-bit cell, 1 from when it was told to stop until the main thread has noticed. */
  readonly shared: SharedArrayBuffer;
}

/**
 * Body of the worker that lets the program be stopped while its main thread is busy; its text runs in a thread of its own (startWorker.ts). It connects to
 * the socket, says `{"type":"watch","pid":…}`, and for each `{"type":"stop"}` it sets `$stop` in the main thread, in the middle of whatever that is doing:
 * the next safepoint sees it. It answers `{"type":"stopping"}` when it is set, which a builtin that does not look for interrupts can delay.
 */
export function watchForStop(load: (name: string) => unknown, { socket: path, pid, shared }: WatchOrder): void {
  const { connect } = load("node:net") as typeof import("node:net");
  const { Session: InspectorSession } = load("node:inspector") as { Session: new () => Session };
  const told = new Int32Array(shared);
  let stopping = false;
  /** Told again while it was stopping: the main thread may have gone on already. */
  let again = false;
  let hasStopped = false;

  const say = (socket: Socket, message: object): void => {
    socket.write(`${JSON.stringify(message)}\n`);
  };
  /** Connected for as long as it takes: otherwise nothing of the inspector is active in the main thread. */
  const stop = (socket: Socket): void => {
    Atomics.store(told, 0, 1);
    again = stopping;
    if (stopping) return;
    stopping = hasStopped = true;
    const session = new InspectorSession();
    session.connectToMainThread();
    // Answers of the main thread reach this one only while its event loop turns.
    const ticking = setInterval(() => undefined, 2);
    session.post("Runtime.evaluate", { expression: "$stop = true", silent: true }, () => {
      session.disconnect();
      clearInterval(ticking);
      stopping = false;
      say(socket, { type: "stopping" });
      if (again) stop(socket);
    });
  };

  const socket = connect(path);
  let text = "";
  socket.setEncoding("utf8");
  socket.on("data", (piece: string) => {
    const lines = (text + piece).split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) if ((JSON.parse(line) as { type?: unknown }).type === "stop") stop(socket);
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    // Nobody can ask any more. But the main thread may not yet have noticed that the session has ended, and a thread must not end before (inspectFrames.ts).
    if (hasStopped) setInterval(() => undefined, 2 ** 31 - 1);
  });
  say(socket, { type: "watch", pid });
}
