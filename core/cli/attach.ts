import { constants } from "node:os";
import type { AgentConnection } from "../board/agentConnection.js";
import type { ProgramRecord } from "../board/agentProtocol.js";
import type { OutputOffsets } from "../board/programProcess.js";
import { codedError } from "../errors.js";
import { type Followed, followOutput } from "../handoff/followOutput.js";
import { connectTo, findProgram } from "./connections.js";
import { exitCodes } from "./exitCodes.js";
import { hurry, whenReaderLeaves, writeSlowly } from "./outputReader.js";

/** Copies a program's output to ours, wherever the program goes. */
export function follow(
  board: string,
  record: ProgramRecord,
  options: { wait: boolean; from?: OutputOffsets; signal?: AbortSignal },
): Promise<Followed> {
  let from: AgentConnection | undefined;
  const hold = (): void => from?.hold(true);
  const go = (): void => from?.hold(false);
  return followOutput({
    connect: async (name) => (from = await connectTo(name)),
    board,
    key: record,
    ...options,
    onOutput: (stream, bytes) => {
      // What the reader has no room for stays on the board, not in our memory.
      writeSlowly(stream === 0 ? process.stdout : process.stderr, bytes, hold, go);
    },
    onMoved: ({ movedTo }) => {
      if (process.stderr.isTTY) process.stderr.write(`[moved to ${String(movedTo)}]\n`);
    },
  });
}

/** What Ctrl-C means while a program is being started or is attached. */
export interface Attachment {
  /** Aborted by a Ctrl-C before the program has started. */
  readonly signal: AbortSignal;
  /** Asked before it is started. @throws CodedError E_ABORTED after a Ctrl-C. */
  throwIfStopped(): void;
  /** Follows the program to its end; from now on Ctrl-C stops it wherever it is by then. Our exit code becomes the program's. */
  attach(board: string, record: ProgramRecord): Promise<void>;
}

/** A second Ctrl-C always leaves at once. */
export function attachment(): Attachment {
  const stop = new AbortController();
  const running: { record?: ProgramRecord } = {};
  let interrupts = 0;
  process.on("SIGINT", () => {
    if (++interrupts > 1) process.exit(exitCodes.interrupted);
    if (running.record) void stopProgram(running.record.id, "SIGINT");
    else stop.abort();
  });
  // A program whose output nobody reads any more ends, as it would without us.
  whenReaderLeaves(() => {
    const { record } = running;
    if (record === undefined) process.exit(exitCodes.readerLeft);
    void stopProgram(record.id, "SIGTERM").finally(() => process.exit(exitCodes.readerLeft));
  });
  return {
    signal: stop.signal,
    throwIfStopped: () => {
      if (stop.signal.aborted) throw codedError("E_ABORTED", "stopped before the program was started");
    },
    attach: async (board, record) => {
      running.record = record;
      // Pressed while it was being started.
      if (stop.signal.aborted) void stopProgram(record.id, "SIGINT");
      const followed = await follow(board, record, { wait: true });
      process.exitCode = exitCodeOf(followed.record);
    },
  };
}

async function stopProgram(id: string, signal: "SIGINT" | "SIGTERM"): Promise<void> {
  hurry();
  try {
    const { board, record } = await findProgram(id);
    const connection = await connectTo(board);
    await connection.request("stop", { id: record.id, epoch: record.epoch, signal });
  } catch {
    // It has ended meanwhile, or can't be reached: the second Ctrl-C leaves.
  }
}

/** The exit code a shell would give. */
export function exitCodeOf({ exit }: ProgramRecord): number {
  if (exit?.code !== undefined && exit.code !== null) return exit.code;
  const number = exit?.signal === undefined ? undefined : constants.signals[exit.signal as keyof typeof constants.signals];
  return 128 + (number ?? 0);
}
