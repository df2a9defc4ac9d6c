import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import type { Engine } from "../../core/board/engines.js";
import { instrumentProgram } from "../../core/instrument/instrumentProgram.js";

const execute = promisify(execFile);
const runtimeDirectory = path.join(import.meta.dirname, "../../dist/runtime");
const harness = path.join(import.meta.dirname, "harness");
const programsFolder = path.join(import.meta.dirname, "programs");

/** The programs that do nothing but compute, for which it counts most what capture anywhere costs. */
export const computingPrograms = [
  "richards",
  "deltablue",
  "raytracer",
  "queens",
  "fluid",
  "splay",
  "json",
  "compress",
  "interpreter",
] as const;

/** All programs: five more that each use one part of the language, one of several modules, and one that does little but await. */
export const benchPrograms = ["numeric", "scheduler", "closures", "trees", "text", "rays", "promises", ...computingPrograms] as const;

export interface BenchEffort {
  /** Times that all variants are started anew in the one process. */
  readonly pairs: number;
  /** Rounds that are not counted, at the start and after the snapshot. */
  readonly warmup: number;
  readonly rounds: number;
  /** Processes whose peaks of memory are taken, and rounds of each, before a snapshot and after it. */
  readonly memoryRuns: number;
  readonly memoryRounds: number;
}

export const fullEffort: BenchEffort = { pairs: 3, warmup: 4, rounds: 15, memoryRuns: 3, memoryRounds: 10 };
export const quickEffort: BenchEffort = { pairs: 1, warmup: 1, rounds: 3, memoryRuns: 1, memoryRounds: 1 };

/** A median, and the middle half of what was measured. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** An instrumented variant of a program: it can be captured between turns, or, with frames, anywhere. */
export type VariantName = "instrumented" | "frames";
export type ByVariant<T> = Readonly<Record<VariantName, T>>;

/** What a variant costs. */
export interface Cost {
  /** To the original, round by round: what is slow for a while is slow for both. */
  readonly slowdown: Spread;
  /** The same of processor time. */
  readonly cpu: Spread;
}

export interface Phase extends ByVariant<Cost> {
  /** Milliseconds. */
  readonly original: Spread;
}

/** Bytes of the program's modules. */
export interface Size {
  readonly plain: number;
  readonly zipped: number;
}

export interface ProgramSizes extends ByVariant<Size> {
  readonly original: Size;
}

export interface ProgramMeasurement {
  readonly program: string;
  readonly engine: string;
  readonly version: string;
  readonly before: Phase;
  readonly after: Phase;
  /** Body of the snapshot taken in between, or why there is none: then `after` is only later. */
  readonly snapshot: { readonly bytes: number } | { readonly refused: string };
  readonly size: ProgramSizes;
  /** Most memory resident at once, bytes, each in processes of its own: medians. */
  readonly memory: ByVariant<number> & { readonly original: number; readonly afterSnapshot: number };
}

/** A program ready to be measured: the original, and the instrumented ones beside a driver that hands their `run` to the harness. */
export interface PreparedProgram {
  readonly program: string;
  readonly file: string;
  readonly out: ByVariant<string>;
  readonly size: ProgramSizes;
}

/** Lays out a program below `folder` and instruments it. */
export async function prepareProgram(program: string, folder: string): Promise<PreparedProgram> {
  const source = path.join(folder, program);
  mkdirSync(source, { recursive: true });
  cpSync(path.join(programsFolder, `${program}.mjs`), path.join(source, `${program}.mjs`));
  if (program === "rays") cpSync(path.join(programsFolder, program), path.join(source, program), { recursive: true });
  writeFileSync(path.join(source, "driver.mjs"), `import { run } from "./${program}.mjs";\nglobalThis.benchTake(run);\n`);
  const sizeOf = (root: string, files: readonly string[]): Size => {
    const text = Buffer.concat(files.map((file) => readFileSync(path.join(root, file))));
    return { plain: text.length, zipped: gzipSync(text).length };
  };
  const prepare = async (variant: VariantName): Promise<{ readonly out: string; readonly files: readonly string[] }> => {
    const out = path.join(folder, `${program}-${variant}`);
    const { manifest } = await instrumentProgram(path.join(source, "driver.mjs"), {
      out,
      cacheDirectory: path.join(folder, "cache"),
      runtimeDirectory,
      root: source,
      frames: variant === "frames",
    });
    const files = Object.values(manifest.modules).map(({ file }) => file);
    return { out, files: files.filter((file) => file !== "driver.mjs") };
  };
  const instrumented = await prepare("instrumented");
  const frames = await prepare("frames");
  const { files } = instrumented;
  return {
    program,
    file: path.join(source, `${program}.mjs`),
    out: { instrumented: instrumented.out, frames: frames.out },
    size: {
      original: sizeOf(source, files),
      instrumented: sizeOf(instrumented.out, files),
      frames: sizeOf(frames.out, files),
    },
  };
}

type Rounds = Readonly<Record<string, readonly (readonly [ms: number, cpu: number])[]>>;

interface Alternated {
  readonly before: Rounds;
  readonly after: Rounds;
  readonly snapshots: Readonly<Record<string, ProgramMeasurement["snapshot"]>>;
}

/** Measures one program on one engine. @throws when a variant fails or they don't give the same result. */
export async function measureProgram(prepared: PreparedProgram, engine: Engine, effort: BenchEffort): Promise<ProgramMeasurement> {
  const { program, file, out, size } = prepared;
  const original = { file };
  const variants = {
    original,
    instrumented: { out: out.instrumented, entry: "driver.mjs" },
    frames: { out: out.frames, entry: "driver.mjs" },
  };
  const found = await runHarness<Alternated>(engine, "alternate.mjs", { variants, ...effort });
  const peaks = { original: [] as Peak[], instrumented: [] as Peak[], frames: [] as Peak[] };
  for (let run = 0; run < effort.memoryRuns; run++) {
    for (const name of ["original", "instrumented", "frames"] as const) {
      peaks[name].push(await peakMemory(engine, { ...variants[name], rounds: effort.memoryRounds }));
    }
  }
  const medianOf = (list: readonly Peak[], when: keyof Peak): number => spreadOf(list.map((one) => one[when])).median;
  return {
    program,
    engine: engine.name,
    version: engine.version,
    before: phaseOf(found.before),
    after: phaseOf(found.after),
    snapshot: found.snapshots["frames"]!,
    size,
    memory: {
      original: medianOf(peaks.original, "before"),
      instrumented: medianOf(peaks.instrumented, "before"),
      frames: medianOf(peaks.frames, "before"),
      afterSnapshot: medianOf(peaks.frames, "after"),
    },
  };
}

/** Bytes, before a snapshot and after it. */
interface Peak {
  readonly before: number;
  readonly after: number;
}

function peakMemory(engine: Engine, variant: object): Promise<Peak> {
  const argument = { executable: engine.executable, args: argumentsOf(engine), variant };
  return printed<Peak>(process.execPath, [path.join(harness, "peakMemory.mjs"), JSON.stringify(argument)]);
}

function runHarness<T>(engine: Engine, script: string, argument: object): Promise<T> {
  return printed<T>(engine.executable, [...argumentsOf(engine), path.join(harness, script), JSON.stringify(argument)]);
}

function argumentsOf(engine: Engine): string[] {
  return engine.kind === "deno" ? ["run", "-A"] : [];
}

async function printed<T>(executable: string, args: readonly string[]): Promise<T> {
  const { stdout } = await execute(executable, args, { maxBuffer: 1 << 24 });
  return JSON.parse(stdout) as T;
}

function phaseOf(rounds: Rounds): Phase {
  const original = rounds["original"]!;
  const costOf = (variant: VariantName): Cost => {
    const own = rounds[variant]!;
    const ratios = (which: 0 | 1): Spread =>
      spreadOf(original.flatMap((round, i) => (round[which] > 0 ? [own[i]![which] / round[which]] : [])));
    return { slowdown: ratios(0), cpu: ratios(1) };
  };
  return {
    original: spreadOf(original.map(([ms]) => ms)),
    instrumented: costOf("instrumented"),
    frames: costOf("frames"),
  };
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}
