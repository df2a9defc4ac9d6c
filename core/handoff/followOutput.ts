import type { AgentConnection } from "../board/agentConnection.js";
import type { ProgramKey, ProgramRecord } from "../board/agentProtocol.js";
import type { OutputOffsets, OutputStream } from "../board/programProcess.js";

export interface FollowOptions {
  /** A connection to a board by name; whoever gives it closes it. */
  connect(board: string): Promise<AgentConnection>;
  readonly board: string;
  readonly key: ProgramKey;
  /** Offsets of the program's whole output to begin at. */
  readonly from?: OutputOffsets;
  /** Whether to wait for more until the program ends; otherwise all there is now is handed over. */
  readonly wait: boolean;
  readonly signal?: AbortSignal | undefined;
  onOutput(stream: OutputStream, bytes: Buffer): void;
  /** The program goes on elsewhere, in another epoch. */
  onMoved?(record: ProgramRecord): void;
}

export interface Followed {
  /** The last epoch's record: how the program ended, or where it stands. */
  readonly record: ProgramRecord;
  readonly board: string;
  /** Where following stopped. */
  readonly offsets: OutputOffsets;
}

/**
 * Hands over a program's output in order, per stream, across its moves: each board is asked for what comes after the offset reached on the one before, so
 * that no byte is lost or repeated.
 */
export async function followOutput(options: FollowOptions): Promise<Followed> {
  const offsets: [number, number] = options.from ? [options.from[0], options.from[1]] : [0, 0];
  let { board } = options;
  let key: ProgramKey = { id: options.key.id, epoch: options.key.epoch };
  for (;;) {
    const connection = await options.connect(board);
    const { record } = await connection.request(
      "follow",
      { ...key, from: [offsets[0], offsets[1]], wait: options.wait },
      {
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        onEvent: ({ stream, offset }, bytes) => {
          offsets[stream] = offset + bytes.length;
          options.onOutput(stream, bytes);
        },
      },
    );
    if (record.state !== "moved" || record.movedTo === undefined) return { record, board, offsets };
    options.onMoved?.(record);
    board = record.movedTo;
    key = { id: key.id, epoch: record.movedEpoch ?? key.epoch + 1 };
  }
}
