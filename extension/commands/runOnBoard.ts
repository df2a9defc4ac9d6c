import { realpathSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { InstrumentError } from "../../core/instrument/diagnostics.js";
import { answersOf } from "../answers.js";
import { connectShown } from "../connectShown.js";
import { pickEntry } from "../pickEntry.js";
import { pickBoard, pickEngine } from "../picks.js";
import type { Services } from "../services.js";
import type { BoardsNode } from "../trees/boardsTree.js";
import { withProgress } from "../withProgress.js";

const title = "Run on Board";

/** `thingsmigrate.runOnBoard`: of the palette, of a file, or of a board in the tree. Answers with the program's name. */
export async function runOnBoard(services: Services, given?: unknown): Promise<string | undefined> {
  const node = given as BoardsNode | undefined;
  const answers = answersOf(given);
  const entry = await pickEntry(given);
  if (!entry) return undefined;
  const board = node?.type === "board" ? node.board.name : (answers.board ?? (await pickBoard(services.model, title)));
  if (board === undefined) return undefined;
  const hello = await connectShown(services.model, board);
  const engine = answers.engine ?? (await pickEngine(hello, title, "node"));
  if (engine === undefined) return undefined;
  await vscode.workspace.textDocuments.find((document) => document.uri.fsPath === entry.fsPath && document.isDirty)?.save();
  const id = await start(services, entry, board, engine);
  await services.model.refresh();
  services.outputs.show(id);
  await services.reveal(id);
  return id;
}

async function start({ model, errors }: Services, entry: vscode.Uri, board: string, engine: string): Promise<string> {
  const name = path.basename(entry.fsPath);
  // Babel and all that goes with it is loaded when it is needed, not when VS Code starts.
  const { deployProgram, withInstrumented } = await import("../../core/handoff/deploy.js");
  const { programRoot } = await import("../../core/instrument/instrumentProgram.js");
  const root = programRoot(realpathSync(entry.fsPath));
  return withProgress(`Running ${name} on ${board}`, ({ say, signal }) => {
    const run = withInstrumented(
      entry.fsPath,
      signal,
      async ({ out, manifest, diagnostics }) => {
        errors.showProblems(root, diagnostics);
        say("sending the program");
        const connection = await model.connections.to(board);
        const cwd = vscode.workspace.getWorkspaceFolder(entry)?.uri.fsPath ?? path.dirname(entry.fsPath);
        const program = await deployProgram(connection, out, { entry: manifest.entry, engine, args: [], cwd });
        signal.throwIfAborted();
        say(`starting ${engine}`);
        const { record } = await connection.request("start", program);
        return record.id;
      },
      { onProgress: ({ module }) => say(`instrumenting ${module}`) },
    );
    return run.catch((thrown: unknown) => {
      if (thrown instanceof InstrumentError) errors.showProblems(root, thrown.diagnostics);
      throw thrown;
    });
  });
}
