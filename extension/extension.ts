import { homedir } from "node:os";
import * as vscode from "vscode";
import { BoardConnections } from "../core/board/boardConnections.js";
import { codedError, type Place } from "../core/errors.js";
import { BoardsModel } from "./boardsModel.js";
import { goToPlace } from "./commands/goToPlace.js";
import { migrateProgram } from "./commands/migrateProgram.js";
import { openSnapshot } from "./commands/openSnapshot.js";
import { runOnBoard } from "./commands/runOnBoard.js";
import { showGeneratedCode } from "./commands/showGeneratedCode.js";
import { stopProgram } from "./commands/stopProgram.js";
import { takeSnapshotCommand } from "./commands/takeSnapshot.js";
import { ErrorPresenter } from "./errorPresenter.js";
import { OpenSnapshot } from "./openSnapshot.js";
import { programOf } from "./programOf.js";
import { ProgramOutputs } from "./programOutputs.js";
import { ReadOnlyDocuments } from "./readOnlyDocuments.js";
import type { Services } from "./services.js";
import { showBoards } from "./showBoards.js";
import { showClosures } from "./showClosures.js";
import type { BoardsNode } from "./trees/boardsTree.js";

/** Called by VS Code when a view or command of ours is wanted for the first time. */
export function activate(context: vscode.ExtensionContext): void {
  const directory = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir();
  const model = new BoardsModel(new BoardConnections({ directory, interactive: false }));
  const outputs = new ProgramOutputs(model);
  const errors = new ErrorPresenter();
  const snapshot = new OpenSnapshot();
  const documents = new ReadOnlyDocuments();
  const boards = showBoards(model, outputs);
  const services: Services = { model, outputs, errors, snapshot, documents, storage: context.globalStorageUri, reveal: boards.reveal };
  context.subscriptions.push(model, outputs, errors, snapshot, documents, boards, showClosures(snapshot));

  registerCommands(context, services);
}

function registerCommands(context: vscode.ExtensionContext, services: Services): void {
  const { model, outputs, errors } = services;
  const command = (name: string, action: string, run: (given: unknown) => Promise<unknown>): void => {
    context.subscriptions.push(
      vscode.commands.registerCommand(`thingsmigrate.${name}`, (given: unknown) => errors.guard(action, () => run(given))),
    );
  };
  command("openSnapshot", "Opening the snapshot", (given) => openSnapshot(services, given));
  command("showGeneratedCode", "Showing the generated code", (given) => showGeneratedCode(services, given));
  command("goToPlace", "Going to the source", (place) => goToPlace(services, place as Place));
  command("showLog", "Showing the log", () => {
    errors.log.show();
    return Promise.resolve();
  });

  /** Whatever contacts a board or runs a program. Menus disable it in Restricted Mode; other extensions don't ask menus. */
  const active = (name: string, action: string, run: (given: unknown) => Promise<unknown>): void =>
    command(name, action, (given) => {
      if (!vscode.workspace.isTrusted) throw codedError("E_UNTRUSTED", "the workspace is in Restricted Mode");
      return run(given);
    });
  active("runOnBoard", "Running", (given) => runOnBoard(services, given));
  active("migrate", "Moving", (given) => migrateProgram(services, given));
  active("takeSnapshot", "Taking a snapshot", (given) => takeSnapshotCommand(services, given));
  active("stop", "Stopping", (given) => stopProgram(services, given));
  active("refresh", "Refreshing", () => model.refresh());
  active("connect", "Connecting", async (given) => {
    const node = given as BoardsNode | undefined;
    if (node?.type === "board") await model.connect(node.board.name);
    await model.refresh();
  });
  active("showOutput", "Showing the output", async (given) => {
    const program = await programOf(services, given, "Output");
    if (program) outputs.show(program.record.id);
  });
}
