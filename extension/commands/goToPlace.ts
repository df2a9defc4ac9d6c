import * as vscode from "vscode";
import type { Place } from "../../core/errors.js";
import { moduleFile } from "../../core/instrument/moduleId.js";
import { formatStand } from "../../core/snapshot/formatStand.js";
import { originalSource } from "../../core/snapshot/originalSource.js";
import type { Services } from "../services.js";

/** `thingsmigrate.goToPlace`: from a row of Captured Closures to the original source; to the snapshot's copy where the file is not here or has changed. */
export async function goToPlace(services: Services, place: Place): Promise<void> {
  const at = new vscode.Position(place.line - 1, place.column);
  const document = await openSource(services, place.file);
  if (document) await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at), preview: true });
}

async function openSource({ snapshot: { shown }, documents }: Services, module: string): Promise<vscode.TextDocument | undefined> {
  if (!shown) return undefined;
  const { inspector, snapshot } = shown;
  const copy = originalSource(snapshot, module);
  const file = vscode.Uri.file(moduleFile(inspector.summary().root, module));
  const document = await vscode.workspace.openTextDocument(file).then(
    (found) => found,
    () => undefined,
  );
  if (copy === undefined || document?.getText() === copy) return document;
  return documents.open(`${snapshot.description.name} ${formatStand(snapshot.description)}`, module, "captured", copy);
}
