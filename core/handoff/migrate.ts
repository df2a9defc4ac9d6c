import type { AgentConnection } from "../board/agentConnection.js";
import type { DirectoryFile, ProgramKey, ProgramRecord, ProgramState } from "../board/agentProtocol.js";
import type { CodeUse } from "../snapshot/schema.js";
import type { OutputOffsets } from "../board/programProcess.js";
import { codedError, type ErrorRecord, toCodedError } from "../errors.js";
import type { Manifest } from "../codemap/manifest.js";
import { checkEngine, profileFor } from "./checkEngine.js";
import { bringFiles, contentReader, type FileSource, memorySource } from "./bringFiles.js";
import {
  type HandoffAction,
  type HandoffEvent,
  type HandoffOutcome,
  type HandoffState,
  initialState,
  stepHandoff,
} from "./handoffMachine.js";
import { standStill, within } from "./standStill.js";
import { isReadForResume, type MakeResumeFiles, type ReadProgramFile, resumeFilesMaker } from "./resumeFiles.js";

export interface MigrateOptions {
  readonly source: AgentConnection;
  readonly program: ProgramRecord;
  /** May be the source's: then the program moves to another process on the same board. */
  readonly target: AgentConnection;
  readonly engine: string;
  /** The target's name, for whoever follows the program's output. */
  readonly targetName: string;
  /** Files that the target's engine needs and the program may not have: `runtimeFiles`. */
  readonly runtimeFiles?: FileSource;
  /** Freeze before this turn instead of now. */
  readonly atTurn?: number | undefined;
  /** Wait for the end of its turn, also where it could be taken in the middle of it. */
  readonly endOfTurn?: boolean | undefined;
  /** For the target: freeze again before this turn. */
  readonly freezeAt?: number | undefined;
  /** Environment variables for the target in addition to its own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Move also to an engine that lacks something which the program's code names. */
  readonly force?: boolean | undefined;
  /** Aborted before `released`, the program stays where it is. */
  readonly signal?: AbortSignal | undefined;
  readonly timeouts?: Partial<Timeouts>;
  /** Instead of generating from the program's own sources. */
  readonly makeResumeFiles?: MakeResumeFiles;
  onAction?(action: HandoffAction): void;
}

/** Milliseconds. */
export interface Timeouts {
  readonly warm: number;
  /** Until the program comes to a place where it can be captured, or to the end of a turn. */
  readonly freeze: number;
  /** How long a capture waits for operations of the host in flight. */
  readonly capture: number;
  /** For moving and rebuilding, per MiB of snapshot and for the rest. */
  readonly prepare: number;
  readonly answer: number;
}

const usualTimeouts: Timeouts = { warm: 60_000, freeze: 30_000, capture: 10_000, prepare: 120_000, answer: 30_000 };

export interface MigrateReport {
  readonly outcome: HandoffOutcome;
  /** The target's record once it has started. */
  readonly record?: ProgramRecord;
  /** Why it stayed, or is in doubt; also what was left untidy after a move. */
  readonly error?: ErrorRecord;
  /** Turn before which it was frozen, or in which. */
  readonly turn?: number;
  /** It was frozen in the middle of that turn; 0 is the main program. */
  readonly inTurn?: boolean;
  /** Milliseconds during which nothing ran. */
  readonly frozen?: number;
  /** Bytes of the snapshot's body. */
  readonly snapshotBytes?: number;
  /** Bytes sent to the target while the program stood still, the snapshot included. */
  readonly sentFrozen?: number;
  /** Milliseconds of each action, all its attempts together. */
  readonly timings: Readonly<Partial<Record<HandoffAction, number>>>;
}

/**
 * Moves a running program: carries out what the handoff machine says, one action at a time. Resolves when the handoff is over, whatever became of it; the
 * report says what. The target is warm before the source is frozen.
 */
export function migrate(options: MigrateOptions): Promise<MigrateReport> {
  return new Migration(options).run({ type: "begin" });
}

/** Takes up a handoff that was left between `released` and `started`: `program` is `released` on the source. */
export function recoverHandoff(options: MigrateOptions): Promise<MigrateReport> {
  return new Migration(options).run({ type: "recover" });
}

type Question = "askSource" | "askTarget";

class Migration {
  readonly #options: MigrateOptions;
  readonly #timeouts: Timeouts;
  readonly #from: ProgramKey;
  #to: ProgramKey;
  #makeResumeFiles: MakeResumeFiles | undefined;
  #end: OutputOffsets = [0, 0];
  #turn: number | undefined;
  #safepoint: number | undefined;
  #frozenAt = 0;
  #frozen: number | undefined;
  #captured: { readonly hash: string; readonly size: number; readonly codeUse: readonly CodeUse[] } | undefined;
  #files: readonly DirectoryFile[] = [];
  #sentFrozen = 0;
  #record: ProgramRecord | undefined;
  readonly #times: Partial<Record<HandoffAction, number>> = {};

  constructor(options: MigrateOptions) {
    this.#options = options;
    this.#timeouts = { ...usualTimeouts, ...options.timeouts };
    this.#from = { id: options.program.id, epoch: options.program.epoch };
    this.#to = { id: options.program.id, epoch: options.program.movedEpoch ?? options.program.epoch + 1 };
    this.#makeResumeFiles = options.makeResumeFiles;
  }

  async run(first: HandoffEvent): Promise<MigrateReport> {
    let state: HandoffState = stepHandoff(initialState, first);
    while (state.phase === "acting") {
      this.#options.onAction?.(state.action);
      const { action } = state;
      const begun = performance.now();
      const event = await this.#carryOut(action);
      this.#times[action] = (this.#times[action] ?? 0) + performance.now() - begun;
      if (this.#options.signal?.aborted === true) state = stepHandoff(state, { type: "cancel" });
      state = stepHandoff(state, event);
    }
    if (state.phase === "idle") throw new Error("a handoff that did not begin");
    return {
      outcome: state.outcome,
      timings: this.#times,
      ...(this.#record === undefined ? {} : { record: this.#record }),
      ...(state.error === undefined ? {} : { error: state.error }),
      ...(this.#turn === undefined ? {} : { turn: this.#turn, inTurn: this.#safepoint !== undefined }),
      ...(this.#frozen === undefined ? {} : { frozen: this.#frozen }),
      ...(this.#captured === undefined ? {} : { snapshotBytes: this.#captured.size, sentFrozen: this.#sentFrozen }),
    };
  }

  async #carryOut(action: HandoffAction): Promise<HandoffEvent> {
    const neverAsked = action === "release" && this.#options.source.lost;
    try {
      if (action === "askSource" || action === "askTarget") return await this.#questions[action]();
      await this.#actions[action]();
      return { type: "done" };
    } catch (thrown) {
      const error = toCodedError(thrown);
      // Without an answer it is not known whether it was done, if it was asked at all.
      const unclear = !neverAsked && (error.code === "E_BOARD_UNREACHABLE" || error.code === "E_TIMEOUT");
      return { type: unclear ? "unclear" : "failed", error: error.toRecord() };
    }
  }

  readonly #actions: Record<Exclude<HandoffAction, Question>, () => Promise<void>> = {
    warm: async () => {
      const { source, target, program, engine, runtimeFiles, env } = this.#options;
      this.#to = { id: this.#from.id, epoch: await unusedEpoch(target, this.#from) };
      const { files } = await source.request("files", this.#from, { timeout: this.#timeouts.answer });
      const read = contentReader(source);
      const wanted = files.filter((file) => file.path !== snapshotPath);
      const laid = await bringFiles(target, wanted, read, runtimeFiles);
      // Read now, so that generating code while the program stands still waits for nothing.
      const original = this.#makeResumeFiles === undefined ? await readProgram(files, read) : undefined;
      if (original) this.#makeResumeFiles = resumeFilesMaker(original);
      const { entry, args, cwd } = program;
      const params = { ...this.#to, entry, files: laid, engine, args, cwd, env: env ?? {} };
      const warming = target.request("warm", params, { timeout: this.#timeouts.warm });
      const suited = original ? warming.then(() => this.#suitEngine(original, files, read)) : warming;
      await Promise.all([suited, this.#foresee(suited)]);
    },
    freeze: async () => {
      const { source, atTurn, endOfTurn, signal } = this.#options;
      const patience = this.#timeouts.freeze;
      const { turn, safepoint, end } = await standStill(source, this.#from, { patience, atTurn, endOfTurn, signal });
      this.#frozenAt = performance.now();
      this.#turn = turn;
      this.#safepoint = safepoint;
      this.#end = end;
    },
    capture: async () => {
      const { capture, answer } = this.#timeouts;
      this.#captured = await this.#options.source.request("capture", { ...this.#from, wait: capture }, { timeout: capture + answer });
    },
    transfer: async () => {
      const { source, target } = this.#options;
      const { hash, size, codeUse } = this.#capture();
      const made = this.#resumeFiles(codeUse);
      const read = contentReader(source);
      this.#files = await bringFiles(target, [{ path: snapshotPath, hash, size }], read, made, (bytes) => (this.#sentFrozen += bytes));
    },
    prepare: async () => {
      const { size } = this.#capture();
      const timeout = this.#timeouts.prepare * (1 + size / 2 ** 20);
      await this.#options.target.request(
        "restore",
        { ...this.#to, files: this.#files, base: this.#end, turn: this.#turn ?? 0, snapshotBytes: size },
        { timeout },
      );
    },
    release: async () => {
      const { source, targetName } = this.#options;
      if (this.#turn === undefined) throw new Error("nothing was frozen");
      await source.request(
        "release",
        { ...this.#from, to: targetName, toEpoch: this.#to.epoch, turn: this.#turn, safepoint: this.#safepoint },
        { timeout: this.#timeouts.answer },
      );
    },
    go: async () => {
      const { target, freezeAt } = this.#options;
      const params = { ...this.#to, released: this.#to.epoch, ...(freezeAt === undefined ? {} : { freezeAt }) };
      const { record } = await target.request("go", params, { timeout: this.#timeouts.answer });
      this.#frozen = performance.now() - this.#frozenAt;
      this.#record = record;
    },
    end: async () => {
      await this.#options.source.request("end", this.#from, { timeout: this.#timeouts.answer });
    },
    thaw: async () => {
      try {
        await this.#options.source.request("thaw", this.#from, { timeout: this.#timeouts.answer });
      } catch (error) {
        // A freeze belongs to its connection: the source's agent lets the program go on when that is lost.
        if (toCodedError(error).code !== "E_BOARD_UNREACHABLE") throw error;
      }
    },
    reclaim: async () => {
      await this.#options.source.request("reclaim", this.#from, { timeout: this.#timeouts.answer });
    },
    abort: async () => {
      await this.#options.target.request("abort", this.#to, { timeout: this.#timeouts.answer });
    },
  };

  /**
   * Makes the code that the program needs now and brings it to the target: what is still the same when the program is frozen need not be made while it
   * stands still. Only time is lost if that fails; the move itself then says why.
   */
  async #foresee(suited: Promise<unknown>): Promise<void> {
    const { source, program, target, atTurn, endOfTurn, signal } = this.#options;
    // One that stands still stands at a turn somebody has chosen.
    if (program.state !== "running" || atTurn !== undefined) return;
    try {
      const patience = this.#timeouts.capture;
      const asked = { ...this.#from, ...within(patience, { atTurn, endOfTurn }) };
      const { codeUse } = await source.request("codeUse", asked, { timeout: patience, ...(signal && { signal }) });
      await suited;
      const made = this.#resumeFiles(codeUse);
      await bringFiles(target, made.files, made.read);
    } catch {
      // Said above.
    }
  }

  /** Refuses an engine that lacks what the program uses, and makes code of the profile that the engine needs. */
  async #suitEngine(
    original: ReadProgramFile,
    files: readonly DirectoryFile[],
    readContent: (hash: string) => Promise<Buffer>,
  ): Promise<void> {
    const { target, signal, force } = this.#options;
    if (force !== true) await this.#checkEngine(original);
    const profile = await profileFor(target, this.#to, { timeout: this.#timeouts.answer, signal });
    if (profile === undefined || (JSON.parse(original(".thingsmigrate/manifest.json")) as Manifest).profile === profile) return;
    this.#makeResumeFiles = resumeFilesMaker(await readProgram(files, readContent, true), profile);
  }

  async #checkEngine(read: ReadProgramFile): Promise<void> {
    const { source, target, targetName, engine, signal } = this.#options;
    try {
      await checkEngine({
        source,
        from: this.#from,
        target,
        to: this.#to,
        targetName: `${engine} on ${targetName}`,
        manifest: JSON.parse(read(".thingsmigrate/manifest.json")) as Manifest,
        readSource: (module) => read(`.thingsmigrate/source/${module}`),
        // Answered where the program could be frozen.
        timeout: this.#timeouts.freeze,
        signal,
      });
    } catch (error) {
      // An agent that is older than this question.
      if (toCodedError(error).code !== "E_PROTOCOL") throw error;
    }
  }

  #resumeFiles(codeUse: readonly CodeUse[]): FileSource {
    if (!this.#makeResumeFiles) throw new Error("nothing was warmed");
    return memorySource(this.#makeResumeFiles(codeUse));
  }

  readonly #questions: Record<Question, () => Promise<HandoffEvent>> = {
    askSource: async () => {
      const { state } = await this.#options.source.request("state", this.#from, { timeout: this.#timeouts.answer });
      return { type: "source", state: sourceAnswer(state) };
    },
    askTarget: async () => {
      const { state } = await this.#options.target.request("state", this.#to, { timeout: this.#timeouts.answer });
      return {
        type: "target",
        state: state === "unknown" || state === "prepared" || state === "aborted" ? state : state === "warm" ? "unknown" : "started",
      };
    },
  };

  #capture() {
    if (!this.#captured) throw new Error("nothing was captured");
    return this.#captured;
  }
}

/** An epoch that was aborted stays so for good: another attempt needs a number that its board has not seen. */
async function unusedEpoch(target: AgentConnection, { id, epoch }: ProgramKey): Promise<number> {
  const { records } = await target.request("list", {});
  return Math.max(epoch, ...records.filter((record) => record.id === id).map((record) => record.epoch)) + 1;
}

const snapshotPath = ".thingsmigrate/snapshot.tms";

function sourceAnswer(state: ProgramState | "unknown"): "running" | "frozen" | "released" | "ended" {
  if (state === "frozen" || state === "released" || state === "running") return state;
  if (state === "ended" || state === "lost" || state === "moved") return "ended";
  throw codedError("E_PROTOCOL", `the source says it is ${state}`);
}

/** Fetches manifest and sources, so that nothing need be fetched while the program stands still. */
async function readProgram(
  files: readonly DirectoryFile[],
  read: (hash: string) => Promise<Buffer>,
  otherProfile = false,
): Promise<ReadProgramFile> {
  const texts = new Map<string, string>();
  for (const { path, hash } of files) {
    if (isReadForResume(path, otherProfile)) texts.set(path, (await read(hash)).toString("utf8"));
  }
  return (path) => {
    const text = texts.get(path);
    if (text === undefined) throw codedError("E_READ", `${path} is not in the program's directory`);
    return text;
  };
}
