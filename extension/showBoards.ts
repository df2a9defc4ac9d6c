import * as vscode from "vscode";
import type { BoardsModel } from "./boardsModel.js";
import type { ProgramOutputs } from "./programOutputs.js";
import { BoardsTree } from "./trees/boardsTree.js";

/** How often boards are asked while the user looks at them, ms: programs may be started, moved and stopped from a terminal too. */
const period = 3000;

export interface BoardsView {
  /** Selects a program, if the view is seen. */
  reveal(id: string): Promise<void>;
  dispose(): void;
}

/** The view Boards, kept up to date while it is seen. */
export function showBoards(model: BoardsModel, outputs: ProgramOutputs): BoardsView {
  const tree = new BoardsTree(model, outputs);
  const view = vscode.window.createTreeView("thingsmigrate.boards", { treeDataProvider: tree, showCollapseAll: false });
  const describe = (): void => {
    view.message = model.problem?.message ?? "";
    view.badge = model.running.length === 0 ? undefined : { value: model.running.length, tooltip: describeCount(model.running.length) };
  };
  const look = (): void => {
    if (view.visible && vscode.window.state.focused && vscode.workspace.isTrusted) void model.refresh();
  };
  const timer = setInterval(look, period);
  look();
  const subscriptions = [
    view,
    model.onDidChange(describe),
    view.onDidChangeVisibility(look),
    vscode.window.onDidChangeWindowState(look),
    vscode.workspace.onDidGrantWorkspaceTrust(look),
  ];
  return {
    reveal: async (id) => {
      const program = model.find(id);
      if (program && view.visible) await view.reveal({ type: "program", program }, { select: true, focus: false });
    },
    dispose: () => {
      clearInterval(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function describeCount(running: number): string {
  return running === 1 ? "1 program is running" : `${String(running)} programs are running`;
}
