import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { codedError } from "../errors.js";
import { isElectron } from "./electron.js";

export type EngineKind = "node" | "bun" | "deno" | "quickjs";

/** A JavaScript engine on this machine. */
export interface Engine {
  /** `node`, `bun`, `deno`, `quickjs`, or one of several versions: `node@18`, `node@22.23.3`. */
  readonly name: string;
  readonly kind: EngineKind;
  /** As the engine itself says: `20.20.2`. For QuickJS that of the Node which hosts it. */
  readonly version: string;
  /** Absolute path of the executable; for QuickJS of the Node that hosts it. */
  readonly executable: string;
}

const kinds: readonly EngineKind[] = ["node", "bun", "deno", "quickjs"];
const probeTimeout = 20_000;

/**
 * The engines of this machine, in the order: the engine that runs this code, the PATH, `THINGSMIGRATE_ENGINES` (entries `name=/path` or folders of
 * executables, separated like PATH), the cache folder filled by `npm run setup`. The first of a kind has the kind's name; every version of it can also be
 * named `kind@major` and `kind@version`. QuickJS needs nothing but Node: it comes with ThingsMigrate.
 */
export async function findEngines(env: NodeJS.ProcessEnv = process.env): Promise<Engine[]> {
  const probed = await Promise.all(candidates(env).map(async (candidate) => ({ ...candidate, version: await probeVersion(candidate) })));
  const engines: Engine[] = [];
  const taken = new Set<string>();
  const add = (name: string, kind: EngineKind, version: string, executable: string): void => {
    if (taken.has(name)) return;
    taken.add(name);
    engines.push({ name, kind, version, executable });
  };
  const found = probed.flatMap((entry) => (entry.version === undefined ? [] : [{ ...entry, version: entry.version }]));
  for (const { kind, name, executable, version } of found) {
    if (name !== undefined) add(name, kind, version, executable);
    else if (taken.has(kind))
      add(`${kind}@${taken.has(`${kind}@${majorOf(version)}`) ? version : majorOf(version)}`, kind, version, executable);
    else {
      add(kind, kind, version, executable);
      taken.add(`${kind}@${majorOf(version)}`);
    }
  }
  const host = engines.find((engine) => engine.kind === "node");
  if (host) add("quickjs", "quickjs", host.version, host.executable);
  return engines;
}

/** The engine called `name` (`node`, `node@18`, `node@22.23.3`, `bun`, …). @throws CodedError E_ENGINE_UNKNOWN. */
export function selectEngine(engines: readonly Engine[], name: string): Engine {
  const [kind, version] = name.split("@");
  const engine =
    engines.find((candidate) => candidate.name === name) ??
    engines.find((candidate) => candidate.kind === kind && version !== undefined && `${candidate.version}.`.startsWith(`${version}.`));
  if (engine) return engine;
  const known = engines.map((candidate) => candidate.name).join(", ");
  throw codedError("E_ENGINE_UNKNOWN", `no engine "${name}" here; found: ${known === "" ? "none" : known}`);
}

/** How the program in `directory` is started. QuickJS's host script lies with the program, see `runtimeFiles`. */
export function engineCommand(engine: Engine, directory: string): { readonly file: string; readonly args: readonly string[] } {
  const start = path.join(directory, ".thingsmigrate", "start.cjs");
  switch (engine.kind) {
    case "node":
    case "bun":
      return { file: engine.executable, args: [start] };
    case "deno":
      return { file: engine.executable, args: ["run", "-A", start] };
    case "quickjs":
      return { file: engine.executable, args: [path.join(directory, ".thingsmigrate", "quickjs.cjs"), directory] };
  }
}

interface Candidate {
  readonly kind: EngineKind;
  readonly name?: string;
  readonly executable: string;
}

function candidates(env: NodeJS.ProcessEnv): Candidate[] {
  const found: Candidate[] = [];
  const seen = new Set<string>();
  const add = (candidate: Candidate): void => {
    const key = `${candidate.name ?? ""} ${real(candidate.executable)}`;
    if (!seen.has(key)) found.push(candidate);
    seen.add(key);
  };
  const addFolder = (folder: string): void => {
    for (const kind of kinds)
      if (kind !== "quickjs" && executable(path.join(folder, kind))) add({ kind, executable: path.join(folder, kind) });
  };
  const self = path.basename(process.execPath).replace(/\.exe$/, "");
  if (self === "node" || self === "bun" || self === "deno") add({ kind: self, executable: process.execPath });
  for (const folder of (env["PATH"] ?? "").split(path.delimiter)) if (folder !== "") addFolder(folder);
  for (const entry of (env["THINGSMIGRATE_ENGINES"] ?? "").split(path.delimiter)) {
    const equals = entry.indexOf("=");
    if (equals > 0) {
      const name = entry.slice(0, equals);
      const kind = kinds.find((known) => name === known || name.startsWith(`${known}@`));
      if (kind !== undefined) add({ kind, name, executable: path.resolve(entry.slice(equals + 1)) });
    } else if (entry !== "") addFolder(entry);
  }
  for (const folder of cachedFolders(env)) addFolder(path.join(folder, "bin"));
  // Any Node of its own is preferred to the one inside Electron.
  if (isElectron) add({ kind: "node", executable: process.execPath });
  return found;
}

/** `<cache>/engines/<name>-<version>`, newest version first. */
function cachedFolders(env: NodeJS.ProcessEnv): string[] {
  const cache = path.join(env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache"), "thingsmigrate", "engines");
  if (!existsSync(cache)) return [];
  const names = readdirSync(cache).filter((name) => !name.startsWith("."));
  return names.sort((a, b) => b.localeCompare(a, "en", { numeric: true })).map((name) => path.join(cache, name));
}

function probeVersion({ executable: file, kind }: Candidate): Promise<string | undefined> {
  if (kind === "node" && real(file) === real(process.execPath)) return Promise.resolve(process.versions.node);
  return new Promise((resolve) => {
    execFile(file, ["--version"], { timeout: probeTimeout, encoding: "utf8" }, (error, stdout) => {
      resolve(error ? undefined : /\d+\.\d+\.\d+/.exec(stdout)?.[0]);
    });
  });
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

function majorOf(version: string): string {
  return version.split(".")[0] ?? version;
}
