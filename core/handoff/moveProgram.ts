import type { BoardConnections } from "../board/boardConnections.js";
import type { FoundProgram } from "../board/findPrograms.js";
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
  { to, engine = record.engine, force, signal, onAction }: MoveOptions,
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
    env: environmentFor(target),
    ...(signal === undefined ? {} : { signal }),
    ...(onAction === undefined ? {} : { onAction }),
    ...(runtimeFiles === undefined ? {} : { runtimeFiles }),
  };
  if (record.state !== "released") return migrate(move);
  if (record.movedTo !== to) {
    throw codedError("E_HANDOFF_IN_DOUBT", `${record.id} was being moved to ${String(record.movedTo)}; settle that first`, {
      remedy: `thingsmigrate migrate ${record.id} --to ${String(record.movedTo)}`,
    });
  }
  return recoverHandoff(move);
}
