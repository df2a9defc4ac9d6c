import type { ErrorRecord } from "../errors.js";
import type { CodeUse } from "../snapshot/schema.js";
import type { Feature, FreezeOptions, OutputOffsets, OutputStream } from "./programProcess.js";

/** Changes whenever an operation below changes in a way that the other side would notice. */
export const protocolVersion = 1;

/** Largest piece of a file or of output in one frame: keeps a connection responsive while much is transferred. */
export const pieceSize = 256 * 1024;

/** A file of a program directory. */
export interface DirectoryFile {
  /** Relative, forward slashes, no `.` or `..` parts. */
  readonly path: string;
  /** SHA-256 of the content, hex: the name of the content in blob stores. */
  readonly hash: string;
  readonly size: number;
}

/**
 * What a process of a program is doing. A program that moves has one record per epoch, usually on different boards:
 * warm -> prepared -> running <-> frozen -> released -> moved on the way of a handoff, `ended` when the program came to its end here, `aborted` when this
 * epoch never ran, `lost` when the agent itself died with it.
 */
export type ProgramState = "warm" | "prepared" | "running" | "frozen" | "released" | "moved" | "ended" | "aborted" | "lost";

export interface ProgramRecord {
  /** Stays the same when the program moves. */
  readonly id: string;
  /** 0 where it started; each move goes to a higher one, and an epoch that was aborted is not used again on its board. */
  readonly epoch: number;
  /** Module id of the entry. */
  readonly entry: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Name of the engine it runs on. */
  readonly engine: string;
  readonly state: ProgramState;
  readonly pid: number;
  /** Offsets of the program's whole output at which this epoch's begins, and how far it has come. */
  readonly base: OutputOffsets;
  readonly end: OutputOffsets;
  /** Milliseconds since 1970 on the board's clock. */
  readonly startedAt: number;
  readonly exit?: { readonly code: number | null; readonly signal: string | null };
  /** Where the program went: the board's name as the command that moved it knew it. */
  readonly movedTo?: string;
  /** Its epoch there. */
  readonly movedEpoch?: number;
  /** Turn before which it came here, if it came from elsewhere. */
  readonly turn?: number;
  /** Bytes of the snapshot it came with. */
  readonly snapshotBytes?: number;
}

/** Names one process of a program. */
export interface ProgramKey {
  readonly id: string;
  readonly epoch: number;
}

export interface AgentHello {
  readonly protocol: number;
  /** SHA-256 of the agent's file. */
  readonly agent: string;
  readonly pid: number;
  readonly platform: string;
  readonly engines: readonly { readonly name: string; readonly version: string }[];
}

export interface FollowEvent {
  readonly stream: OutputStream;
  readonly offset: number;
}

export interface FollowEnd {
  /** Final record: ended, moved, lost. */
  readonly record: ProgramRecord;
}

export interface NewProgram extends ProgramKey {
  readonly entry: string;
  readonly files: readonly DirectoryFile[];
  readonly engine: string;
  readonly args: readonly string[];
  /** Used if it exists on the board, otherwise the program's directory. */
  readonly cwd: string;
  /** In addition to the agent's own. */
  readonly env: Readonly<Record<string, string>>;
}

/** Every operation of an agent: what is sent, what is answered. Bytes travel behind the header. */
export interface Operations {
  hello: { params: object; result: AgentHello };
  /** Which of these contents the board has not. */
  missing: { params: { hashes: readonly string[] }; result: { missing: readonly string[] } };
  /** A piece of a content; with the last one the hash is verified. */
  put: { params: { hash: string; offset: number; last: boolean }; result: object };
  start: { params: NewProgram & { freezeAt?: number | undefined }; result: { record: ProgramRecord } };
  list: { params: object; result: { records: readonly ProgramRecord[] } };
  stop: { params: ProgramKey & { signal: "SIGTERM" | "SIGKILL" | "SIGINT" }; result: { record: ProgramRecord } };
  /** Sends events with output from the given offsets on, and answers when there is no more to come (without `wait`: when all there is now is sent). */
  follow: { params: ProgramKey & { from: OutputOffsets; wait: boolean }; result: FollowEnd };
  /** Ends a `follow` by the number of its request. */
  cancel: { params: { follow: number }; result: object };
  files: { params: ProgramKey; result: { files: readonly DirectoryFile[] } };
  /** The bytes of a content from `offset` on, at most `pieceSize`. */
  fetch: { params: { hash: string; offset: number }; result: { size: number } };
  /**
   * What code a resume program would need if the program were moved now: it stands still for one capture that is thrown away. Refused while somebody
   * holds or wants a freeze. `within` as of a freeze.
   */
  codeUse: { params: ProgramKey & { within?: number | undefined }; result: { codeUse: readonly CodeUse[] } };
  /** Which of these features the engine that the program runs on, or is warmed on, lacks: their indexes. */
  lacking: { params: ProgramKey & { features: readonly Feature[] }; result: { lacking: readonly number[] } };
  /** Until it is released the freeze is its connection's: when that is lost, the program goes on. */
  freeze: { params: ProgramKey & FreezeOptions; result: { turn: number; safepoint?: number; end: OutputOffsets } };
  /** The body of a snapshot becomes a content of the board's store. */
  capture: { params: ProgramKey & { wait: number }; result: { hash: string; size: number; codeUse: readonly CodeUse[]; turn: number } };
  thaw: { params: ProgramKey; result: object };
  /** The source gives up its right to run this epoch: durable when answered. Refused unless it still stands where it was captured. */
  release: { params: ProgramKey & { to: string; toEpoch: number; turn: number; safepoint?: number | undefined }; result: object };
  /** Takes a release back and thaws. Only for who holds the target's durable `aborted`. */
  reclaim: { params: ProgramKey; result: object };
  /** The source's process is ended without running anything more. */
  end: { params: ProgramKey; result: { record: ProgramRecord } };
  /** A process with the runtime loaded, before the source is frozen. Aborted when its connection is lost before `go`. */
  warm: { params: NewProgram; result: { record: ProgramRecord } };
  restore: {
    params: ProgramKey & { files: readonly DirectoryFile[]; base: OutputOffsets; turn: number; snapshotBytes: number };
    result: object;
  };
  /** To a target that the source was released for: run. Durable when answered. */
  go: { params: ProgramKey & { released: number; freezeAt?: number | undefined }; result: { record: ProgramRecord } };
  /** The target gives this epoch up for good, if it has not started: durable when answered. Answers with the state it has. */
  abort: { params: ProgramKey; result: { state: ProgramState | "unknown" } };
  state: { params: ProgramKey; result: { state: ProgramState | "unknown" } };
  /** Ends the agent; refused while programs run, unless `force`: then they are killed. */
  shutdown: { params: { force: boolean }; result: object };
}

export type OperationName = keyof Operations;

export type RequestHeader = { readonly request: number; readonly type: OperationName } & Readonly<Record<string, unknown>>;
export type ReplyHeader =
  | { readonly answer: number; readonly result: object }
  | { readonly answer: number; readonly error: ErrorRecord }
  | { readonly event: number; readonly data: object };
