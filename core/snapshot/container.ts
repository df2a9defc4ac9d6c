import { createHash } from "node:crypto";
import * as zlib from "node:zlib";
import { fileModule } from "../codemap/evaluations.js";
import type { Manifest } from "../codemap/manifest.js";
import { codedError, type CodedError } from "../errors.js";
import { readEnvelope } from "./readEnvelope.js";
import type { CodeUse } from "./schema.js";
import { validateBody } from "./validate.js";

/** The `.tms` file: docs/snapshot-format.md, section 2. Pure: bytes to snapshot and back. */

/** Version of the container; the body has its own. */
export const containerVersion = 1;

/** As PNG's: not text, and transfers that change line ends or the eighth bit are noticed. */
const magic = Buffer.from([0x89, 0x54, 0x4d, 0x53, 0x0d, 0x0a, 0x1a, 0x0a]);
const headBytes = magic.length + 8 + 32;
const chunkHeadBytes = 8 + 32;
/** Raw bytes of a chunk; the last of a section is shorter. */
const chunkBytes = 1 << 20;

/** Refused before anything is allocated. Bytes. The body is held as one string, which V8 limits to 2^29 - 24 characters. */
export const snapshotLimits = { envelope: 1 << 26, body: 0x1fffffe8, files: 1 << 29 } as const;

export type Compression = "brotli" | "zstd" | "none";

/** One move of the program before this snapshot. */
export interface Hop {
  readonly board: string;
  readonly engine: string;
  /** Turn before which it came to this board. */
  readonly turn: number;
  /** When, ISO 8601. */
  readonly at: string;
}

/** What is known about a snapshot besides the body. */
export interface SnapshotDescription {
  /** Name of the program, as `ps` shows it. */
  readonly name: string;
  /** SHA-256 of the program: the manifest's `programHash`. */
  readonly programHash: string;
  /** Version of the instrumenter that made the program. */
  readonly instrumenter: string;
  /** Module id of the entry. */
  readonly entry: string;
  /** Where it was taken. */
  readonly board: string;
  readonly engine: string;
  /** Turn before which the program stood, or in which. */
  readonly turn: number;
  /** It stood in the middle of that turn; 0 is the main program. */
  readonly inTurn: boolean;
  /** When it was taken, ISO 8601. */
  readonly takenAt: string;
  readonly args: readonly string[];
  /** Working directory of the program. */
  readonly cwd: string;
  /** Bytes of stdout and stderr that the program had written since it began, across moves. */
  readonly output: readonly [stdout: number, stderr: number];
  readonly hops: readonly Hop[];
  readonly codeUse: readonly CodeUse[];
}

export interface Snapshot {
  readonly description: SnapshotDescription;
  /** Exactly the bytes that `capture` gave. */
  readonly body: Buffer;
  /** Files of the instrumented program directory by path, runtime files excepted: `isSnapshotFile` says which. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/** The JSON part of the file. */
export interface Envelope extends SnapshotDescription {
  readonly compression: Compression;
  /** Raw bytes of the body. */
  readonly bodyBytes: number;
  /** SHA-256 of the raw body, hex. */
  readonly bodyHash: string;
  /** In the order in which their contents follow each other in the second section. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** Whether a file of a program directory belongs into a snapshot. The runtime does not (the reader brings its own), nor do an earlier body and build lists. */
export function isSnapshotFile(file: string): boolean {
  if (!file.startsWith(".thingsmigrate/")) return true;
  const inside = file.slice(".thingsmigrate/".length);
  return inside === "manifest.json" || /^(?:source|code|calls)\//.test(inside);
}

/** The manifest among a snapshot's files. @throws CodedError E_SNAPSHOT_INVALID */
export function manifestOf(snapshot: Pick<Snapshot, "files">): Manifest {
  const bytes = snapshot.files.get(".thingsmigrate/manifest.json");
  if (!bytes) throw invalid("it holds no manifest of its program");
  let manifest: unknown;
  try {
    manifest = JSON.parse(bytes.toString("utf8"));
  } catch {
    throw invalid("the manifest of its program is not JSON");
  }
  const { entry, modules, programHash, version } = (manifest ?? {}) as Partial<Record<keyof Manifest, unknown>>;
  const known = version === 1 && typeof entry === "string" && typeof programHash === "string";
  if (!known || typeof modules !== "object" || modules === null || !Object.hasOwn(modules, entry)) {
    throw invalid("the manifest of its program is not one");
  }
  return manifest as Manifest;
}

/**
 * Makes the file. `compression` is brotli unless told otherwise: every Node reads it.
 * @throws CodedError E_SNAPSHOT_VERSION when this Node has no zstd and it was asked for.
 */
export function writeSnapshot(snapshot: Snapshot, compression: Compression = "brotli"): Buffer {
  const { description, body, files } = snapshot;
  const listed = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const envelope: Envelope = {
    ...description,
    compression,
    bodyBytes: body.length,
    bodyHash: sha256(body).toString("hex"),
    files: listed.map(([path, bytes]) => ({ path, bytes: bytes.length })),
  };
  const json = Buffer.from(JSON.stringify(envelope));
  const head = Buffer.alloc(headBytes);
  magic.copy(head);
  head.writeUInt32LE(containerVersion, 8);
  head.writeUInt32LE(json.length, 12);
  sha256(json).copy(head, 16);
  const contents = Buffer.concat(listed.map(([, bytes]) => bytes));
  return Buffer.concat([head, json, ...writeSection(body, compression), ...writeSection(contents, compression)]);
}

/**
 * Reads a file and checks all of it: lengths, checksums, limits, the envelope, the body's schema (`validateBody`) and that files, manifest and envelope
 * belong together. Nothing of it is evaluated.
 * @throws CodedError E_SNAPSHOT_INVALID, E_SNAPSHOT_VERSION
 */
export function readSnapshot(bytes: Uint8Array): Snapshot {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, magic.length).equals(magic)) throw invalid("it does not begin as one");
  if (file.length < headBytes) throw invalid("it ends too early");
  const version = file.readUInt32LE(8);
  if (version !== containerVersion) {
    throw codedError("E_SNAPSHOT_VERSION", `the snapshot has format ${String(version)}; known here is ${String(containerVersion)}`);
  }
  const length = file.readUInt32LE(12);
  if (length > snapshotLimits.envelope || headBytes + length > file.length) throw invalid("its envelope is longer than the file");
  const json = file.subarray(headBytes, headBytes + length);
  if (!sha256(json).equals(file.subarray(16, 48))) throw invalid("the checksum of its envelope is wrong");
  const { compression, bodyBytes, bodyHash, files: list, ...description } = readEnvelope(json);
  const filesBytes = list.reduce((sum, item) => sum + item.bytes, 0);
  if (bodyBytes > snapshotLimits.body || filesBytes > snapshotLimits.files) throw invalid("it is larger than the format allows");
  const reader = { file, at: headBytes + length };
  const body = readSection(reader, bodyBytes, compression);
  const contents = readSection(reader, filesBytes, compression);
  if (reader.at !== file.length) throw invalid(`${String(file.length - reader.at)} bytes follow its end`);
  if (sha256(body).toString("hex") !== bodyHash) throw invalid("the checksum of its body is wrong");
  validateBody(body);
  const files = new Map<string, Buffer>();
  let at = 0;
  for (const item of list) files.set(item.path, contents.subarray(at, (at += item.bytes)));
  const snapshot: Snapshot = { description, body, files };
  const manifest = manifestOf(snapshot);
  if (manifest.programHash !== description.programHash || manifest.entry !== description.entry) {
    throw invalid("the program in it is not the one that was captured");
  }
  for (const { module } of description.codeUse) {
    if (!Object.hasOwn(manifest.modules, fileModule(module))) throw invalid(`it uses ${module}, which its program does not have`);
  }
  return snapshot;
}

function writeSection(raw: Buffer, compression: Compression): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < raw.length; at += chunkBytes) {
    const part = raw.subarray(at, at + chunkBytes);
    const stored = compress(part, compression);
    const head = Buffer.alloc(chunkHeadBytes);
    head.writeUInt32LE(stored.length, 0);
    head.writeUInt32LE(part.length, 4);
    sha256(stored).copy(head, 8);
    pieces.push(head, stored);
  }
  return pieces;
}

function readSection(reader: { readonly file: Buffer; at: number }, length: number, compression: Compression): Buffer {
  const parts: Buffer[] = [];
  for (let left = length; left > 0;) {
    const { file, at } = reader;
    if (at + chunkHeadBytes > file.length) throw invalid("it ends too early");
    const stored = file.readUInt32LE(at);
    const raw = file.readUInt32LE(at + 4);
    const from = at + chunkHeadBytes;
    if (raw !== Math.min(left, chunkBytes) || from + stored > file.length)
      throw invalid(`the chunk at byte ${String(at)} has a wrong length`);
    const bytes = file.subarray(from, from + stored);
    if (!sha256(bytes).equals(file.subarray(at + 8, from))) throw invalid(`the checksum of the chunk at byte ${String(at)} is wrong`);
    parts.push(decompress(bytes, raw, compression));
    reader.at = from + stored;
    left -= raw;
  }
  return Buffer.concat(parts);
}

interface Zstd {
  zstdCompressSync?(bytes: Uint8Array): Buffer;
  zstdDecompressSync?(bytes: Uint8Array, options: { maxOutputLength: number }): Buffer;
}

function compress(bytes: Buffer, compression: Compression): Buffer {
  switch (compression) {
    case "none":
      return bytes;
    case "brotli":
      return zlib.brotliCompressSync(bytes, {
        params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      });
    case "zstd":
      return ((zlib as Zstd).zstdCompressSync ?? noZstd)(bytes);
  }
}

function decompress(bytes: Buffer, length: number, compression: Compression): Buffer {
  const limit = { maxOutputLength: length };
  const unpack = compression === "zstd" ? ((zlib as Zstd).zstdDecompressSync ?? noZstd) : zlib.brotliDecompressSync;
  let raw: Buffer;
  try {
    raw = compression === "none" ? bytes : unpack(bytes, limit);
  } catch (error) {
    if (unpack === noZstd) throw error;
    throw invalid("a chunk can't be decompressed");
  }
  if (raw.length !== length) throw invalid("a chunk has not the length it says");
  return raw;
}

function noZstd(): never {
  throw codedError("E_SNAPSHOT_VERSION", `zstd is not known to Node ${process.versions.node}`, { remedy: "Use Node 22.15 or newer." });
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

function invalid(what: string): CodedError {
  return codedError("E_SNAPSHOT_INVALID", `not a whole snapshot: ${what}`);
}
