import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { codedError, type CodedError, errorFromRecord, type ErrorRecord, toCodedError } from "../errors.js";
import { type AgentFile, readAgentFile } from "./agentFile.js";
import { type AgentHello, type FollowEvent, type OperationName, type Operations, pieceSize, protocolVersion } from "./agentProtocol.js";
import type { Board } from "./boards.js";
import { bootstrapCommand, bootstrapLines } from "./bootstrap.js";
import { envAsNode } from "./electron.js";
import { encodeFrame, FrameReader, type Frame } from "./frames.js";

export interface ConnectOptions {
  /** Whether ssh may ask for a password or a key's passphrase on the terminal. */
  readonly interactive?: boolean;
  /** Instead of the agent of this installation. */
  readonly agentFile?: AgentFile;
  /** Milliseconds for connecting, installing the agent included. */
  readonly timeout?: number;
  /** Takes the agent that is there, of whatever version: only to end it. */
  readonly anyVersion?: boolean;
}

export interface RequestOptions {
  readonly bytes?: Uint8Array;
  readonly signal?: AbortSignal;
  /** Milliseconds; without it the answer may take forever. */
  readonly timeout?: number;
  readonly onEvent?: (data: FollowEvent, bytes: Buffer) => void;
}

interface Pending {
  resolve(answer: { result: object; bytes: Buffer }): void;
  reject(error: CodedError): void;
  readonly onEvent: RequestOptions["onEvent"];
}

type Transport = ChildProcessByStdio<Writable, Readable, Readable>;

/** One long-lived connection to the agent of one board: frames over stdin and stdout of a child process, here or through ssh. */
export class AgentConnection {
  readonly board: Board;
  readonly #transport: Transport;
  readonly #pending = new Map<number, Pending>();
  readonly #sending = new Map<string, Promise<void>>();
  #next = 1;
  #lost: CodedError | undefined;
  #hello: AgentHello | undefined;

  private constructor(board: Board, transport: Transport, stderr: () => string) {
    this.board = board;
    this.#transport = transport;
    transport.once("close", (code) => {
      this.#lose(unreachable(board, stderr() || `the connection ended (${String(code)})`));
    });
    transport.stdin.on("error", () => undefined);
  }

  /**
   * Connects to a board, starting its agent when none runs, and replacing an idle one of another version.
   * @throws CodedError E_BOARD_UNREACHABLE with what ssh or the shell said, E_PROTOCOL when a busy agent of another version is there.
   */
  static async open(board: Board, options: ConnectOptions = {}): Promise<AgentConnection> {
    const agent = options.agentFile ?? readAgentFile();
    for (let attempt = 0; ; attempt++) {
      const connection = await AgentConnection.#reach(board, agent, options);
      const hello = await connection.request("hello", {}, { timeout: options.timeout ?? connectTimeout });
      connection.#hello = hello;
      if (hello.agent === agent.hash || options.anyVersion === true) return connection;
      // An idle agent of another version makes room; a busy one is used as long as it speaks the same protocol.
      const idle =
        attempt === 0 &&
        (await connection.request("shutdown", { force: false }).then(
          () => true,
          () => false,
        ));
      if (!idle && hello.protocol === protocolVersion) return connection;
      connection.close();
      if (!idle) {
        throw codedError("E_PROTOCOL", `an agent of another version is busy on ${board.name}`, {
          remedy: `Let its programs end, or end them with it: thingsmigrate boards --shutdown ${board.name} --force`,
        });
      }
      await connection.closed();
    }
  }

  /** ssh is asked first without a terminal, and only if it needs one to ask the user, with it. */
  static async #reach(board: Board, agent: AgentFile, options: ConnectOptions): Promise<AgentConnection> {
    try {
      return await AgentConnection.#connect(board, agent, { ...options, interactive: false });
    } catch (error) {
      const asks = board.kind === "ssh" && /denied|verification failed|no matching host key/i.test(toCodedError(error).message);
      if (options.interactive !== true || !asks) throw error;
      return AgentConnection.#connect(board, agent, options);
    }
  }

  static async #connect(board: Board, agent: AgentFile, options: ConnectOptions): Promise<AgentConnection> {
    const { file, args } = transportCommand(board, agent, options);
    // In a session of its own: a Ctrl-C in the terminal is for us, and what we ask of the board on that account must get through.
    const transport = spawn(file, args, {
      stdio: ["pipe", "pipe", "pipe"],
      env: board.kind === "local" ? envAsNode(process.env) : process.env,
      detached: options.interactive !== true || board.kind === "local",
    });
    let said = "";
    transport.stderr.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString("utf8")).slice(-4000);
    });
    const connection = new AgentConnection(board, transport, () => said.trim());
    const timer = setTimeout(() => {
      said ||= "no answer in time";
      transport.kill();
    }, options.timeout ?? connectTimeout);
    try {
      if (board.kind === "ssh") await installIfAsked(transport, agent, board, () => said.trim());
      else await started(transport, board);
    } finally {
      clearTimeout(timer);
    }
    const reader = new FrameReader();
    transport.stdout.on("data", (chunk: Buffer) => {
      try {
        for (const frame of reader.push(chunk)) connection.#received(frame);
      } catch (error) {
        connection.#lose(codedError("E_PROTOCOL", error instanceof Error ? error.message : String(error)));
        transport.kill();
      }
    });
    transport.stdout.resume();
    return connection;
  }

  /** Whether the connection is over: what is asked now is not sent. */
  get lost(): boolean {
    return this.#lost !== undefined;
  }

  /** What the agent said about itself and its board. */
  get hello(): AgentHello {
    if (!this.#hello) throw new Error("not connected yet");
    return this.#hello;
  }

  /**
   * Asks the agent for one operation. @throws CodedError what the agent answers, E_BOARD_UNREACHABLE when the connection is lost before the answer (it is then
   * unknown whether the operation was done), E_TIMEOUT.
   */
  async request<Name extends OperationName>(
    type: Name,
    params: Operations[Name]["params"],
    options: RequestOptions = {},
  ): Promise<Operations[Name]["result"]> {
    return (await this.requestBytes(type, params, options)).result;
  }

  /** As `request`, with the bytes of the answer. */
  requestBytes<Name extends OperationName>(
    type: Name,
    params: Operations[Name]["params"],
    options: RequestOptions = {},
  ): Promise<{ result: Operations[Name]["result"]; bytes: Buffer }> {
    const request = this.#next++;
    this.hold(false);
    return new Promise((resolve, reject) => {
      if (this.#lost) {
        reject(this.#lost);
        return;
      }
      const stop = (error: CodedError): void => {
        done();
        reject(error);
      };
      const aborted = (): void => {
        this.#write({ request: this.#next++, type: "cancel", follow: request });
        stop(codedError("E_ABORTED", "stopped"));
      };
      const timer =
        options.timeout === undefined
          ? undefined
          : setTimeout(() => {
              stop(codedError("E_TIMEOUT", `${this.board.name} did not answer "${type}" within ${String(options.timeout)} ms`));
            }, options.timeout);
      const done = (): void => {
        clearTimeout(timer);
        options.signal?.removeEventListener("abort", aborted);
        this.#pending.delete(request);
      };
      if (options.signal?.aborted === true) {
        stop(codedError("E_ABORTED", "stopped"));
        return;
      }
      options.signal?.addEventListener("abort", aborted);
      this.#pending.set(request, {
        resolve: (answer) => {
          done();
          resolve(answer);
        },
        reject: stop,
        onEvent: options.onEvent,
      });
      this.#write({ ...params, request, type }, options.bytes);
    });
  }

  /** Sends a content in pieces; one that is being sent already is not sent twice. */
  put(hash: string, bytes: Uint8Array): Promise<void> {
    const underway = this.#sending.get(hash);
    if (underway) return underway;
    const sending = this.#send(hash, bytes).finally(() => {
      this.#sending.delete(hash);
    });
    this.#sending.set(hash, sending);
    return sending;
  }

  async #send(hash: string, bytes: Uint8Array): Promise<void> {
    let offset = 0;
    do {
      const piece = bytes.subarray(offset, offset + pieceSize);
      const last = offset + piece.byteLength === bytes.byteLength;
      await this.request("put", { hash, offset, last }, { bytes: piece });
      offset += piece.byteLength;
    } while (offset < bytes.byteLength);
  }

  /** A whole content. */
  async fetch(hash: string): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let offset = 0; ;) {
      const { result, bytes } = await this.requestBytes("fetch", { hash, offset });
      pieces.push(bytes);
      offset += bytes.length;
      if (offset >= result.size || bytes.length === 0) return Buffer.concat(pieces);
    }
  }

  /** Holds what comes back from where it is, so that it does not pile up here; a request made meanwhile lets it come. */
  hold(on: boolean): void {
    if (on) this.#transport.stdout.pause();
    else this.#transport.stdout.resume();
  }

  /** Lets go; the agent and its programs stay. */
  close(): void {
    this.#transport.stdin.end();
  }

  /** Resolves when the connection is over, for whatever reason. */
  closed(): Promise<void> {
    if (this.#transport.exitCode !== null || this.#transport.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#transport.once("close", () => {
        resolve();
      });
    });
  }

  #write(header: object, bytes?: Uint8Array): void {
    this.#transport.stdin.write(encodeFrame(header, bytes));
  }

  #received({ header, bytes }: Frame): void {
    const pending = this.#pending.get((header["answer"] ?? header["event"]) as number);
    if (!pending) return;
    if (header["event"] !== undefined) pending.onEvent?.(header["data"] as FollowEvent, bytes);
    else if (header["error"] !== undefined) pending.reject(errorFromRecord(header["error"] as ErrorRecord));
    else pending.resolve({ result: header["result"] as object, bytes });
  }

  #lose(error: CodedError): void {
    this.#lost ??= error;
    for (const pending of [...this.#pending.values()]) pending.reject(this.#lost);
  }
}

const connectTimeout = 60_000;

function transportCommand(board: Board, agent: AgentFile, options: ConnectOptions): { file: string; args: string[] } {
  if (board.kind === "local") return { file: process.execPath, args: [agent.path, "connect", board.folder] };
  const batch = options.interactive === true ? [] : ["-o", "BatchMode=yes"];
  return {
    file: "ssh",
    args: ["-T", ...batch, ...board.sshOptions, "--", board.host, bootstrapCommand(agent, board.folder, board.engine)],
  };
}

function started(transport: Transport, board: Board): Promise<void> {
  return new Promise((resolve, reject) => {
    transport.once("spawn", resolve);
    transport.once("error", (error) => {
      reject(unreachable(board, error.message));
    });
  });
}

/** Reads the bootstrap's lines up to `ready`, sending the agent when asked. What a login shell prints before is skipped. */
function installIfAsked(transport: Transport, agent: AgentFile, board: Board, stderr: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const finish = (error?: CodedError): void => {
      transport.stdout.off("data", read);
      transport.off("close", ended);
      transport.off("error", failed);
      if (error) reject(error);
      else resolve();
    };
    const read = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk]);
      for (let end = received.indexOf(0x0a); end >= 0; end = received.indexOf(0x0a)) {
        const line = received.subarray(0, end).toString("latin1").trim();
        received = received.subarray(end + 1);
        if (line === bootstrapLines.send) transport.stdin.write(agent.bytes);
        if (line !== bootstrapLines.ready) continue;
        transport.stdout.pause();
        finish();
        // Nothing of the agent's can have come already: it speaks only when spoken to.
        return;
      }
    };
    const ended = (code: number | null): void => {
      finish(unreachable(board, stderr() || `ssh ended with ${String(code)}`));
    };
    const failed = (error: Error): void => {
      finish(unreachable(board, error.message));
    };
    transport.stdout.on("data", read);
    transport.once("close", ended);
    transport.once("error", failed);
  });
}

function unreachable(board: Board, why: string): CodedError {
  return codedError("E_BOARD_UNREACHABLE", `${board.name}: ${why}`);
}
