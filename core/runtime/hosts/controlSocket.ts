import type { ControlChannel } from "../host.js";

/** Connects to the control socket (docs/code-contract.md, section 8): frames of one JSON line and the bytes it announces. Keeps no process alive. */
export function connectSocket(
  net: typeof import("node:net"),
  path: string,
  receive: (message: Record<string, unknown>, bytes: Uint8Array) => void,
): ControlChannel {
  const socket = net.connect(path);
  socket.unref();
  let pending: Buffer = Buffer.alloc(0);
  socket.on("data", (data: Buffer) => {
    pending = pending.length === 0 ? data : Buffer.concat([pending, data]);
    for (;;) {
      const end = pending.indexOf(10);
      if (end < 0) return;
      const message = JSON.parse(pending.toString("utf8", 0, end)) as Record<string, unknown>;
      const length = typeof message["bytes"] === "number" ? message["bytes"] : 0;
      if (pending.length < end + 1 + length) return;
      const bytes = pending.subarray(end + 1, end + 1 + length);
      pending = pending.subarray(end + 1 + length);
      receive(message, bytes);
    }
  });
  // Whoever supervises the program may go away; the program goes on.
  socket.on("error", () => undefined);
  return {
    send(message, body) {
      const bytes = body === undefined ? undefined : Buffer.from(body);
      const header = bytes === undefined ? message : { ...message, bytes: bytes.length };
      socket.write(`${JSON.stringify(header)}\n`);
      if (bytes !== undefined) socket.write(bytes);
    },
  };
}
