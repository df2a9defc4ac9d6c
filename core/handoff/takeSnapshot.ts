import type { AgentConnection } from "../board/agentConnection.js";
import type { ProgramRecord } from "../board/agentProtocol.js";
import type { FoundProgram } from "../board/findPrograms.js";
import { type Hop, isSnapshotFile, manifestOf, type Snapshot } from "../snapshot/container.js";
import { contentReader } from "./bringFiles.js";

export interface TakeOptions {
  readonly connection: AgentConnection;
  readonly program: ProgramRecord;
  /** The board's name. */
  readonly board: string;
  readonly hops: readonly Hop[];
  /** How long the capture waits for operations of the host in flight, ms. */
  readonly wait?: number;
}

/**
 * A snapshot of a running program, which goes on afterwards. It stands still while it is captured, not while files are fetched.
 * @throws CodedError with the program's refusal; it goes on then as well.
 */
export async function takeSnapshot({ connection, program, board, hops, wait = 10_000 }: TakeOptions): Promise<Snapshot> {
  const key = { id: program.id, epoch: program.epoch };
  const { files } = await connection.request("files", key);
  const { end } = await connection.request("freeze", key);
  const captured = await connection.request("capture", { ...key, wait }).finally(() => connection.request("thaw", key));
  const read = contentReader(connection);
  const contents = new Map<string, Buffer>();
  for (const file of files) if (isSnapshotFile(file.path)) contents.set(file.path, await read(file.hash));
  const { programHash, instrumenter, entry } = manifestOf({ files: contents });
  const description = {
    name: program.id,
    programHash,
    instrumenter,
    entry,
    board,
    engine: program.engine,
    turn: captured.turn,
    takenAt: new Date().toISOString(),
    args: program.args,
    cwd: program.cwd,
    output: end,
    hops,
    codeUse: captured.codeUse,
  };
  return { description, body: await read(captured.hash), files: contents };
}

/** The moves of a program before now, from its epochs in order. */
export function hopsOf(epochs: readonly FoundProgram[]): Hop[] {
  return epochs.flatMap(({ board, record: { engine, turn, startedAt } }) =>
    turn === undefined ? [] : [{ board, engine, turn, at: new Date(startedAt).toISOString() }],
  );
}
