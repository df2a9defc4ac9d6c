import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AgentConnection } from "../board/agentConnection.js";
import type { NewProgram } from "../board/agentProtocol.js";
import { distFolder } from "../board/agentFile.js";
import { listDirectory } from "../board/blobStore.js";
import { quickjsFiles } from "../board/runtimeFiles.js";
import { bringFiles, directorySource, type FileSource } from "./bringFiles.js";
import { instrumentProgram, type InstrumentedProgram, type InstrumentProgramOptions } from "../instrument/instrumentProgram.js";

/** Instruments into a temporary folder that lives as long as `use` runs. */
export async function withInstrumented<Result>(
  entry: string,
  signal: AbortSignal,
  use: (program: InstrumentedProgram) => Promise<Result>,
  options: Pick<InstrumentProgramOptions, "onProgress" | "profile" | "frames"> = {},
): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), "tm-program-"));
  try {
    return await use(await instrumentProgram(entry, { ...options, out: path.join(folder, "program"), signal }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files that `engine` needs besides those every program has. */
export function engineFiles(engine: string): FileSource | undefined {
  return engine === "quickjs" ? runtimeFiles(quickjsFiles) : undefined;
}

/** Files of the built runtime, where they lie in a program directory. */
export function runtimeFiles(names: readonly string[]): FileSource {
  const runtime = path.join(distFolder(), "runtime");
  const source = directorySource(runtime);
  return {
    files: listDirectory(runtime)
      .filter((file) => names.includes(file.path))
      .map((file) => ({ ...file, path: `.thingsmigrate/${file.path}` })),
    read: (hash) => source.read(hash),
  };
}

/** What to start of a program directory. */
export interface Deployment {
  readonly entry: string;
  readonly engine: string;
  readonly args: readonly string[];
  /** Used if it exists on the board. */
  readonly cwd: string;
}

/** Brings a program directory to a board and says what to start there. The user's environment goes along only to boards of this machine. */
export async function deployProgram(connection: AgentConnection, directory: string, what: Deployment): Promise<NewProgram> {
  const source = directorySource(directory);
  const files = await bringFiles(connection, source.files, (hash) => source.read(hash), engineFiles(what.engine));
  return { id: newName(what.entry), epoch: 0, files, ...what, env: environmentFor(connection) };
}

export function environmentFor(connection: AgentConnection): Record<string, string> {
  if (connection.board.kind !== "local") return {};
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** `app-x3f9`: the entry's name and four characters, the same wherever the program goes. */
export function newName(entry: string): string {
  const base = path
    .basename(entry)
    .replace(/\.\w+$/, "")
    .replace(/[^\w.-]/g, "_");
  return `${base}-${randomInt(36 ** 4)
    .toString(36)
    .padStart(4, "0")}`;
}
