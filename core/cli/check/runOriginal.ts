import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Engine } from "../../board/engines.js";
import type { Manifest } from "../../codemap/manifest.js";
import { needsErasing } from "../../instrument/eraseTypes.js";
import { type RunResult, runCommand } from "./runResult.js";

export interface OriginalOptions {
  readonly entry: string;
  /** A Node. */
  readonly engine: Engine;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

/** The original program, as its user would run it: nothing of ours is loaded. */
export function runOriginal({ entry, engine, args, cwd, env, signal }: OriginalOptions): Promise<RunResult> {
  return runCommand({ file: engine.executable, args: [path.resolve(cwd, entry), ...args], cwd, env, signal });
}

/**
 * The original of a program with TypeScript (or JSX) in it, on a Node that knows none: the same files under the same names, types erased, given to Node by
 * module hooks. `directory` is the instrumented program, whose manifest knows the modules.
 */
export async function runErased(options: OriginalOptions, directory: string): Promise<RunResult> {
  const folder = mkdtempSync(path.join(tmpdir(), "tm-erased-"));
  try {
    writeFileSync(path.join(folder, "table.json"), JSON.stringify(erasedModules(directory)));
    writeFileSync(path.join(folder, "hooks.mjs"), hooks);
    writeFileSync(path.join(folder, "preload.mjs"), 'import { register } from "node:module";\nregister("./hooks.mjs", import.meta.url);\n');
    const preload = pathToFileURL(path.join(folder, "preload.mjs")).href;
    const { engine, entry, args, cwd, env, signal } = options;
    const [major = 0] = engine.version.split(".").map(Number);
    // From 22.6 on Node would do it itself, from 23.6 without being asked: the same text runs everywhere, so it must not.
    const flags = major >= 23 ? ["--no-experimental-strip-types"] : [];
    return await runCommand({
      file: engine.executable,
      args: [...flags, "--import", preload, path.resolve(cwd, entry), ...args],
      cwd,
      env,
      signal,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether `runErased` is needed. */
export function hasErased(manifest: Manifest): boolean {
  return Object.keys(manifest.modules).some(needsErasing);
}

export function readManifest(directory: string): Manifest {
  return JSON.parse(readFileSync(path.join(directory, ".thingsmigrate", "manifest.json"), "utf8")) as Manifest;
}

interface ErasedModule {
  readonly format: "module" | "commonjs";
  readonly source: string;
}

interface Table {
  /** By URL. */
  readonly modules: Record<string, ErasedModule>;
  /** URL -> specifier -> URL, where that leads to one of `modules`. */
  readonly imports: Record<string, Record<string, string>>;
}

function erasedModules(directory: string): Table {
  const manifest = readManifest(directory);
  const urlOf = (module: string): string => pathToFileURL(path.join(manifest.root, module.replaceAll(/(^|\/)_up(?=\/)/g, "$1.."))).href;
  const table: Table = { modules: {}, imports: {} };
  for (const [module, { kind, imports }] of Object.entries(manifest.modules)) {
    if (kind !== "json" && needsErasing(module)) {
      // What the program directory keeps as source is the JavaScript, types erased.
      const source = readFileSync(path.join(directory, ".thingsmigrate", "source", module), "utf8");
      table.modules[urlOf(module)] = {
        format: kind === "esm" ? "module" : "commonjs",
        source,
      };
    }
    const erased = Object.entries(imports).filter(([, target]) => needsErasing(target));
    if (erased.length > 0)
      table.imports[urlOf(module)] = Object.fromEntries(erased.map(([specifier, target]) => [specifier, urlOf(target)]));
  }
  return table;
}

const hooks = `import { readFileSync } from "node:fs";
const { modules, imports } = JSON.parse(readFileSync(new URL("./table.json", import.meta.url), "utf8"));
export function resolve(specifier, context, next) {
  const url = imports[context.parentURL]?.[specifier] ?? specifier;
  return modules[url] ? { url, format: modules[url].format, shortCircuit: true } : next(specifier, context);
}
export function load(url, context, next) {
  return modules[url] ? { ...modules[url], shortCircuit: true } : next(url, context);
}
`;
