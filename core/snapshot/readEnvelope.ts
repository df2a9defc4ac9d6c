import { codedError } from "../errors.js";
import type { Envelope, Hop } from "./container.js";
import type { CodeUse } from "./schema.js";

type Check<T> = (value: unknown, where: string) => T;

/**
 * Reads the envelope of a snapshot. Every field is checked and copied: what the format does not know is not taken along, `__proto__` included.
 * @throws CodedError E_SNAPSHOT_INVALID
 */
export function readEnvelope(json: Buffer): Envelope {
  let value: unknown;
  try {
    value = JSON.parse(json.toString("utf8"));
  } catch {
    throw codedError("E_SNAPSHOT_INVALID", "the envelope of the snapshot is not JSON");
  }
  const field = fields(value, "envelope");
  const files = field("files", list(file));
  if (new Set(files.map(({ path }) => path)).size !== files.length) throw wrong("envelope.files");
  return {
    name: field("name", text),
    programHash: field("programHash", text),
    instrumenter: field("instrumenter", text),
    entry: field("entry", text),
    board: field("board", text),
    engine: field("engine", text),
    turn: field("turn", natural),
    inTurn: field("inTurn", oneOf(true, false)),
    takenAt: field("takenAt", date),
    args: field("args", list(text)),
    cwd: field("cwd", text),
    output: field("output", (value, where) => {
      const [stdout, stderr, ...more] = list(natural)(value, where);
      if (stdout === undefined || stderr === undefined || more.length > 0) throw wrong(where);
      return [stdout, stderr] as const;
    }),
    hops: field("hops", list(hop)),
    codeUse: field("codeUse", list(codeUse)),
    compression: field("compression", oneOf("brotli", "zstd", "none")),
    bodyBytes: field("bodyBytes", natural),
    bodyHash: field("bodyHash", matching(/^[0-9a-f]{64}$/)),
    files,
  };
}

function hop(value: unknown, where: string): Hop {
  const field = fields(value, where);
  return { board: field("board", text), engine: field("engine", text), turn: field("turn", natural), at: field("at", date) };
}

function codeUse(value: unknown, where: string): CodeUse {
  const field = fields(value, where);
  return {
    module: field("module", path),
    state: field("state", oneOf("linked", "suspended", "evaluated", "failed")),
    functions: field("functions", list(natural)),
    points: field("points", list(matching(/^\d{1,9}:\d{1,9}$/))),
    classes: field("classes", list(natural)),
    uninitialized: field("uninitialized", list(matching(/^\d{1,9}:.{1,1000}$/su))),
  };
}

function file(value: unknown, where: string): { path: string; bytes: number } {
  const field = fields(value, where);
  return { path: field("path", path), bytes: field("bytes", natural) };
}

function fields(value: unknown, where: string): <T>(name: string, check: Check<T>) => T {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong(where);
  return (name, check) => {
    if (!Object.hasOwn(value, name)) throw wrong(`${where}.${name}`);
    return check((value as Record<string, unknown>)[name], `${where}.${name}`);
  };
}

function list<T>(check: Check<T>): Check<T[]> {
  return (value, where) => {
    if (!Array.isArray(value)) throw wrong(where);
    return value.map((item: unknown, at) => check(item, `${where}[${String(at)}]`));
  };
}

function text(value: unknown, where: string): string {
  if (typeof value !== "string") throw wrong(where);
  return value;
}

function natural(value: unknown, where: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw wrong(where);
  return value as number;
}

function date(value: unknown, where: string): string {
  if (Number.isNaN(Date.parse(text(value, where)))) throw wrong(where);
  return value as string;
}

/** A relative path that stays below the folder it will be written to. */
function path(value: unknown, where: string): string {
  const parts = text(value, where).split("/");
  const bad = parts.some((part) => part === "" || part === "." || part === ".." || /[\\\0]/.test(part));
  if (bad || /^[A-Za-z]:/.test(value as string)) throw wrong(where);
  return value as string;
}

function matching(pattern: RegExp): Check<string> {
  return (value, where) => {
    if (!pattern.test(text(value, where))) throw wrong(where);
    return value as string;
  };
}

function oneOf<const T extends string | boolean>(...known: readonly T[]): Check<T> {
  return (value, where) => {
    const found = known.find((item) => item === value);
    if (found === undefined) throw wrong(where);
    return found;
  };
}

function wrong(where: string): Error {
  return codedError("E_SNAPSHOT_INVALID", `not a whole snapshot: ${where} is not what the format asks for`);
}
