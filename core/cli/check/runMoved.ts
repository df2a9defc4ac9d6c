import { copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Engine } from "../../board/engines.js";
import { addRuntimeFiles } from "../../board/runtimeFiles.js";
import { type Frozen, type ProgramExit, ProgramProcess, type StopAt } from "../../board/programProcess.js";
import { codedError, type CodedError, toCodedError } from "../../errors.js";
import { type MakeResumeFiles, type ResumeFiles, resumeFilesMaker } from "../../handoff/resumeFiles.js";
import type { RunResult } from "./runResult.js";

export interface MovedRunOptions {
  /** An instrumented program. */
  readonly directory: string;
  /** The program starts on the first, and each move goes on to the next in rotation. */
  readonly engines: readonly Engine[];
  /** Turns before which it is moved, ascending. Without any it runs straight. */
  readonly turns: readonly StopAt[];
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
  /** How long a capture may wait for operations of the host in flight, ms. */
  readonly captureWait?: number;
  /** Instead of generating from the program's own sources. */
  readonly makeResumeFiles?: MakeResumeFiles;
  onMove?(move: Move): void;
  /** Called when a program was rebuilt from a body, before it runs. */
  onRestored?(target: ProgramProcess, body: Buffer): Promise<void>;
}

export interface Move {
  readonly turn: number;
  /** The safepoint at which it was moved, if that was in the middle of a turn. */
  readonly safepoint?: number;
  /** What it had to wait for there, if that is a later one than was chosen. */
  readonly waitedFor?: string;
  readonly from: string;
  readonly to: string;
  /** Size of the snapshot's body. */
  readonly bytes: number;
  /** Milliseconds from standing still to running again. */
  readonly frozen: number;
}

/** Places in the middle of turns, by kind. */
export interface Safepoints {
  readonly calls: number;
  readonly loops: number;
}

export interface MovedRun extends RunResult {
  readonly moves: readonly Move[];
  /** Turns of the whole program, if the last process could say. */
  readonly turns: number | undefined;
  /** Safepoints that were passed while a stop at one was wanted. */
  readonly safepoints?: Safepoints | undefined;
  /** Why captures were refused, or targets could not rebuild what was captured: the program went on where it was. */
  readonly refusals: readonly { readonly turn: number; readonly error: CodedError }[];
}

/** Engines started ahead: enough that a move does not wait for one, few enough for a small machine. */
const ahead = 2;

/**
 * Runs an instrumented program to its end and moves it on the way, each time to a new process, without agents. A refused move is no failure: the
 * program goes on in place, and `refusals` says why. Leaves no process and no file behind.
 * @throws CodedError E_ENGINE_FAILED when a target dies, E_ABORTED.
 */
export async function runMoved(options: MovedRunOptions): Promise<MovedRun> {
  const run = new MovedRunner(options);
  try {
    return await run.toTheEnd();
  } finally {
    await run.dispose();
  }
}

interface Started {
  readonly engine: Engine;
  readonly process: ProgramProcess;
  readonly output: [Buffer[], Buffer[]];
  readonly turnsFile: string;
}

class MovedRunner {
  readonly #options: MovedRunOptions;
  readonly #folder = mkdtempSync(path.join(tmpdir(), "tm-run-"));
  readonly #all = new Set<ProgramProcess>();
  readonly #warm: Promise<Started>[] = [];
  readonly #moves: Move[] = [];
  readonly #refusals: { turn: number; error: CodedError }[] = [];
  readonly #output: [Buffer[], Buffer[]] = [[], []];
  #makeResumeFiles: MakeResumeFiles | undefined;
  #warmed = 0;
  #started = 0;
  #disposed = false;

  constructor(options: MovedRunOptions) {
    this.#options = options;
    this.#makeResumeFiles = options.makeResumeFiles;
    options.signal?.addEventListener("abort", () => {
      for (const process_ of this.#all) process_.kill("SIGKILL");
    });
  }

  async toTheEnd(): Promise<MovedRun> {
    const turns = [...this.#options.turns];
    for (const { kind } of this.#options.engines) addRuntimeFiles(this.#options.directory, kind);
    let current = await this.#start(this.#engine(0), false, turns[0]);
    this.#warmAhead(turns.length);
    for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
      const frozen = await untilFrozen(current.process);
      if (!frozen) break;
      // A process may stop later than told (its runtime was still loading): turns that are gone are not moved at.
      while (turns[0] !== undefined && isBehind(turns[0], frozen)) turns.shift();
      current = await this.#move(current, frozen, turns[0], turns.length);
    }
    const exit = await current.process.exited;
    this.#options.signal?.throwIfAborted();
    this.#collect(current);
    return {
      stdout: Buffer.concat(this.#output[0]),
      stderr: Buffer.concat(this.#output[1]),
      ...exitOf(exit),
      moves: this.#moves,
      refusals: this.#refusals,
      ...countsIn(current.turnsFile),
    };
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await Promise.allSettled(this.#warm);
    const processes = [...this.#all];
    for (const process_ of processes) process_.kill("SIGKILL");
    await Promise.all(processes.map((process_) => process_.exited));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #move(source: Started, { turn, safepoint, waitedFor }: Frozen, freezeAt: StopAt | undefined, remaining: number): Promise<Started> {
    const began = performance.now();
    let captured;
    try {
      captured = await source.process.capture(this.#options.captureWait ?? 5000);
    } catch (thrown) {
      const error = toCodedError(thrown);
      if (error.code === "E_PROGRAM_ENDED") throw this.#aborted() ?? error;
      this.#refusals.push({ turn, error });
      await source.process.thaw(freezeAt);
      return source;
    }
    this.#makeResumeFiles ??= resumeFilesMaker((file) => readFileSync(path.join(this.#options.directory, file), "utf8"));
    const directory = this.#layOut(this.#makeResumeFiles(captured.codeUse), captured.body);
    this.#warmAhead(1);
    const next = this.#warm.shift();
    if (!next) throw new Error("a target is warmed for every move");
    const target = await next;
    try {
      await target.process.restore(directory);
    } catch (thrown) {
      const error = toCodedError(thrown);
      if (error.code === "E_PROGRAM_ENDED") throw this.#aborted() ?? lostTarget(target);
      target.process.kill("SIGKILL");
      this.#refusals.push({ turn, error });
      await source.process.thaw(freezeAt);
      this.#warmAhead(remaining);
      return source;
    }
    await this.#options.onRestored?.(target.process, captured.body);
    try {
      await target.process.go(freezeAt);
    } catch {
      throw this.#aborted() ?? lostTarget(target);
    }
    const move = {
      turn,
      ...(safepoint === undefined ? {} : { safepoint }),
      ...(waitedFor === undefined ? {} : { waitedFor }),
      from: source.engine.name,
      to: target.engine.name,
      bytes: captured.body.length,
      frozen: performance.now() - began,
    };
    this.#moves.push(move);
    this.#options.onMove?.(move);
    // All of the source's output was received when it was frozen.
    this.#collect(source);
    await source.process.end();
    this.#all.delete(source.process);
    this.#warmAhead(remaining);
    return target;
  }

  #warmAhead(wanted: number): void {
    while (!this.#disposed && this.#warm.length < Math.min(ahead, wanted)) {
      const started = this.#start(this.#engine(++this.#warmed), true);
      // Asked for when it is needed.
      started.catch(() => undefined);
      this.#warm.push(started);
    }
  }

  async #start(engine: Engine, warm: boolean, freezeAt?: StopAt): Promise<Started> {
    const output: [Buffer[], Buffer[]] = [[], []];
    const { directory, args, cwd, env } = this.#options;
    const turnsFile = path.join(this.#folder, `turns-${String(this.#started++)}`);
    const process_ = await ProgramProcess.start({
      engine,
      directory,
      args,
      cwd,
      env,
      warm,
      freezeAt,
      turnsFile,
      onOutput: (stream, bytes) => {
        output[stream].push(bytes);
      },
    });
    this.#all.add(process_);
    if (this.#disposed || this.#options.signal?.aborted === true) process_.kill("SIGKILL");
    return { engine, process: process_, output, turnsFile };
  }

  #engine(index: number): Engine {
    const { engines } = this.#options;
    const engine = engines[index % engines.length];
    if (!engine) throw codedError("E_USAGE", "no engine was given");
    return engine;
  }

  #collect({ output }: Started): void {
    this.#output[0].push(...output[0].splice(0));
    this.#output[1].push(...output[1].splice(0));
  }

  #aborted(): CodedError | undefined {
    return this.#options.signal?.aborted === true ? codedError("E_ABORTED", "stopped") : undefined;
  }

  /** The resume program in a folder of its own: what is not generated is the same file as in the instrumented program. */
  #layOut(files: ResumeFiles, body: Buffer): string {
    const directory = path.join(this.#folder, String(this.#moves.length + 1));
    linkTree(this.#options.directory, directory, new Set(files.keys()));
    for (const [file, content] of [...files, [".thingsmigrate/snapshot.tms", body] as const]) {
      const target = path.join(directory, file);
      mkdirSync(path.dirname(target), { recursive: true });
      rmSync(target, { force: true });
      writeFileSync(target, content);
    }
    return directory;
  }
}

function lostTarget({ engine, output }: Started): CodedError {
  const said = Buffer.concat(output[1]).toString("utf8").trim();
  return codedError("E_ENGINE_FAILED", `${engine.name} ended while rebuilding the program: ${said === "" ? "no message" : said}`);
}

function countsIn(file: string): Pick<MovedRun, "turns" | "safepoints"> {
  if (!existsSync(file)) return { turns: undefined, safepoints: undefined };
  const [turns = 0, calls = 0, loops = 0] = readFileSync(file, "utf8").split(" ").map(Number);
  return { turns, safepoints: { calls, loops } };
}

function linkTree(from: string, to: string, except: ReadonlySet<string>, below = ""): void {
  mkdirSync(path.join(to, below), { recursive: true });
  for (const entry of readdirSync(path.join(from, below), { withFileTypes: true })) {
    const name = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) linkTree(from, to, except, name);
    else if (!except.has(name)) linkOrCopy(path.join(from, name), path.join(to, name));
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // Another file system.
    copyFileSync(from, to);
  }
}

/** @returns `undefined` when the program ended before it came to the turn. */
async function untilFrozen(process_: ProgramProcess): Promise<Frozen | undefined> {
  try {
    return await process_.untilFrozen();
  } catch (thrown) {
    if (toCodedError(thrown).code === "E_PROGRAM_ENDED") return undefined;
    throw thrown;
  }
}

/** Whether a stop was passed before the program stood. */
function isBehind(stop: StopAt, { turn, safepoint }: Frozen): boolean {
  if (typeof stop === "number") return stop <= turn;
  return safepoint !== undefined && Number(stop.slice(1)) <= safepoint;
}

function exitOf({ code, signal }: ProgramExit): Pick<RunResult, "code" | "signal"> {
  return { code, signal };
}
