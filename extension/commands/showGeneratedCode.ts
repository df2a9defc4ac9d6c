import * as vscode from "vscode";
import { answersOf } from "../answers.js";
import type { Shown } from "../openSnapshot.js";
import type { Services } from "../services.js";
import type { BoardsNode } from "../trees/boardsTree.js";
import { takeSnapshot } from "./takeSnapshot.js";

/**
 * `thingsmigrate.showGeneratedCode`: the code that goes on from a snapshot. Of a file or a program when it was chosen on one; else of the snapshot that
 * is shown; else of a program that the user picks.
 */
export async function showGeneratedCode(services: Services, given?: unknown): Promise<void> {
  const shown = await snapshotOf(services, given);
  if (!shown) return;
  const { generatedCode } = await import("../../core/handoff/generatedCode.js");
  const { name, turn, entry } = shown.snapshot.description;
  const texts = generatedCode(shown.snapshot);
  const path = await pickModule([...texts.keys()], entry);
  if (path === undefined) return;
  const document = await services.documents.open(`${name} from turn ${String(turn)}`, path, "resume", texts.get(path) ?? "");
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false });
}

function snapshotOf(services: Services, given: unknown): Promise<Shown | undefined> {
  if (given instanceof vscode.Uri) return services.snapshot.open(given);
  const ofProgram = answersOf(given).program !== undefined || (given as BoardsNode | undefined)?.type === "program";
  const { shown } = services.snapshot;
  return shown && !ofProgram ? Promise.resolve(shown) : takeSnapshot(services, given);
}

/** The entry's first, packages last. */
async function pickModule(paths: readonly string[], entry: string): Promise<string | undefined> {
  if (paths.length < 2) return paths[0];
  const weight = (path: string): number => (path === entry ? 0 : path.includes("node_modules/") ? 2 : 1);
  const sorted = [...paths].sort((a, b) => weight(a) - weight(b) || a.localeCompare(b));
  return vscode.window.showQuickPick(sorted, { title: "Generated Code", placeHolder: "Module" });
}
