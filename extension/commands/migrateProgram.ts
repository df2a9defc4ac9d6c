import * as vscode from "vscode";
import type { FoundProgram } from "../../core/board/findPrograms.js";
import { errorFromRecord } from "../../core/errors.js";
import type { HandoffAction } from "../../core/handoff/handoffMachine.js";
import type { MigrateReport } from "../../core/handoff/migrate.js";
import { type Answers, answersOf } from "../answers.js";
import { connectShown } from "../connectShown.js";
import { formatBytes } from "../formatBytes.js";
import { pickBoard, pickEngine } from "../picks.js";
import { programOf } from "../programOf.js";
import type { Services } from "../services.js";
import { withProgress } from "../withProgress.js";

const title = "Migrate";

/** `thingsmigrate.migrate`: moves a running program, alive. Answers with what came of it. */
export async function migrateProgram(services: Services, given?: unknown): Promise<MigrateReport | undefined> {
  const { model } = services;
  const answers = answersOf(given);
  const program = await programOf(services, given, title);
  if (!program) return undefined;
  const { id, engine: now } = program.record;
  const to = answers.to ?? (await pickBoard(model, `${title} ${id} to`, program.board));
  if (to === undefined) return undefined;
  const hello = await connectShown(model, to);
  const engine = answers.engine ?? (await pickEngine(hello, `${title} ${id} to ${to}`, now));
  if (engine === undefined) return undefined;
  const { moveProgram } = await import("../../core/handoff/moveProgram.js");
  const report = await withProgress(`Moving ${id} to ${to}`, ({ say, signal }) =>
    moveProgram(model.connections, program, { to, engine, signal, onAction: (action) => say(describe(action, to)) }),
  ).finally(() => model.refresh());
  await services.reveal(id);
  tell(services, program, to, engine, report);
  return report;
}

function tell({ errors }: Services, { board, record }: FoundProgram, to: string, engine: string, report: MigrateReport): void {
  const error = report.error && errorFromRecord(report.error);
  switch (report.outcome) {
    case "moved": {
      const frozen = report.frozen === undefined ? "" : `: ${report.frozen.toFixed(0)} ms frozen`;
      const bytes = report.snapshotBytes === undefined ? "" : `, ${formatBytes(report.snapshotBytes)} of state`;
      errors.log.info(`${record.id} moved from ${board} to ${to}, engine ${engine}${frozen}${bytes}`);
      void vscode.window.showInformationMessage(`${record.id} runs on ${to}, engine ${engine}${frozen}${bytes}.`);
      return;
    }
    case "stayed":
      if (error) void errors.show(`${record.id} goes on where it was`, error);
      return;
    case "inDoubt":
      void offerAgain(`${record.id} is frozen on ${board} and nothing is lost, but ${to} did not say whether it runs there.`, {
        program: record.id,
        to,
        engine,
      });
  }
}

async function offerAgain(text: string, answers: Answers): Promise<void> {
  const again = "Try Again";
  if ((await vscode.window.showWarningMessage(text, again)) === again)
    await vscode.commands.executeCommand("thingsmigrate.migrate", answers);
}

function describe(action: HandoffAction, to: string): string {
  switch (action) {
    case "warm":
      return `warming an engine on ${to}`;
    case "freeze":
      return "waiting for the end of a turn";
    case "capture":
      return "capturing";
    case "transfer":
      return "sending its state";
    case "prepare":
      return "rebuilding it there";
    case "release":
    case "go":
    case "end":
      return "handing over";
    case "thaw":
    case "reclaim":
    case "abort":
      return "letting it go on where it was";
    case "askSource":
    case "askTarget":
      return "asking what became of it";
  }
}
