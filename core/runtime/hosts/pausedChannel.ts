import type { PausedChannel } from "../host.js";
import { frameReader, frameSender } from "./controlFrames.js";

const readSize = 65_536;

/**
 * The file descriptor on which a program answers while it stands still in the middle of a turn: its event loop does not run then, so it is read and
 * written synchronously, and shares nothing with the control socket.
 */
export function pausedChannel(fs: typeof import("node:fs"), env: Record<string, string | undefined>): PausedChannel | undefined {
  const fd = Number(env["THINGSMIGRATE_PAUSED_FD"] ?? "");
  if (!(fd > 2)) return undefined;
  let push: ((data: Uint8Array) => void) | undefined;
  const buffer = new Uint8Array(readSize);
  return {
    channel(receive) {
      push = frameReader(receive);
      return frameSender((bytes) => {
        for (let at = 0; at < bytes.length;) at += fs.writeSync(fd, bytes, at);
      });
    },
    receive() {
      const count = fs.readSync(fd, buffer);
      if (count > 0) push?.(buffer.subarray(0, count));
      return count > 0;
    },
  };
}
