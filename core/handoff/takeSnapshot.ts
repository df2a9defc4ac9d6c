import type { AgentConnection } from "../board/agentConnection.js";
import type { ProgramRecord } from "../board/agentProtocol.js";
import type { FoundProgram } from "../board/findPrograms.js";
import { type Hop, isSnapshotFile, manifestOf, type Snapshot } from "../snapshot/container.js";
import { contentReader } from "./bringFiles.js";
import { standStill } from "./standStill.js";

export interface TakeOptions {
  readonly connection: AgentConnection;
  readonly program: ProgramRecord;
  /** The board's name. */
  readonly board: string;
  readonly hops: readonly Hop[];
  /** How long the capture waits for operations of the host in flight, ms. */
  readonly wait?: number;
  /** Wait for the end of its turn, also where it could be taken in the middle of it. */
  readonly endOfTurn?: boolean | undefined;
}

/** Until the program comes to a place where it can be captured, or to the end of a turn; ms. */
const patience = 30_000;

/**
 * A snapshot of a running program, which goes on afterwards. It stands still while it is captured, not while files are fetched.
 * @throws CodedError with the program's refusal; it goes on then as well.
 */
export async function takeSnapshot({ connection, program, board, hops, wait = 10_000, endOfTurn }: TakeOptions): Promise<Snapshot> {
  const key = { id: program.id, epoch: program.epoch };
  const { files } = await connection.request("files", key);
  const capture = async () => {
    const stand = await standStill(connection, key, { patience, endOfTurn });
    return { ...stand, ...(await connection.request("capture", { ...key, wait })) };
  };
  const captured = await capture().finally(() => connection.request("thaw", key));
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
    inTurn: captured.safepoint !== undefined,
    takenAt: new Date().toISOString(),
    args: program.args,
    cwd: program.cwd,
    output: captured.end,
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
