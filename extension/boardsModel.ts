import * as vscode from "vscode";
import type { AgentHello } from "../core/board/agentProtocol.js";
import type { BoardConnections } from "../core/board/boardConnections.js";
import { listBoards } from "../core/board/boards.js";
import { allPrograms, type FoundProgram } from "../core/board/findPrograms.js";
import { sshConfigHosts } from "../core/board/sshConfigHosts.js";
import { type CodedError, toCodedError } from "../core/errors.js";

export type BoardStatus =
  /** Not asked yet: boards that need ssh are contacted only when the user wants something of them. */
  | { readonly status: "unasked" }
  | { readonly status: "connecting" }
  | { readonly status: "ready"; readonly hello: AgentHello }
  | { readonly status: "unreachable"; readonly error: CodedError };

export type BoardState = BoardStatus & { readonly name: string; readonly kind: "local" | "ssh" };

/** What is known about boards and the programs on them; the trees and picks show it. */
export class BoardsModel implements vscode.Disposable {
  readonly connections: BoardConnections;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #status = new Map<string, BoardStatus>();
  #boards: readonly { readonly name: string; readonly kind: "local" | "ssh" }[] = [];
  #programs: readonly FoundProgram[] = [];
  #problem: CodedError | undefined;
  #refreshing: Promise<void> | undefined;

  constructor(connections: BoardConnections) {
    this.connections = connections;
  }

  get boards(): readonly BoardState[] {
    return this.#boards.map((board) => ({ ...board, ...(this.#status.get(board.name) ?? { status: "unasked" }) }));
  }

  /** Why boards.json could not be read, if it could not. */
  get problem(): CodedError | undefined {
    return this.#problem;
  }

  /** The newest epoch of each program that ran, wherever it is. */
  get programs(): readonly FoundProgram[] {
    return this.#programs;
  }

  get running(): readonly FoundProgram[] {
    return this.#programs.filter(({ record }) => isAlive(record.state));
  }

  find(id: string): FoundProgram | undefined {
    return this.#programs.find(({ record }) => record.id === id);
  }

  /** Lists boards again and asks those of this machine, and those that are connected, for their programs. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  /** Contacts a board. @throws CodedError when it can't be reached */
  async connect(name: string): Promise<AgentHello> {
    const known = this.#status.get(name);
    if (known?.status !== "ready") this.#set(name, { status: "connecting" });
    try {
      const { hello } = await this.connections.to(name);
      if (known?.status !== "ready") this.#set(name, { status: "ready", hello });
      return hello;
    } catch (thrown) {
      const error = toCodedError(thrown);
      this.#set(name, { status: "unreachable", error });
      throw error;
    }
  }

  dispose(): void {
    this.#changed.dispose();
    void this.connections.close();
  }

  async #refresh(): Promise<void> {
    this.#list();
    const asked = this.#boards.filter(({ name, kind }) => kind === "local" || this.#status.get(name)?.status === "ready");
    await Promise.allSettled(asked.map(({ name }) => this.connect(name)));
    const ready = asked.filter(({ name }) => this.#status.get(name)?.status === "ready").map(({ name }) => name);
    const { found, unreachable } = await allPrograms(this.connections, ready);
    for (const { board, error } of unreachable) this.#status.set(board, { status: "unreachable", error: toCodedError(error) });
    this.#programs = newestEpochs(found);
    this.#changed.fire();
  }

  #list(): void {
    const listed: { name: string; kind: "local" | "ssh" }[] = [];
    const add = (name: string, kind: "local" | "ssh"): void => {
      if (!listed.some((board) => board.name === name)) listed.push({ name, kind });
    };
    try {
      for (const { name, kind } of listBoards(this.connections.directory)) add(name, kind);
      this.#problem = undefined;
    } catch (thrown) {
      this.#problem = toCodedError(thrown);
      add("local", "local");
    }
    for (const host of sshConfigHosts()) add(host, "ssh");
    this.#boards = listed;
  }

  #set(name: string, status: BoardStatus): void {
    this.#status.set(name, status);
    this.#changed.fire();
  }
}

/** Whether a program in this state is there to be moved, looked at or stopped. */
export function isAlive(state: FoundProgram["record"]["state"]): boolean {
  return state === "running" || state === "frozen" || state === "released";
}

function newestEpochs(found: readonly FoundProgram[]): FoundProgram[] {
  const newest = new Map<string, FoundProgram>();
  for (const program of found) {
    const { id, epoch, state } = program.record;
    if (state === "warm" || state === "prepared" || state === "aborted") continue;
    const known = newest.get(id);
    if (!known || known.record.epoch < epoch) newest.set(id, program);
  }
  return [...newest.values()];
}
