import path from "node:path";
import * as vscode from "vscode";
import { answersOf } from "./answers.js";

const runnable = /\.(?:[cm]?js|[cm]?ts|jsx|tsx)$/;

/** The file to run: the one a command was chosen on, else the open one, else one that the user picks. */
export async function pickEntry(given: unknown): Promise<vscode.Uri | undefined> {
  if (given instanceof vscode.Uri) return given;
  const { entry } = answersOf(given);
  if (entry !== undefined) return vscode.Uri.file(entry);
  const open = vscode.window.activeTextEditor?.document;
  if (open && open.uri.scheme === "file" && runnable.test(open.fileName) && !open.fileName.endsWith(".d.ts")) return open.uri;
  const found = await vscode.workspace.findFiles("**/*.{js,mjs,cjs,ts,mts,cts}", "**/{node_modules,dist,out,.thingsmigrate}/**", 500);
  if (found.length === 0) {
    void vscode.window.showInformationMessage("Open a JavaScript or TypeScript file to run it on a board.");
    return undefined;
  }
  const items = found
    .filter(({ path: file }) => !/\.d\.[cm]?ts$|\.config\.|\.test\.|\.spec\./.test(file))
    .map((uri) => ({ label: path.basename(uri.fsPath), description: vscode.workspace.asRelativePath(path.dirname(uri.fsPath)), uri }))
    .sort((a, b) => a.uri.fsPath.split(path.sep).length - b.uri.fsPath.split(path.sep).length || a.label.localeCompare(b.label));
  return (await vscode.window.showQuickPick(items, { title: "Run on Board", placeHolder: "The program's first file" }))?.uri;
}
