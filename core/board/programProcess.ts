import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { codedError, type CodedError, errorFromRecord, type ErrorRecord } from "../errors.js";
import { type Engine, engineCommand } from "./engines.js";
import { envAsNode, envAsUsual } from "./electron.js";
import { encodeFrame, type Frame, FrameReader } from "./frames.js";
import type { CodeUse } from "../snapshot/schema.js";

/** 0 is stdout, 1 is stderr. */
export type OutputStream = 0 | 1;
/** Bytes of stdout and of stderr. */
export type OutputOffsets = readonly [stdout: number, stderr: number];

export interface ProgramOptions {
  readonly engine: Engine;
  /** An instrumented program or a resume program (code contract, section 5). */
  readonly directory: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Start the runtime only and wait for `restore`. */
  readonly warm?: boolean;
  /** Where to freeze first. */
  readonly freezeAt?: StopAt | undefined;
  /** Whether it may be asked to stop in the middle of a turn: a thread of it listens, which costs memory. Only for programs with frames. */
  readonly watched?: boolean;
  /** File that gets the number of turns when the process ends. */
  readonly turnsFile?: string;
  /** Called with every piece of output in order, per stream. The bytes are not reused. */
  onOutput(stream: OutputStream, bytes: Buffer): void;
}

/**
 * Before a turn (from 1), or at a safepoint in the middle of a turn: `c12` at the start of a function, `l12` at that of a loop's round, `s12` at either.
 * Only programs with frames (core/codemap/manifest.ts) have safepoints.
 */
export type StopAt = number | `${"s" | "c" | "l"}${number}`;

export interface ProgramExit {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Hello {
  readonly pid: number;
  readonly engine: string;
  readonly version: string;
  readonly mode: string;
}

/** What an engine may have or lack: core/resume/engineFeatures.ts. */
export interface Feature {
  readonly kind: string;
  readonly text: string;
}

/** When a program is to stand still: as soon as possible if nothing is said. */
export interface FreezeOptions {
  /** Before this turn. */
  readonly atTurn?: number | undefined;
  /** Also in the middle of a turn, if it has frames; if it comes neither to the end of its turn nor to such a place within so many ms, it refuses. */
  readonly within?: number | undefined;
}

export interface Frozen {
  /** Before which it stands, or in which: then 0 is the main program. */
  readonly turn: number;
  /** The safepoint at which it stands, if it does so in the middle of a turn. No two stops of a process have the same turn and safepoint. */
  readonly safepoint?: number;
  /** What kept it from stopping at the safepoint that was asked for, if it stands at a later one. */
  readonly waitedFor?: string;
  readonly output: OutputOffsets;
}

export interface Captured {
  readonly body: Buffer;
  readonly codeUse: readonly CodeUse[];
  readonly turn: number;
}

type AnswerType = "features" | "hello" | "frozen" | "snapshot" | "refused" | "thawed" | "prepared" | "started";

interface Waiter {
  readonly types: readonly AnswerType[];
  resolve(frame: Frame): void;
  reject(error: CodedError): void;
}

/**
 * One program in one process of an engine, with its output and its control socket: code contract, section 8. Whoever makes it owns it; nothing of it is
 * left when `exited` is settled.
 */
export class ProgramProcess {
  readonly pid: number;
  /** Settles when the process has ended and all its output has been handed over. Never rejects. */
  readonly exited: Promise<ProgramExit>;
  readonly #child: ChildProcess;
  readonly #hello: Promise<Hello>;
  readonly #written: [number, number] = [0, 0];
  readonly #waiters = new Set<Waiter>();
  readonly #drainWaiters = new Set<() => void>();
  readonly #socket: Promise<Socket>;
  /** Leads to the thread that can stop the program in the middle of a turn. */
  #watcher: Socket | undefined;
  /** It was to be told before it had connected. */
  #rung = false;
  #frozen: Frozen | undefined;
  #closed: CodedError | undefined;
  #ended = false;
  readonly #warm: boolean;
  #started = false;
  #thawing = false;

  private constructor(options: ProgramOptions, child: ChildProcess, pid: number, server: Server, folder: string) {
    this.#child = child;
    this.#warm = options.warm === true;
    this.pid = pid;
    const hello = this.#answer("hello");
    this.#socket = this.#accept(server, folder, options.watched === true);
    // Whoever is interested asks for them; a process that ends without having connected is no unhandled rejection.
    this.#socket.catch(ignore);
    this.#hello = hello.then(({ header }) => header as unknown as Hello);
    this.#hello.catch(ignore);
    child.stdout?.on("data", (bytes: Buffer) => {
      this.#output(0, bytes, options);
    });
    child.stderr?.on("data", (bytes: Buffer) => {
      this.#output(1, bytes, options);
    });
    this.exited = new Promise((resolve) => {
      child.once("close", (code, signal) => {
        server.close();
        rmSync(folder, { recursive: true, force: true });
        this.#ended = true;
        this.#close(endedError(code, signal));
        for (const wake of this.#drainWaiters) wake();
        resolve({ code, signal });
      });
    });
  }

  /**
   * Starts the engine. Resolves when the process exists, before the program has connected.
   * @throws CodedError E_ENGINE_FAILED when the engine can't be executed.
   */
  static async start(options: ProgramOptions): Promise<ProgramProcess> {
    // A socket's path is limited to 104 bytes on some systems: never below the program's directory.
    const folder = mkdtempSync(path.join(tmpdir(), "tm-"));
    try {
      const socketPath = path.join(folder, "control");
      const server = createServer();
      await listening(server, socketPath);
      const { file, args } = engineCommand(options.engine, options.directory);
      const child = spawn(file, [...args, ...options.args], {
        cwd: options.cwd,
        env: {
          ...(file === process.execPath ? envAsNode(options.env) : envAsUsual(options.env)),
          THINGSMIGRATE_CONTROL: socketPath,
          ...(options.warm === true ? { THINGSMIGRATE_MODE: "warm" } : {}),
          ...(options.freezeAt === undefined ? {} : { THINGSMIGRATE_FREEZE_AT: String(options.freezeAt) }),
          ...(options.watched === true ? { THINGSMIGRATE_WATCH: "1" } : {}),
          ...(options.turnsFile === undefined ? {} : { THINGSMIGRATE_TURNS: options.turnsFile }),
        },
        stdio: ["ignore", "pipe", "pipe"],
      });
      const pid = await spawned(child, options.engine, server);
      return new ProgramProcess(options, child, pid, server, folder);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** The program's greeting. @throws CodedError E_PROGRAM_ENDED when it ended without one. */
  hello(): Promise<Hello> {
    return this.#hello;
  }

  /** Bytes of output received so far. */
  get received(): OutputOffsets {
    return [this.#written[0], this.#written[1]];
  }

  /** Whether the program stands still. */
  get frozen(): boolean {
    return this.#frozen !== undefined;
  }

  /** Whether it has answered `go`. */
  get started(): boolean {
    return this.#started;
  }

  /**
   * Stops; at once when it is frozen already. All output written until then has been handed over when this resolves.
   * @throws CodedError E_PROGRAM_ENDED when the program ends first, E_CAPTURE_STACK when it refuses.
   */
  async freeze({ atTurn, within }: FreezeOptions = {}): Promise<Frozen> {
    if (this.#frozen === undefined) {
      const when = { ...(atTurn === undefined ? {} : { atTurn }), ...(within === undefined ? {} : { within }) };
      accepted(await this.#askBusy({ type: "freeze", ...when }, "frozen", "refused"));
    }
    return this.untilFrozen();
  }

  /** As `freeze`, for a program that was told when to freeze on starting, thawing or going. */
  async untilFrozen(): Promise<Frozen> {
    if (this.#frozen === undefined) await this.#answer("frozen");
    const frozen = this.#frozen;
    if (frozen === undefined) throw codedError("E_PROTOCOL", "the program went on while it was being frozen");
    await this.#drained(frozen.output);
    return frozen;
  }

  /** The body of a snapshot of the frozen program; waits up to `wait` ms for host operations in flight. @throws CodedError with the program's refusal. */
  async capture(wait: number): Promise<Captured> {
    const frame = accepted(await this.#ask({ type: "capture", wait }, "snapshot", "refused"));
    return { body: frame.bytes, codeUse: frame.header["codeUse"] as readonly CodeUse[], turn: frame.header["turn"] as number };
  }

  /** Goes on in place; a freeze still to come is given up. */
  async thaw(freezeAt?: StopAt): Promise<void> {
    this.#frozen = undefined;
    this.#thawing = true;
    await this.#ask({ type: "thaw", ...(freezeAt === undefined ? {} : { freezeAt }) }, "thawed");
  }

  /** In a warm process: rebuild the program of a resume directory without running it. @throws CodedError with the refusal. */
  async restore(directory: string): Promise<void> {
    accepted(await this.#ask({ type: "restore", directory }, "prepared", "refused"));
  }

  /** Which of the features the engine lacks, by their index. */
  async lacking(features: readonly Feature[]): Promise<readonly number[]> {
    const { header } = await this.#askBusy({ type: "features", features }, "features");
    return header["lacking"] as readonly number[];
  }

  /** Runs what was restored. */
  async go(freezeAt?: StopAt): Promise<void> {
    await this.#ask({ type: "go", ...(freezeAt === undefined ? {} : { freezeAt }) }, "started");
  }

  /** Gives the source up: it exits without running anything. Resolves when it has ended. */
  async end(): Promise<void> {
    const socket = await this.#socket.catch(() => undefined);
    if (socket === undefined || this.#closed) this.kill("SIGKILL");
    else socket.write(encodeFrame({ type: "end" }));
    await this.exited;
  }

  /** Takes no more of its output for now; a program that goes on writing then waits. */
  holdOutput(on: boolean): void {
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (on) stream?.pause();
      else stream?.resume();
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async #ask(message: Readonly<Record<string, unknown>>, ...types: AnswerType[]): Promise<Frame> {
    const answer = this.#answer(...types);
    await this.#send(answer, message);
    return answer;
  }

  /** As `#ask`, of a program that may be in the middle of a turn, where nobody reads its socket: its watcher, if it has one, has it look there. */
  async #askBusy(message: Readonly<Record<string, unknown>>, ...types: AnswerType[]): Promise<Frame> {
    const answer = this.#answer(...types);
    await this.#send(answer, message, () => {
      if (this.#frozen === undefined && (this.#started || !this.#warm)) this.#ring();
    });
    return answer;
  }

  #ring(): void {
    this.#rung = true;
    this.#watcher?.write('{"type":"stop"}\n');
  }

  async #send(answer: Promise<unknown>, message: object, sent: () => void = ignore): Promise<void> {
    // The answer may be rejected while we still wait to connect; it is awaited right after.
    answer.catch(ignore);
    const socket = await this.#socket;
    socket.write(encodeFrame(message), sent);
  }

  #answer(...types: AnswerType[]): Promise<Frame> {
    return new Promise((resolve, reject) => {
      if (this.#closed) reject(this.#closed);
      else this.#waiters.add({ types, resolve, reject });
    });
  }

  /** The program connects first, before it starts the thread that does so too. */
  async #accept(server: Server, folder: string, watched: boolean): Promise<Socket> {
    const socket = await new Promise<Socket>((resolve, reject) => {
      server.once("connection", resolve);
      this.#waiters.add({ types: [], resolve: ignore, reject });
    });
    const over = (): void => {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    };
    if (!watched) over();
    else
      server.once("connection", (watcher) => {
        over();
        this.#watcher = watcher.on("error", ignore).resume();
        if (this.#rung) this.#ring();
      });
    const reader = new FrameReader();
    socket.on("data", (chunk: Buffer) => {
      try {
        for (const frame of reader.push(chunk)) this.#received(frame);
      } catch (error) {
        this.#close(
          error instanceof Error ? codedError("E_PROTOCOL", error.message, { cause: error }) : codedError("E_PROTOCOL", String(error)),
        );
        socket.destroy();
      }
    });
    // A program that is killed resets the connection; `exited` tells the rest.
    socket.on("error", ignore);
    return socket;
  }

  #received(frame: Frame): void {
    const type = frame.header["type"] as AnswerType;
    if (type === "started") this.#started = true;
    if (type === "thawed") this.#thawing = false;
    if (type === "frozen") {
      // Said before the program heard that it may go on (a freeze asked for and one by turn can both be answered).
      if (this.#thawing) return;
      this.#frozen = frame.header as unknown as Frozen;
    }
    for (const waiter of this.#waiters) {
      if (!waiter.types.includes(type)) continue;
      this.#waiters.delete(waiter);
      waiter.resolve(frame);
    }
  }

  #close(error: CodedError): void {
    this.#closed ??= error;
    for (const waiter of this.#waiters) waiter.reject(error);
    this.#waiters.clear();
  }

  #output(stream: OutputStream, bytes: Buffer, options: ProgramOptions): void {
    this.#written[stream] += bytes.length;
    options.onOutput(stream, bytes);
    for (const wake of this.#drainWaiters) wake();
  }

  #drained([stdout, stderr]: OutputOffsets): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!this.#ended && (this.#written[0] < stdout || this.#written[1] < stderr)) return;
        this.#drainWaiters.delete(check);
        resolve();
      };
      this.#drainWaiters.add(check);
      check();
    });
  }
}

function accepted(frame: Frame): Frame {
  if (frame.header["type"] === "refused") throw errorFromRecord(frame.header["error"] as ErrorRecord);
  return frame;
}

function endedError(code: number | null, signal: NodeJS.Signals | null): CodedError {
  return codedError("E_PROGRAM_ENDED", `the program ended with ${signal === null ? `exit code ${String(code)}` : signal}`);
}

function listening(server: Server, socketPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(socketPath, resolve);
  });
}

function spawned(child: ChildProcess, engine: Engine, server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("spawn", () => {
      resolve(child.pid ?? 0);
    });
    child.once("error", (cause) => {
      server.close();
      reject(codedError("E_ENGINE_FAILED", `${engine.name} (${engine.executable}) can't be started: ${cause.message}`, { cause }));
    });
  });
}

function ignore(): void {
  // Said where it is used.
}
