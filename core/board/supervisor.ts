import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { codedError, type CodedError, toCodedError } from "../errors.js";
import type { DirectoryFile, NewProgram, ProgramKey, ProgramRecord, ProgramState } from "./agentProtocol.js";
import type { Manifest } from "../codemap/manifest.js";
import type { CodeUse } from "../snapshot/schema.js";
import { type BlobStore, listDirectory } from "./blobStore.js";
import { type Engine, findEngines, selectEngine } from "./engines.js";
import { readRecord, writeRecord } from "./recordFile.js";
import { OutputSpool } from "./outputSpool.js";
import { type Captured, type Feature, type FreezeOptions, type OutputOffsets, ProgramProcess } from "./programProcess.js";

const keepEnded = 50;
const live: readonly ProgramState[] = ["warm", "prepared", "running", "frozen", "released"];

/** No two places at which a process stands still are the same. */
interface Stand {
  readonly turn: number;
  readonly safepoint?: number | undefined;
}

interface Supervised {
  record: ProgramRecord;
  readonly folder: string;
  readonly spool: OutputSpool;
  process: ProgramProcess | undefined;
  /** Where it stands, while frozen. */
  stand: Stand | undefined;
  /** Whether somebody still waits for the freeze underway, holds the one reached, or has said at which turn the program is to stop. */
  freezeWanted: boolean;
  /** Settled when a capture that is only for its code use is over. Never rejects. */
  glance: Promise<void> | undefined;
  /** Runs while the record could not be written. */
  saving?: NodeJS.Timeout;
}

/**
 * The programs of one board. Each epoch of a program has a folder with its record, its program directory (while it lives) and its output. What another board
 * relies on (released, started, aborted) is on disk before it is answered.
 */
export class Supervisor {
  readonly #folder: string;
  readonly #blobs: BlobStore;
  readonly #programs = new Map<string, Supervised>();
  #engines: Promise<Engine[]> | undefined;

  constructor(folder: string, blobs: BlobStore) {
    this.#folder = folder;
    this.#blobs = blobs;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#load();
  }

  engines(): Promise<Engine[]> {
    return (this.#engines ??= findEngines());
  }

  get busy(): boolean {
    return [...this.#programs.values()].some((program) => live.includes(program.record.state));
  }

  list(): ProgramRecord[] {
    return [...this.#programs.values()].map(current).sort((a, b) => a.startedAt - b.startedAt || a.epoch - b.epoch);
  }

  record(key: ProgramKey): ProgramRecord {
    return current(this.#find(key));
  }

  spool(key: ProgramKey): OutputSpool {
    return this.#find(key).spool;
  }

  state(key: ProgramKey): ProgramState | "unknown" {
    return this.#programs.get(nameOf(key))?.record.state ?? "unknown";
  }

  async start(options: NewProgram, warm: boolean, freezeAt?: number): Promise<ProgramRecord> {
    if (!/^[\w.-]+$/.test(options.id) || !Number.isInteger(options.epoch))
      throw codedError("E_PROTOCOL", `not a program's name: ${options.id}`);
    if (this.#programs.has(nameOf(options)))
      throw codedError("E_PROGRAM_STATE", `${options.id} (epoch ${options.epoch}) is on this board already`);
    const engine = selectEngine(await this.engines(), options.engine);
    const folder = path.join(this.#folder, nameOf(options));
    const directory = path.join(folder, "program");
    let spool: OutputSpool | undefined;
    let process_: ProgramProcess;
    let cwd: string;
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      this.#blobs.lay(directory, options.files);
      const output = (spool = new OutputSpool(folder, [0, 0]));
      cwd = existsSync(options.cwd) ? options.cwd : directory;
      process_ = await ProgramProcess.start({
        engine,
        directory,
        args: options.args,
        cwd,
        env: { ...process.env, ...options.env },
        warm,
        watched: hasFrames(directory),
        freezeAt,
        onOutput: (stream, bytes) => {
          output.append(stream, bytes);
        },
      });
    } catch (error) {
      spool?.close();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    spool.onBlocked = (blocked) => {
      process_.holdOutput(blocked);
    };
    const { id, epoch, entry, args } = options;
    const state = warm ? "warm" : "running";
    const record = {
      id,
      epoch,
      entry,
      args,
      cwd,
      engine: engine.name,
      state,
      pid: process_.pid,
      base: spool.base,
      end: spool.end,
      startedAt: Date.now(),
    } as const;
    const program: Supervised = {
      record,
      folder,
      spool,
      process: process_,
      stand: undefined,
      freezeWanted: freezeAt !== undefined,
      glance: undefined,
    };
    try {
      this.#save(program, record);
    } catch (error) {
      process_.kill("SIGKILL");
      spool.discard();
      await process_.exited;
      spool.close();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    this.#programs.set(nameOf(options), program);
    void process_.exited.then((exit) => {
      this.#exited(program, exit);
    });
    if (warm) {
      await process_.hello().catch((error: unknown) => {
        throw codedError("E_ENGINE_FAILED", `${engine.name} ended while it was warming up: ${this.#lastWords(program)}`, { cause: error });
      });
    }
    return current(program);
  }

  async freeze(key: ProgramKey, when: FreezeOptions): Promise<{ turn: number; safepoint?: number; end: OutputOffsets }> {
    const program = this.#expect(key, "running", "frozen");
    const process_ = running(program);
    expectRoom(program);
    program.freezeWanted = true;
    await program.glance;
    const { turn, safepoint } = await process_.freeze(when).catch((error: unknown) => {
      program.freezeWanted = false;
      throw error;
    });
    if (program.spool.blocked) {
      program.freezeWanted = false;
      await process_.thaw();
      expectRoom(program);
    }
    if (!isFreezeWanted(program)) {
      // Given up while the program was on its way to a place where it can stop.
      if (process_.frozen) await process_.thaw();
      throw codedError("E_ABORTED", "the freeze was given up");
    }
    program.stand = { turn, safepoint };
    if (program.record.state === "running") this.#note(program, { state: "frozen" });
    return { turn, ...(safepoint === undefined ? {} : { safepoint }), end: program.spool.end };
  }

  lacking(key: ProgramKey, features: readonly Feature[]): Promise<readonly number[]> {
    return running(this.#expect(key, "running", "warm", "frozen")).lacking(features);
  }

  async codeUse(key: ProgramKey, within?: number): Promise<readonly CodeUse[]> {
    const program = this.#expect(key, "running");
    const process_ = running(program);
    if (program.freezeWanted || program.glance) throw codedError("E_PROGRAM_STATE", `${key.id} is to stand still for somebody else`);
    const glance = (async () => {
      await process_.freeze({ within });
      try {
        return (await process_.capture(0)).codeUse;
      } finally {
        await process_.thaw();
      }
    })();
    program.glance = glance.then(
      () => undefined,
      () => undefined,
    );
    return glance.finally(() => {
      program.glance = undefined;
    });
  }

  async capture(key: ProgramKey, wait: number): Promise<Captured> {
    return running(this.#expect(key, "frozen")).capture(wait);
  }

  async thaw(key: ProgramKey): Promise<void> {
    const program = this.#expect(key, "frozen", "running");
    program.freezeWanted = false;
    if (program.record.state === "running") return;
    this.#note(program, { state: "running" });
    await running(program).thaw();
  }

  /** From here on this epoch runs again only if the target says, durably, that it never will. */
  release(key: ProgramKey, movedTo: string, movedEpoch: number, { turn, safepoint }: Stand): void {
    const program = this.#expect(key, "frozen", "released");
    // Between a capture and its release somebody else may have let the program go on, and frozen it again.
    if (program.stand?.turn !== turn || program.stand.safepoint !== safepoint)
      throw codedError("E_PROGRAM_STATE", `${key.id} stands at ${describe(program.stand)}, not ${describe({ turn, safepoint })}`);
    this.#set(program, { state: "released", movedTo, movedEpoch });
  }

  /** Takes the release back: the caller holds the target's durable `aborted`. */
  async reclaim(key: ProgramKey): Promise<void> {
    const program = this.#expect(key, "released");
    program.freezeWanted = false;
    this.#note(program, { state: "running" });
    await running(program).thaw();
  }

  async end(key: ProgramKey): Promise<ProgramRecord> {
    const program = this.#expect(key, "released", "moved");
    this.#note(program, { state: "moved" });
    await program.process?.end();
    return current(program);
  }

  /** Puts the resume program over the warm one and rebuilds it. `base`: where the source's output ended. */
  async restore(key: ProgramKey, files: readonly DirectoryFile[], base: OutputOffsets, turn: number, snapshotBytes: number): Promise<void> {
    const { record } = this.#find(key);
    if (record.state === "aborted" && record.exit) throw endedWarm(record);
    const program = this.#expect(key, "warm");
    const directory = path.join(program.folder, "program");
    this.#blobs.lay(directory, files);
    program.spool.base = base;
    const process_ = running(program);
    try {
      await process_.restore(directory);
    } catch (error) {
      if (toCodedError(error).code !== "E_PROGRAM_ENDED") throw error;
      throw endedWarm({ ...program.record, exit: await process_.exited }, this.#lastWords(program));
    }
    this.#set(program, { state: "prepared", base, turn, snapshotBytes });
  }

  async go(key: ProgramKey, released: number, freezeAt?: number): Promise<ProgramRecord> {
    const program = this.#expect(key, "prepared", "running", "frozen", "ended");
    if (released !== key.epoch) throw codedError("E_PROTOCOL", `epoch ${key.epoch} was not released, ${released} was`);
    // Asked again after a lost answer: it runs, or has run.
    if (program.record.state !== "prepared") return current(program);
    const process_ = running(program);
    program.freezeWanted = freezeAt !== undefined;
    try {
      this.#set(program, { state: "running", startedAt: Date.now() });
    } catch (error) {
      // It has not started, and what is on the disk says so: the source may have it back.
      await this.#giveUp(program);
      throw error;
    }
    try {
      await process_.go(freezeAt);
    } catch (error) {
      process_.kill("SIGKILL");
      await process_.exited;
      if (process_.received[0] + process_.received[1] === 0 && !process_.started) {
        this.#note(program, { state: "aborted" });
        throw toCodedError(error);
      }
    }
    return current(program);
  }

  /** Gives up an epoch that has not started. */
  async abort(key: ProgramKey): Promise<ProgramState | "unknown"> {
    const program = this.#programs.get(nameOf(key));
    if (!program) return "unknown";
    if (program.record.state === "warm" || program.record.state === "prepared") await this.#giveUp(program);
    return program.record.state;
  }

  /** What the disk calls warm or prepared has never run: it counts as aborted without being written once more. */
  async #giveUp(program: Supervised): Promise<void> {
    this.#note(program, { state: "aborted" });
    program.process?.kill("SIGKILL");
    program.spool.discard();
    await program.process?.exited;
  }

  files(key: ProgramKey): DirectoryFile[] {
    const directory = path.join(this.#expect(key, "running", "frozen", "released").folder, "program");
    const files = listDirectory(directory);
    for (const file of files) if (!this.#blobs.has(file.hash)) this.#blobs.add(readFileSync(path.join(directory, file.path)));
    return files;
  }

  async stop(key: ProgramKey, signal: NodeJS.Signals): Promise<ProgramRecord> {
    const program = this.#expect(key, "running", "frozen", "ended", "lost");
    const process_ = program.process;
    if (process_ && live.includes(program.record.state)) {
      // A frozen program can't hear a signal it listens to.
      if (program.record.state === "frozen") process_.kill("SIGKILL");
      else process_.kill(signal);
      // What it has written last is kept if there is room; a disk that is full must not keep it alive.
      if (program.spool.blocked && signal === "SIGKILL") program.spool.discard();
      await process_.exited;
    }
    return current(program);
  }

  async killAll(): Promise<void> {
    const exits: Promise<unknown>[] = [];
    for (const { process: one, spool } of this.#programs.values()) {
      if (!one) continue;
      one.kill("SIGKILL");
      spool.discard();
      exits.push(one.exited);
    }
    await Promise.all(exits);
  }

  #exited(program: Supervised, { code, signal }: { code: number | null; signal: string | null }): void {
    program.process = undefined;
    const { state } = program.record;
    const exit = { code, signal };
    if (state === "running" || state === "frozen") this.#note(program, { state: "ended", exit });
    else if (state === "warm" || state === "prepared") this.#note(program, { state: "aborted", exit });
    else this.#note(program, { exit });
    rmSync(path.join(program.folder, "program"), { recursive: true, force: true });
    this.#forgetOld();
  }

  /** Changes what another board relies on: it is on the disk when this returns, and unchanged when it throws. */
  #set(program: Supervised, change: Partial<ProgramRecord>): void {
    const record = { ...program.record, ...change };
    this.#save(program, record);
    program.record = record;
    program.spool.notify();
  }

  /** Changes what is true whether it can be written down or not; if it can't, it is written as soon as there is room. */
  #note(program: Supervised, change: Partial<ProgramRecord>): void {
    program.record = { ...program.record, ...change };
    program.spool.notify();
    this.#saveLater(program);
  }

  #saveLater(program: Supervised): void {
    if (!this.#programs.has(nameOf(program.record))) return;
    try {
      this.#save(program, program.record);
    } catch (error) {
      log(`${nameOf(program.record)}: ${String(error)}`);
      clearTimeout(program.saving);
      program.saving = setTimeout(() => {
        this.#saveLater(program);
      }, 1000).unref();
    }
  }

  #save({ folder, spool }: Supervised, record: ProgramRecord): void {
    writeRecord(folder, current({ record, spool }));
  }

  #load(): void {
    for (const name of readdirSync(this.#folder)) {
      const folder = path.join(this.#folder, name);
      const record = readRecord(folder);
      if (!record) continue;
      const program: Supervised = {
        record,
        folder,
        spool: new OutputSpool(folder, record.base),
        process: undefined,
        stand: undefined,
        freezeWanted: false,
        glance: undefined,
      };
      this.#programs.set(nameOf(record), program);
      // Its pipes ended with the agent that held them.
      if (record.state === "warm" || record.state === "prepared") this.#note(program, { state: "aborted" });
      else if (live.includes(record.state) && record.state !== "released") this.#note(program, { state: "lost" });
    }
    this.#forgetOld();
  }

  #forgetOld(): void {
    const ended = [...this.#programs.values()].filter((program) => !live.includes(program.record.state) && program.process === undefined);
    for (const program of ended.sort((a, b) => b.record.startedAt - a.record.startedAt).slice(keepEnded)) {
      this.#programs.delete(nameOf(program.record));
      program.spool.close();
      rmSync(program.folder, { recursive: true, force: true });
    }
  }

  #find(key: ProgramKey): Supervised {
    const program = this.#programs.get(nameOf(key));
    if (!program) throw codedError("E_PROGRAM_UNKNOWN", `no program ${key.id} (epoch ${key.epoch}) on this board`);
    return program;
  }

  #expect(key: ProgramKey, ...states: ProgramState[]): Supervised {
    const program = this.#find(key);
    const { state } = program.record;
    if (!states.includes(state)) {
      const code = state === "ended" || state === "moved" || state === "lost" ? "E_PROGRAM_ENDED" : "E_PROGRAM_STATE";
      throw codedError(code, `${key.id} is ${state}`);
    }
    return program;
  }

  #lastWords({ spool }: Supervised): string {
    const [, end] = spool.end;
    const text = spool
      .read(1, Math.max(spool.base[1], end - 2000), 2000)
      .toString("utf8")
      .trim();
    return text === "" ? "no message" : text;
  }
}

/** Whether a program can be captured in the middle of a turn. */
function hasFrames(directory: string): boolean {
  try {
    const manifest = JSON.parse(readFileSync(path.join(directory, ".thingsmigrate/manifest.json"), "utf8")) as Partial<Manifest>;
    return manifest.frames === true;
  } catch {
    // Starting it says what is wrong with it.
    return false;
  }
}

function describe(stand: Stand | undefined): string {
  if (stand === undefined) return "no turn";
  return `turn ${String(stand.turn)}${stand.safepoint === undefined ? "" : `, safepoint ${String(stand.safepoint)}`}`;
}

/** Asked after waiting: others may have changed it meanwhile. */
function isFreezeWanted({ freezeWanted }: Supervised): boolean {
  return freezeWanted;
}

/** Into the agent's log, if its disk has room. */
function log(text: string): void {
  try {
    process.stderr.write(`${text}\n`);
  } catch {
    // Nobody can be told.
  }
}

function running(program: Supervised): ProgramProcess {
  if (!program.process) throw codedError("E_PROGRAM_ENDED", `${program.record.id} has ended`);
  return program.process;
}

/** The target's process is gone before it was prepared. */
function endedWarm({ engine, exit }: ProgramRecord, lastWords = ""): CodedError {
  const how = exit?.signal ?? `exit code ${String(exit?.code)}`;
  return codedError(
    "E_ENGINE_FAILED",
    `${engine} ended (${how}) before the program was rebuilt in it${lastWords === "" ? "" : `: ${lastWords}`}`,
  );
}

/** @throws CodedError E_WRITE while output waits for room on the disk: what was written must not be lost by a move. */
function expectRoom({ record, spool }: Supervised): void {
  if (!spool.blocked) return;
  throw codedError("E_WRITE", `the board can't write what ${record.id} prints; it waits`, {
    remedy: "The disk of the board is full: make room there and try again.",
  });
}

function current({ record, spool }: Pick<Supervised, "record" | "spool">): ProgramRecord {
  return { ...record, base: spool.base, end: spool.end };
}

function nameOf({ id, epoch }: ProgramKey): string {
  return `${id}.${epoch}`;
}
