import { readFileSync } from "node:fs";
import path from "node:path";
import type { AgentConnection } from "../../board/agentConnection.js";
import type { ProgramRecord } from "../../board/agentProtocol.js";
import { type CodedError, codedError, errorFromRecord } from "../../errors.js";
import { deployProgram, engineFiles, environmentFor } from "../../handoff/deploy.js";
import { followOutput } from "../../handoff/followOutput.js";
import { migrate } from "../../handoff/migrate.js";
import { connectTo } from "../connections.js";
import type { Move, MovedRun, MovedRunOptions } from "./runMoved.js";

/** As `runMoved`, with the program under the agents of boards in rotation: each move goes to the next board and the next engine. */
export async function runOnBoards(options: MovedRunOptions, boards: readonly string[]): Promise<MovedRun> {
  const at = async (index: number) => {
    const name = boards[index % boards.length];
    const engine = options.engines[index % options.engines.length]?.name;
    if (name === undefined || engine === undefined) throw codedError("E_USAGE", "no board or engine was given");
    return { name, engine, connection: await connectTo(name) };
  };
  const moves: Move[] = [];
  const refusals: { turn: number; error: CodedError }[] = [];
  // Between agents programs move between turns.
  const turns = options.turns.filter((stop) => typeof stop === "number");
  let here = await at(0);
  const program = await deployProgram(here.connection, options.directory, {
    entry: entryOf(options.directory),
    engine: here.engine,
    args: options.args,
    cwd: options.cwd,
  });
  const started = await here.connection.request("start", { ...program, freezeAt: turns[0] });
  let { record } = started;
  const output: [Buffer[], Buffer[]] = [[], []];
  const followed = followOutput({
    connect: connectTo,
    board: here.name,
    key: record,
    wait: true,
    signal: options.signal,
    onOutput: (stream, bytes) => output[stream].push(bytes),
  });
  // Awaited at the end; a failed move comes first.
  followed.catch(() => undefined);
  try {
    for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
      const there = await at(moves.length + 1);
      const runtimeFiles = engineFiles(there.engine);
      const report = await migrate({
        source: here.connection,
        program: record,
        target: there.connection,
        engine: there.engine,
        targetName: there.name,
        env: environmentFor(there.connection),
        atTurn: turn,
        freezeAt: turns[0],
        signal: options.signal,
        ...(runtimeFiles === undefined ? {} : { runtimeFiles }),
      });
      if (report.error?.code === "E_PROGRAM_ENDED") break;
      if (report.outcome !== "moved" || !report.record) {
        const error = report.error ? errorFromRecord(report.error) : codedError("E_INTERNAL", "a move without a record");
        if (report.outcome === "inDoubt" || !error.code.startsWith("E_CAPTURE")) throw error;
        refusals.push({ turn: report.turn ?? turn, error });
        continue;
      }
      const move = {
        turn: report.turn ?? turn,
        from: here.engine,
        to: there.engine,
        bytes: report.snapshotBytes ?? 0,
        frozen: report.frozen ?? 0,
      };
      moves.push(move);
      options.onMove?.(move);
      ({ record } = report);
      here = there;
    }
    const end = await followed;
    const exit = end.record.exit ?? { code: null, signal: null };
    return { stdout: Buffer.concat(output[0]), stderr: Buffer.concat(output[1]), ...exit, moves, refusals, turns: undefined };
  } catch (error) {
    await giveUp(here.connection, record);
    throw error;
  }
}

async function giveUp(connection: AgentConnection, { id, epoch }: ProgramRecord): Promise<void> {
  // The first error is the one to tell.
  await connection.request("stop", { id, epoch, signal: "SIGKILL" }).catch(() => undefined);
}

function entryOf(directory: string): string {
  const manifest = JSON.parse(readFileSync(path.join(directory, ".thingsmigrate", "manifest.json"), "utf8")) as { entry: string };
  return manifest.entry;
}
