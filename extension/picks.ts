import * as vscode from "vscode";
import type { AgentHello } from "../core/board/agentProtocol.js";
import type { FoundProgram } from "../core/board/findPrograms.js";
import type { BoardsModel, BoardState } from "./boardsModel.js";
import { engineKinds } from "./trees/boardsTree.js";

interface BoardItem extends vscode.QuickPickItem {
  readonly board?: string;
}

/**
 * Asks for a board; a new one on this machine can be made by naming it.
 * @param here the board where the program is now, if it is to be moved: the others come first
 * @returns its name, or `undefined` when the user changed their mind
 */
export async function pickBoard(model: BoardsModel, title: string, here?: string): Promise<string | undefined> {
  if (model.boards.length === 0) await model.refresh();
  const boards = [...model.boards].sort((a, b) => Number(a.name === here) - Number(b.name === here));
  const known = boards.map((board) => boardItem(board, board.name === here));
  const another: BoardItem = { label: "$(add) New board on this machine…", description: "another agent with a folder of its own" };
  // Whoever wants to move a program wants it elsewhere: with nowhere else to go, a new board is the likely answer.
  const onlyHere = boards.every((board) => board.name === here);
  const items = onlyHere ? [another, ...known] : [...known, another];
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: "Board", matchOnDescription: true });
  if (!chosen) return undefined;
  return chosen.board ?? (await askBoardName(title, boards));
}

function boardItem(board: BoardState, isHere: boolean): BoardItem {
  return {
    label: `$(${board.kind === "local" ? "vm" : "remote"}) ${board.name}`,
    description: isHere ? "it is here: another process, or another engine" : describe(board),
    board: board.name,
  };
}

function describe(board: BoardState): string {
  switch (board.status) {
    case "ready":
      return engineKinds(board.hello);
    case "unreachable":
      return `can't be reached: ${board.error.message}`;
    case "connecting":
    case "unasked":
      return board.kind === "ssh" ? "ssh" : "this machine";
  }
}

async function askBoardName(title: string, boards: readonly BoardState[]): Promise<string | undefined> {
  const free = ["two", "three", "four", "five"].find((name) => !boards.some((board) => board.name === `local:${name}`)) ?? "";
  const name = await vscode.window.showInputBox({
    title,
    prompt: "Name of the new board on this machine",
    value: free,
    validateInput: (text) => (/^[\w.-]+$/.test(text) ? undefined : "Letters, digits, dots, dashes and underscores"),
  });
  return name === undefined ? undefined : `local:${name}`;
}

/** Asks for an engine of a board; `usual` comes first. Not asked when there is only one. */
export async function pickEngine({ engines }: AgentHello, title: string, usual: string): Promise<string | undefined> {
  const [only] = engines;
  if (engines.length === 1 && only) return only.name;
  const items = engines.map(({ name, version }) => ({
    label: name,
    description: name === "quickjs" ? `hosted by Node ${version}` : version,
  }));
  items.sort((a, b) => Number(b.label === usual) - Number(a.label === usual));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: "Engine" }))?.label;
}

/** Asks for a running program. Not asked when there is only one. */
export async function pickProgram(model: BoardsModel, title: string): Promise<FoundProgram | undefined> {
  await model.refresh();
  const { running } = model;
  const [only] = running;
  if (running.length === 1 && only) return only;
  if (!only) {
    const run = "Run on Board…";
    const chosen = await vscode.window.showInformationMessage("No program is running on the boards that are connected.", run);
    if (chosen === run) await vscode.commands.executeCommand("thingsmigrate.runOnBoard");
    return undefined;
  }
  const items = running.map((program) => ({
    label: program.record.id,
    description: `${program.board} · ${program.record.engine}`,
    detail: program.record.entry,
    program,
  }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: "Program" }))?.program;
}
