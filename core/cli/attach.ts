import { constants } from "node:os";
import type { ProgramRecord } from "../board/agentProtocol.js";
import type { OutputOffsets } from "../board/programProcess.js";
import { type Followed, followOutput } from "../handoff/followOutput.js";
import { connectTo } from "./connections.js";

/** Copies a program's output to ours, wherever the program goes. */
export function follow(
  board: string,
  record: ProgramRecord,
  options: { wait: boolean; from?: OutputOffsets; signal?: AbortSignal },
): Promise<Followed> {
  return followOutput({
    connect: connectTo,
    board,
    key: record,
    ...options,
    onOutput: (stream, bytes) => {
      (stream === 0 ? process.stdout : process.stderr).write(bytes);
    },
    onMoved: ({ movedTo }) => {
      if (process.stderr.isTTY) process.stderr.write(`[moved to ${String(movedTo)}]\n`);
    },
  });
}

/** The exit code a shell would give. */
export function exitCodeOf({ exit }: ProgramRecord): number {
  if (exit?.code !== undefined && exit.code !== null) return exit.code;
  const number = exit?.signal === undefined ? undefined : constants.signals[exit.signal as keyof typeof constants.signals];
  return 128 + (number ?? 0);
}
