import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { codedError } from "../errors.js";
import { hashOf } from "./blobStore.js";

/** Unix socket paths are limited to 104 bytes (macOS) or 108 (Linux). */
const longestSocketPath = 100;

/** Where the agent of the board in `home` listens. */
export function agentSocket(home: string): string {
  const direct = path.join(home, "agent.sock");
  if (Buffer.byteLength(direct) <= longestSocketPath) return direct;
  const folder = path.join(tmpdir(), `thingsmigrate-${userInfo().uid}`);
  privateFolder(folder);
  return path.join(folder, `${hashOf(Buffer.from(home)).slice(0, 16)}.sock`);
}

/** Whether someone answers at a Unix socket. */
export function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => {
      resolve(false);
    });
  });
}

/** Makes a folder for this user alone. @throws CodedError E_BOARD_UNREACHABLE when it belongs to somebody else or others may enter it. */
export function privateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(folder);
  if (uid !== userInfo().uid) throw codedError("E_BOARD_UNREACHABLE", `${folder} belongs to another user`);
  if ((mode & 0o077) !== 0) chmodSync(folder, 0o700);
}
