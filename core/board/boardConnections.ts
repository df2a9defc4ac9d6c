import { AgentConnection } from "./agentConnection.js";
import { findBoard } from "./boards.js";

export interface BoardConnectionsOptions {
  /** Where boards.json is looked for, see `listBoards`. */
  readonly directory: string;
  /** Whether ssh may ask for a password on the terminal. */
  readonly interactive: boolean;
}

/** One connection to each board, made when it is first asked for, and again when it was lost. */
export class BoardConnections {
  readonly directory: string;
  readonly #interactive: boolean;
  readonly #open = new Map<string, Promise<AgentConnection>>();

  constructor({ directory, interactive }: BoardConnectionsOptions) {
    this.directory = directory;
    this.#interactive = interactive;
  }

  /** @throws CodedError E_BOARD_UNKNOWN, and what `AgentConnection.open` throws. */
  to(name: string): Promise<AgentConnection> {
    const known = this.#open.get(name);
    if (known) return known;
    const board = findBoard(name, this.directory);
    const opening = AgentConnection.open(board, { interactive: this.#interactive });
    this.#open.set(name, opening);
    const forget = (): void => {
      if (this.#open.get(name) === opening) this.#open.delete(name);
    };
    void opening.then((connection) => connection.closed()).then(forget, forget);
    return opening;
  }

  /** Lets all boards go; their agents and programs stay. */
  async close(): Promise<void> {
    const opened = [...this.#open.values()];
    this.#open.clear();
    for (const connection of await Promise.allSettled(opened)) if (connection.status === "fulfilled") connection.value.close();
  }
}
