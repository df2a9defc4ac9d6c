import { StringDecoder } from "node:string_decoder";
import { stripVTControlCharacters } from "node:util";
import * as vscode from "vscode";
import type { ProgramRecord } from "../core/board/agentProtocol.js";
import { findProgram } from "../core/board/findPrograms.js";
import type { OutputOffsets } from "../core/board/programProcess.js";
import { toCodedError } from "../core/errors.js";
import { followOutput } from "../core/handoff/followOutput.js";
import type { BoardsModel } from "./boardsModel.js";

/** The output of programs, one channel each: from its first byte on and live, wherever the program goes. */
export class ProgramOutputs implements vscode.Disposable {
  readonly #model: BoardsModel;
  readonly #channels = new Map<string, FollowedProgram>();
  readonly #stop = new AbortController();

  constructor(model: BoardsModel) {
    this.#model = model;
  }

  /** Whether this window shows the program's output. */
  has(id: string): boolean {
    return this.#channels.has(id);
  }

  /** Shows the channel of a program, following it from its beginning if this window does not yet. */
  show(id: string): void {
    let followed = this.#channels.get(id);
    if (!followed) {
      followed = new FollowedProgram(id, this.#model, this.#stop.signal);
      this.#channels.set(id, followed);
    }
    followed.follow();
    followed.channel.show(true);
  }

  dispose(): void {
    this.#stop.abort();
    for (const { channel } of this.#channels.values()) channel.dispose();
  }
}

class FollowedProgram {
  readonly channel: vscode.OutputChannel;
  readonly #id: string;
  readonly #model: BoardsModel;
  readonly #signal: AbortSignal;
  readonly #decoders = [new StringDecoder("utf8"), new StringDecoder("utf8")] as const;
  /** How far each stream has been shown; absent before the first time. */
  #offsets: [number, number] | undefined;
  #following = false;
  #atLineStart = true;

  constructor(id: string, model: BoardsModel, signal: AbortSignal) {
    this.#id = id;
    this.#model = model;
    this.#signal = signal;
    this.channel = vscode.window.createOutputChannel(`ThingsMigrate: ${id}`, "log");
  }

  /** Goes on until the program ends; called again after a connection was lost, from where it stopped. */
  follow(): void {
    if (this.#following) return;
    this.#following = true;
    void this.#follow()
      .catch((thrown: unknown) => {
        const { code, message } = toCodedError(thrown);
        if (code !== "E_ABORTED") this.#note(`${message}; Show Output tries again`);
      })
      .finally(() => (this.#following = false));
  }

  async #follow(): Promise<void> {
    const { epochs } = await findProgram(this.#model.connections, this.#id);
    const [first] = epochs;
    if (!first) return;
    const offsets = (this.#offsets ??= [first.record.base[0], first.record.base[1]]);
    const from: OutputOffsets = [offsets[0], offsets[1]];
    const { record } = await followOutput({
      connect: (board) => this.#model.connections.to(board),
      board: first.board,
      key: first.record,
      from,
      wait: true,
      signal: this.#signal,
      onOutput: (stream, bytes) => {
        offsets[stream] += bytes.length;
        this.#append(stripVTControlCharacters(this.#decoders[stream].write(bytes)));
      },
      onMoved: ({ movedTo }) => {
        this.#note(`moved to ${String(movedTo)}`);
        void this.#model.refresh();
      },
    });
    this.#note(describeEnd(record));
    await this.#model.refresh();
  }

  #append(text: string): void {
    if (text === "") return;
    this.channel.append(text);
    this.#atLineStart = text.endsWith("\n");
  }

  /** A line of ours between those of the program. */
  #note(text: string): void {
    this.channel.append(`${this.#atLineStart ? "" : "\n"}── ${text}\n`);
    this.#atLineStart = true;
  }
}

function describeEnd({ state, exit }: ProgramRecord): string {
  if (state === "lost") return "lost: the agent on its board has died";
  if (!exit) return state;
  return exit.signal === null ? `ended with exit code ${String(exit.code)}` : `ended by ${exit.signal}`;
}
