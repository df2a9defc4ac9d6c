import * as vscode from "vscode";
import { formatStand } from "../core/snapshot/formatStand.js";
import type { OpenSnapshot } from "./openSnapshot.js";
import { ClosuresTree } from "./trees/closuresTree.js";

/** The view Captured Closures, headed by what it shows. */
export function showClosures(snapshot: OpenSnapshot): vscode.Disposable {
  const view = vscode.window.createTreeView("thingsmigrate.closures", {
    treeDataProvider: new ClosuresTree(snapshot),
    showCollapseAll: true,
  });
  const changed = snapshot.onDidChange(() => {
    const shown = snapshot.shown?.snapshot.description;
    view.description = shown === undefined ? "" : `${shown.name} ${formatStand(shown)}`;
    void vscode.commands.executeCommand("setContext", "thingsmigrate.snapshotShown", shown !== undefined);
  });
  return vscode.Disposable.from(view, changed);
}
