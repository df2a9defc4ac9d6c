import fs from "node:fs";
import path from "node:path";
import { callPlacesFile, type CallPlace } from "../codemap/callPlaces.js";
import { framesByDefault, type Manifest, type ManifestModule, type Profile } from "../codemap/manifest.js";
import { codedError } from "../errors.js";
import { InstrumentError, unreadableFile, type Diagnostic } from "./diagnostics.js";
import { needsErasing } from "./eraseTypes.js";
import { InstrumentCache } from "./instrumentCache.js";
import { sha256, type InstrumentedModule } from "./instrumentModule.js";
import { buildModuleGraph, type ModuleGraph } from "./moduleGraph.js";
import { moduleId, outputFile } from "./moduleId.js";
import { moduleKind } from "./moduleKind.js";
import { transitiveExports } from "./transitiveExports.js";
import { findPackage, ModuleResolver, type Resolution } from "./resolveModule.js";
import { instrumenterVersion } from "./version.js";
import { ProgramDirectory } from "./programDirectory.js";

export interface InstrumentProgramOptions {
  /** Directory to make; must be new, empty, or made by an earlier run. */
  readonly out: string;
  readonly profile?: Profile;
  /** Whether the program can be captured with frames on its stack, and not only between turns. */
  readonly frames?: boolean;
  /** Directory that module ids are relative to; by default the nearest folder around the entry that has a package.json, else the entry's own. */
  readonly root?: string;
  /** Where instrumented files are kept by content. */
  readonly cacheDirectory?: string;
  /** Folder of the built runtime; by default the one that belongs to this ThingsMigrate. */
  readonly runtimeDirectory?: string;
  /** Called after each file. */
  readonly onProgress?: (progress: InstrumentProgress) => void;
  /** Ends the run with E_ABORTED; what was already written stays. */
  readonly signal?: AbortSignal;
}

export interface InstrumentProgress {
  readonly module: string;
  readonly cached: boolean;
  /** Files done so far. */
  readonly done: number;
}

export interface InstrumentedProgram {
  readonly out: string;
  readonly manifest: Manifest;
  /** Absolute path of the file to start: `node <entryFile>`. */
  readonly entryFile: string;
  /** Warnings: what may keep the program from moving. */
  readonly diagnostics: readonly Diagnostic[];
  readonly files: { readonly instrumented: number; readonly fromCache: number };
  /** Milliseconds. */
  readonly timings: { readonly instrument: number; readonly write: number };
}

interface ProgramModule extends InstrumentedModule {
  readonly id: string;
  readonly loads: InstrumentedModule["loads"];
}

/**
 * Instruments an entry file with all modules it reaches and writes the program directory (docs/code-contract.md section 5).
 * @throws InstrumentError with all errors found; CodedError E_OUT_DIRECTORY, E_NOT_BUILT, E_WRITE, E_ABORTED
 */
export async function instrumentProgram(entry: string, options: InstrumentProgramOptions): Promise<InstrumentedProgram> {
  const started = performance.now();
  const entryPath = realEntry(entry);
  const root = options.root === undefined ? programRoot(entryPath) : fs.realpathSync(options.root);
  const directory = new ProgramDirectory(path.resolve(options.out));
  const work = new Instrumentation(root, options);
  const graph = await buildModuleGraph(
    entryPath,
    new ModuleResolver(),
    (file, optional) => work.load(file, optional),
    (file) => moduleId(root, file),
  );
  const diagnostics = [...work.diagnostics, ...graph.diagnostics];
  const errors = diagnostics.filter((one) => one.severity === "error");
  if (errors.length > 0) throw new InstrumentError(errors);

  const instrumented = performance.now();
  const manifest = makeManifest(graph, entryPath, root, options.profile ?? "default", options.frames ?? framesByDefault);
  writeProgram(directory, graph, manifest, entryPath, root, options.runtimeDirectory);
  return {
    out: directory.path,
    manifest,
    entryFile: path.join(directory.path, manifest.modules[manifest.entry]?.file ?? ""),
    diagnostics,
    files: work.counts,
    timings: { instrument: instrumented - started, write: performance.now() - instrumented },
  };
}

/** The files of one run: reads and instruments them, collects what is wrong with them. */
class Instrumentation {
  readonly diagnostics: Diagnostic[] = [];
  readonly counts = { instrumented: 0, fromCache: 0 };
  readonly #root: string;
  readonly #options: InstrumentProgramOptions;
  readonly #cache: InstrumentCache;

  constructor(root: string, options: InstrumentProgramOptions) {
    this.#root = root;
    this.#options = options;
    this.#cache = new InstrumentCache(options.cacheDirectory);
  }

  async load(file: string, optional: boolean): Promise<ProgramModule | null> {
    // Between files the event loop runs, so that Ctrl-C and progress get through.
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#options.signal?.aborted) throw codedError("E_ABORTED", "instrumentation was stopped", { cause: this.#options.signal.reason });
    const id = moduleId(this.#root, file);
    const source = readSource(file, id);
    const kind = moduleKind(file, source);
    try {
      const tsconfig = needsErasing(file) ? nearestFile(path.dirname(file), "tsconfig.json") : undefined;
      const { result, cached } = this.#cache.instrument(source, {
        module: id,
        kind,
        tsconfig,
        profile: this.#options.profile,
        frames: this.#options.frames ?? framesByDefault,
      });
      this.diagnostics.push(...result.diagnostics);
      this.counts[cached ? "fromCache" : "instrumented"]++;
      this.#options.onProgress?.({ module: id, cached, done: this.counts.instrumented + this.counts.fromCache });
      return { ...result, id };
    } catch (error) {
      if (!(error instanceof InstrumentError)) throw error;
      if (optional) return null;
      // The other files may have errors too: the user wants to see all of them at once.
      this.diagnostics.push(...error.diagnostics);
      return { ...emptyModule(id, kind), id };
    }
  }
}

function makeManifest(graph: ModuleGraph<ProgramModule>, entry: string, root: string, profile: Profile, frames: boolean): Manifest {
  const ids = new Set([...graph.modules.values()].map((one) => one.module.id));
  const modules: Record<string, ManifestModule> = {};
  for (const { module, resolutions } of [...graph.modules.values()].sort((a, b) => (a.module.id < b.module.id ? -1 : 1))) {
    modules[module.id] = {
      kind: module.kind,
      sourceHash: module.codeMap.sourceHash,
      file: outputFile(module.id, (id) => ids.has(id)),
      imports: Object.fromEntries([...resolutions].map(([specifier, resolution]) => [specifier, targetOf(resolution, root)])),
    };
  }
  return {
    version: 1,
    instrumenter: instrumenterVersion(),
    profile,
    ...(frames ? { frames: true as const } : {}),
    entry: moduleId(root, entry),
    root,
    modules,
    programHash: sha256(
      Object.entries(modules)
        .map(([id, module]) => `${id} ${module.sourceHash}\n`)
        .join(""),
    ),
    resume: false,
  };
}

function targetOf(resolution: Resolution, root: string): string {
  switch (resolution.type) {
    case "builtin":
      return resolution.id;
    case "file":
      return moduleId(root, resolution.path);
    case "native":
      // Addons stay where they are: the host loads them by path, and a capture refuses them.
      return `file:${resolution.path}`;
    case "missing":
      throw codedError("E_INTERNAL", "an unresolved specifier got into the module graph");
  }
}

function writeProgram(
  directory: ProgramDirectory,
  graph: ModuleGraph<ProgramModule>,
  manifest: Manifest,
  entry: string,
  root: string,
  runtime?: string,
): void {
  const exportsOf = transitiveExports(graph);
  for (const { path: file, module } of graph.modules.values()) {
    const target = manifest.modules[module.id]?.file ?? module.id;
    const isEntry = file === entry;
    const code = isEntry ? entryText(module, target) : module.code;
    const map = isEntry ? { ...module.map, mappings: `;${module.map.mappings}` } : module.map;
    directory.write(target, code);
    const codeMap = { ...module.codeMap, exports: exportsOf.get(file) ?? module.codeMap.exports };
    directory.write(
      `.thingsmigrate/code/${module.id}.json`,
      JSON.stringify({ codeMap, sourceMap: map, javascriptMap: module.javascriptMap }),
    );
    directory.write(`.thingsmigrate/source/${module.id}`, module.javascript);
    if (manifest.frames) directory.write(callPlacesFile(module.id), JSON.stringify(shifted(module.callPlaces, isEntry ? 1 : 0)));
  }
  const entryTarget = manifest.modules[manifest.entry]?.file ?? manifest.entry;
  const governing = governingPackage(entry, root);
  if (governing) directory.write(governing.file, governing.text);
  else if (!entryTarget.includes("/")) directory.write("package.json", "{}\n");
  directory.copyRuntime(runtime);
  directory.write(".thingsmigrate/manifest.json", `${JSON.stringify(manifest, null, 1)}\n`);
  directory.finish();
}

/** The entry's file has a line above its code. */
function shifted(places: readonly CallPlace[], lines: number): CallPlace[] {
  return places.map(([line, column, fn, point]) => [line + lines, column, fn, point]);
}

/** The entry starts by itself: `node out/app.js`. */
function entryText(module: ProgramModule, target: string): string {
  const start = `${"../".repeat(target.split("/").length - 1) || "./"}.thingsmigrate/start.cjs`;
  const first = module.kind === "esm" ? `import ${JSON.stringify(start)};` : `require(${JSON.stringify(start)});`;
  return `${first}\n${module.code}$tm.start(${JSON.stringify(module.id)});\n`;
}

/** The package.json that makes Node take the entry for the right kind of module; its other fields are for programs that read it. */
function governingPackage(entry: string, root: string): { readonly file: string; readonly text: string } | null {
  const found = findPackage(path.dirname(entry));
  if (!found || path.relative(root, found.directory).startsWith("..")) return null;
  const file = path.join(found.directory, "package.json");
  return { file: moduleId(root, file), text: fs.readFileSync(file, "utf8") };
}

function realEntry(entry: string): string {
  try {
    return fs.realpathSync(entry);
  } catch {
    throw new InstrumentError([unreadableFile(entry, "there is no such file")]);
  }
}

/** The folder that module ids of a program are relative to, unless it is given: the nearest around the entry that has a package.json, else the entry's own. */
export function programRoot(entry: string): string {
  return findPackage(path.dirname(entry))?.directory ?? path.dirname(entry);
}

function readSource(file: string, id: string): string {
  try {
    return fs.readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new InstrumentError([unreadableFile(id, error instanceof Error ? error.message : String(error))]);
  }
}

function nearestFile(directory: string, name: string): string | undefined {
  for (let at = directory; ; at = path.dirname(at)) {
    const file = path.join(at, name);
    if (fs.existsSync(file)) return fs.readFileSync(file, "utf8");
    if (path.dirname(at) === at) return undefined;
  }
}

function emptyModule(module: string, kind: InstrumentedModule["kind"]): InstrumentedModule {
  return {
    kind,
    code: "",
    callPlaces: [],
    map: { version: 3, names: [], sources: [], mappings: "" },
    codeMap: { version: 1, module, tag: "", kind, sourceHash: "", exports: [], functions: [], scopes: [] },
    loads: [],
    reexports: [],
    javascript: "",
    javascriptMap: null,
    diagnostics: [],
  };
}
