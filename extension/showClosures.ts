import * as vscode from "vscode";
import type { OpenSnapshot } from "./openSnapshot.js";
import { ClosuresTree } from "./trees/closuresTree.js";

/** The view Captured Closures, headed by what it shows. */
export function showClosures(snapshot: OpenSnapshot): vscode.Disposable {
  const view = vscode.window.createTreeView("thingsmigrate.closures", {
    treeDataProvider: new ClosuresTree(snapshot),
    showCollapseAll: true,
  });
  const changed = snapshot.onDidChange(() => {
    const { name, turn } = snapshot.shown?.snapshot.description ?? {};
    view.description = name === undefined ? "" : `${name} before turn ${String(turn)}`;
    void vscode.commands.executeCommand("setContext", "thingsmigrate.snapshotShown", name !== undefined);
  });
  return vscode.Disposable.from(view, changed);
}
