import * as vscode from "vscode";
import type { Services } from "../services.js";

/** `thingsmigrate.openSnapshot`: shows the closures of a file, the one a command was chosen on or one that the user picks. */
export async function openSnapshot(services: Services, given?: unknown): Promise<void> {
  const file = given instanceof vscode.Uri ? given : await pickFile();
  if (!file) return;
  await services.snapshot.open(file);
  await vscode.commands.executeCommand("thingsmigrate.closures.focus");
}

async function pickFile(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    title: "Open a Snapshot",
    openLabel: "Open Snapshot",
    filters: { Snapshots: ["tms"] },
    ...(folder ? { defaultUri: folder } : {}),
  });
  return chosen?.[0];
}
