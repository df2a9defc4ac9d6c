import * as vscode from "vscode";
import type { Services } from "../services.js";
import { takeSnapshot } from "./takeSnapshot.js";

/**
 * `thingsmigrate.showGeneratedCode`: the code that goes on from a snapshot. Of a file or a program when it was chosen on one; else of the snapshot that
 * is shown; else of a program that the user picks.
 */
export async function showGeneratedCode(services: Services, given?: unknown): Promise<void> {
  const shown =
    given instanceof vscode.Uri
      ? await services.snapshot.open(given)
      : given === undefined && services.snapshot.shown
        ? services.snapshot.shown
        : await takeSnapshot(services, given);
  if (!shown) return;
  const { generatedCode } = await import("../../core/handoff/generatedCode.js");
  const { name, turn, entry } = shown.snapshot.description;
  const texts = generatedCode(shown.snapshot);
  const path = await pickModule([...texts.keys()], entry);
  if (path === undefined) return;
  const document = await services.documents.open(`${name} from turn ${String(turn)}`, path, "resume", texts.get(path) ?? "");
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false });
}

/** The entry's first, packages last. */
async function pickModule(paths: readonly string[], entry: string): Promise<string | undefined> {
  if (paths.length < 2) return paths[0];
  const weight = (path: string): number => (path === entry ? 0 : path.includes("node_modules/") ? 2 : 1);
  const sorted = [...paths].sort((a, b) => weight(a) - weight(b) || a.localeCompare(b));
  return vscode.window.showQuickPick(sorted, { title: "Generated Code", placeHolder: "Module" });
}
