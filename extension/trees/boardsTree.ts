import * as vscode from "vscode";
import type { AgentHello } from "../../core/board/agentProtocol.js";
import type { FoundProgram } from "../../core/board/findPrograms.js";
import { type BoardsModel, type BoardState, isAlive } from "../boardsModel.js";
import type { ProgramOutputs } from "../programOutputs.js";

/** What a command is given when it is chosen on a row. */
export type BoardsNode =
  { readonly type: "board"; readonly board: BoardState } | { readonly type: "program"; readonly program: FoundProgram };

/** The view Boards: each board with its state and engines, below it the programs that run there. */
export class BoardsTree implements vscode.TreeDataProvider<BoardsNode> {
  readonly onDidChangeTreeData: vscode.Event<void>;
  readonly #model: BoardsModel;
  readonly #outputs: ProgramOutputs;

  constructor(model: BoardsModel, outputs: ProgramOutputs) {
    this.#model = model;
    this.#outputs = outputs;
    this.onDidChangeTreeData = model.onDidChange;
  }

  getChildren(node?: BoardsNode): BoardsNode[] {
    if (!vscode.workspace.isTrusted) return [];
    if (!node) return this.#model.boards.map((board) => ({ type: "board", board }));
    if (node.type === "program") return [];
    return this.#programsOn(node.board.name).map((program) => ({ type: "program", program }));
  }

  getParent(node: BoardsNode): BoardsNode | undefined {
    if (node.type === "board") return undefined;
    const board = this.#model.boards.find(({ name }) => name === node.program.board);
    return board && { type: "board", board };
  }

  getTreeItem(node: BoardsNode): vscode.TreeItem {
    return node.type === "board" ? this.#boardItem(node.board) : programItem(node.program);
  }

  /** What runs there, and what has ended since this window began to show its output. */
  #programsOn(board: string): FoundProgram[] {
    return this.#model.programs.filter(
      (program) => program.board === board && (isAlive(program.record.state) || this.#outputs.has(program.record.id)),
    );
  }

  #boardItem(board: BoardState): vscode.TreeItem {
    const hasPrograms = this.#programsOn(board.name).length > 0;
    const item = new vscode.TreeItem(
      board.name,
      hasPrograms ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None,
    );
    // A row that gets its first program is another row to VS Code: otherwise it would stay collapsed.
    item.id = `board ${board.name}${hasPrograms ? " with programs" : ""}`;
    item.contextValue = `board.${board.status}`;
    item.iconPath = new vscode.ThemeIcon(board.kind === "local" ? "vm" : "remote", boardColor(board));
    item.description = describeBoard(board);
    item.tooltip = boardTooltip(board);
    return item;
  }
}

function boardColor({ status }: BoardState): vscode.ThemeColor | undefined {
  switch (status) {
    case "ready":
      return new vscode.ThemeColor("charts.green");
    case "unreachable":
      return new vscode.ThemeColor("list.errorForeground");
    case "connecting":
    case "unasked":
      return undefined;
  }
}

function describeBoard(board: BoardState): string {
  switch (board.status) {
    case "ready":
      return engineKinds(board.hello);
    case "connecting":
      return "connecting…";
    case "unasked":
      return "ssh, not connected";
    case "unreachable":
      return "can't be reached";
  }
}

/** Without versions, which the tooltip has: the view is narrow. */
export function engineKinds({ engines }: AgentHello): string {
  const kinds = new Set(engines.map(({ name }) => name.replace(/@.*/, "")));
  return kinds.size === 0 ? "no engine" : [...kinds].join(", ");
}

function boardTooltip(board: BoardState): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown(`**${escape(board.name)}**${board.kind === "local" ? ": this machine" : ": reached through ssh"}\n\n`);
  if (board.status === "ready") {
    text.appendMarkdown(`${escape(board.hello.platform)}\n\n`);
    for (const { name, version } of board.hello.engines) text.appendMarkdown(`- ${escape(name)} ${escape(version)}\n`);
  } else if (board.status === "unreachable") {
    text.appendMarkdown(`${escape(board.error.message)}\n\n${escape(board.error.remedy ?? "")}`);
  }
  return text;
}

function programItem({ board, record }: FoundProgram): vscode.TreeItem {
  const alive = isAlive(record.state);
  const item = new vscode.TreeItem(record.id);
  item.id = `program ${record.id} ${String(record.epoch)} ${board}`;
  item.contextValue = alive ? "program.running" : "program.ended";
  item.iconPath = alive
    ? new vscode.ThemeIcon("play", new vscode.ThemeColor("charts.green"))
    : new vscode.ThemeIcon("circle-slash", new vscode.ThemeColor("disabledForeground"));
  item.description = [record.engine, describeState(record), describeMoves(record.epoch)].filter((part) => part !== "").join(" · ");
  item.tooltip = `${record.entry} on ${board}, engine ${record.engine}, process ${String(record.pid)}`;
  item.command = {
    command: "thingsmigrate.showOutput",
    title: "Show Output",
    arguments: [{ type: "program", program: { board, record } }],
  };
  return item;
}

function describeState({ state, exit, movedTo }: FoundProgram["record"]): string {
  switch (state) {
    case "frozen":
      return "frozen";
    case "released":
      return `in doubt: was moving to ${String(movedTo)}`;
    case "ended":
      return exit?.signal == null ? `ended, exit code ${String(exit?.code)}` : `ended by ${exit.signal}`;
    case "running":
    case "moved":
      return "";
    case "lost":
    case "warm":
    case "prepared":
    case "aborted":
      return state;
  }
}

function describeMoves(moves: number): string {
  return moves === 0 ? "" : moves === 1 ? "moved once" : `moved ${String(moves)} times`;
}

function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|~]/g, "\\$&");
}
