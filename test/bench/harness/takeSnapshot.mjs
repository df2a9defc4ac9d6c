/**
 * Freezes a program over its control socket (docs/code-contract.md, section 8), captures it and lets it go on. @returns the snapshot's size, or why it was
 * refused.
 */
export async function takeSnapshot(socket) {
  let received = Buffer.alloc(0);
  let wake = () => undefined;
  socket.on("data", (bytes) => {
    received = Buffer.concat([received, bytes]);
    wake();
  });
  const next = async () => {
    for (;;) {
      const end = received.indexOf(10);
      const header = end < 0 ? undefined : JSON.parse(received.subarray(0, end).toString());
      const length = end + 1 + (header?.bytes ?? 0);
      if (header !== undefined && received.length >= length) {
        received = received.subarray(length);
        return header;
      }
      await new Promise((resolve) => (wake = resolve));
    }
  };
  const ask = async (message, type) => {
    socket.write(`${JSON.stringify(message)}\n`);
    for (let frame = await next(); ; frame = await next()) if (frame.type === type || frame.type === "refused") return frame;
  };
  await ask({ type: "freeze" }, "frozen");
  const frame = await ask({ type: "capture", wait: 2000 }, "snapshot");
  await ask({ type: "thaw" }, "thawed");
  socket.removeAllListeners("data");
  return frame.type === "snapshot" ? { bytes: frame.bytes } : { refused: frame.error.message };
}
