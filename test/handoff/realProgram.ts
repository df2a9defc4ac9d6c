import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AgentConnection } from "../../core/board/agentConnection.js";
import type { ProgramRecord } from "../../core/board/agentProtocol.js";
import { deployProgram, engineFiles } from "../../core/handoff/deploy.js";
import { type Followed, followOutput, type FollowOptions } from "../../core/handoff/followOutput.js";
import { migrate, type MigrateOptions, type MigrateReport } from "../../core/handoff/migrate.js";
import { instrumentProgram } from "../../core/instrument/instrumentProgram.js";

export interface StartOptions {
  readonly args?: readonly string[];
  /** Freeze before this turn. */
  readonly freezeAt?: number;
  /** Whether it can be captured in the middle of a turn. */
  readonly frames?: boolean;
}

/** Boards by name, as `followOutput` asks for them. */
export type Connections = Readonly<Record<string, AgentConnection>>;

/** Runs a program of the given source, instrumented as users' programs are, on a board. */
export async function startSource(
  connection: AgentConnection,
  source: string,
  engine = "node",
  { name = "app.mjs", ...options }: StartOptions & { readonly name?: string } = {},
): Promise<ProgramRecord> {
  const folder = mkdtempSync(path.join(tmpdir(), "tm-real-"));
  try {
    writeFileSync(path.join(folder, name), source);
    return await startEntry(connection, path.join(folder, name), engine, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a file with all it imports on a board. */
export async function startEntry(
  connection: AgentConnection,
  entry: string,
  engine: string,
  { args = [], freezeAt, frames = false }: StartOptions = {},
): Promise<ProgramRecord> {
  const out = mkdtempSync(path.join(tmpdir(), "tm-real-"));
  try {
    const { manifest } = await instrumentProgram(entry, { out, frames });
    const program = await deployProgram(connection, out, { entry: manifest.entry, engine, args, cwd: "/" });
    return (await connection.request("start", { ...program, freezeAt })).record;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Moves a program between two of the boards. */
export function moveTo(
  boards: Connections,
  [from, to]: readonly [from: string, to: string],
  program: ProgramRecord,
  engine: string,
  options: Partial<MigrateOptions> = {},
): Promise<MigrateReport> {
  const runtimeFiles = engineFiles(engine);
  return migrate({
    source: boards[from]!,
    target: boards[to]!,
    targetName: to,
    program,
    engine,
    ...(runtimeFiles === undefined ? {} : { runtimeFiles }),
    ...options,
  });
}

/** All output of a program from its first byte to its end, wherever it goes. `onOutput` is told of each piece. */
export async function collectOutput(
  boards: Connections,
  board: string,
  key: ProgramRecord,
  onOutput: FollowOptions["onOutput"] = () => undefined,
): Promise<Followed & { readonly output: readonly [Buffer, Buffer] }> {
  const pieces: [Buffer[], Buffer[]] = [[], []];
  const followed = await followOutput({
    connect: (name) => Promise.resolve(boards[name]!),
    board,
    key: { id: key.id, epoch: 0 },
    wait: true,
    onOutput: (stream, bytes) => {
      pieces[stream].push(bytes);
      onOutput(stream, bytes);
    },
  });
  return { ...followed, output: [Buffer.concat(pieces[0]), Buffer.concat(pieces[1])] };
}
