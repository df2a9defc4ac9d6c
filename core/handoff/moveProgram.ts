import type { BoardConnections } from "../board/boardConnections.js";
import type { ProgramRecord } from "../board/agentProtocol.js";
import { type FoundProgram, settleMoves } from "../board/findPrograms.js";
import { codedError } from "../errors.js";
import { engineFiles, environmentFor } from "./deploy.js";
import type { HandoffAction } from "./handoffMachine.js";
import { migrate, type MigrateOptions, type MigrateReport, recoverHandoff } from "./migrate.js";

export interface MoveOptions {
  /** The target's name. Its own board moves the program to another process. */
  readonly to: string;
  /** Engine there; otherwise the same as now. */
  readonly engine?: string | undefined;
  /** As of `migrate`. */
  readonly force?: boolean | undefined;
  readonly endOfTurn?: boolean | undefined;
  /** Aborted before `released`, the program stays where it is. */
  readonly signal?: AbortSignal;
  onAction?(action: HandoffAction): void;
}

/**
 * Moves a program to a board by name, or takes up a move there that was left in doubt.
 * @throws CodedError when the handoff could not begin; what came of one that did is in the report.
 */
export async function moveProgram(
  connections: BoardConnections,
  { board, record }: FoundProgram,
  { to, engine = record.engine, force, endOfTurn, signal, onAction }: MoveOptions,
): Promise<MigrateReport> {
  const [source, target] = await Promise.all([connections.to(board), connections.to(to)]);
  const runtimeFiles = engineFiles(engine);
  const move: MigrateOptions = {
    source,
    target,
    program: record,
    engine,
    targetName: to,
    force,
    endOfTurn,
    env: environmentFor(target),
    ...(signal === undefined ? {} : { signal }),
    ...(onAction === undefined ? {} : { onAction }),
    ...(runtimeFiles === undefined ? {} : { runtimeFiles }),
  };
  if (record.state !== "released") return settled(connections, board, to, await migrate(move), record);
  if (record.movedTo !== to) {
    throw codedError("E_HANDOFF_IN_DOUBT", `${record.id} was being moved to ${String(record.movedTo)}; settle that first`, {
      remedy: `thingsmigrate migrate ${record.id} --to ${String(record.movedTo)}`,
    });
  }
  return recoverHandoff(move);
}

/** The link to the source may have been cut when nothing but its end was left to say. */
async function settled(
  connections: BoardConnections,
  board: string,
  to: string,
  report: MigrateReport,
  { id, epoch }: ProgramRecord,
): Promise<MigrateReport> {
  if (report.outcome !== "moved" || report.error === undefined || report.record === undefined) return report;
  try {
    const { records } = await (await connections.to(board)).request("list", {}, { timeout: 30_000 });
    const there = records.filter((one) => one.id === id && one.epoch === epoch).map((one) => ({ board, record: one }));
    await settleMoves(connections, [...there, { board: to, record: report.record }]);
  } catch {
    // It moved; who looks for it next tells the source.
  }
  return report;
}
