import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Engine } from "../../core/board/engines.js";
import { ProgramProcess } from "../../core/board/programProcess.js";
import { resumeFilesMaker } from "../../core/handoff/resumeFiles.js";
import { instrumentProgram } from "../../core/instrument/instrumentProgram.js";

const here = path.join(import.meta.dirname, "scale");
const runtimeDirectory = path.join(import.meta.dirname, "../../dist/runtime");

/** Programs whose heap has `n` of one thing: what is measured at n and 2n. */
export const scalePrograms: Readonly<Record<string, number>> = {
  objects: 500_000,
  list: 500_000,
  closures: 100_000,
  scopes: 100_000,
  weakMaps: 100_000,
  ephemerons: 100_000,
  privates: 100_000,
  promises: 50_000,
  activations: 50_000,
  generators: 50_000,
};

/** Times in ms, sizes in bytes. */
export interface MoveMeasurement {
  readonly program: string;
  readonly n: number;
  readonly capture: number;
  readonly generate: number;
  readonly restore: number;
  readonly body: number;
  /** Resume code. */
  readonly code: number;
  /** Memory of the source before the capture, and how much more it had at its peak during it. */
  readonly resident: number;
  readonly captureExtra: number;
  /** Most memory of the target while it rebuilt the program. */
  readonly restorePeak: number;
}

/** Moves a program once, between two processes of an engine. @throws when it does not print the same as without. */
export async function measureMove(program: string, n: number, engine: Engine, folder: string): Promise<MoveMeasurement> {
  const out = path.join(folder, `${program}-out`);
  await instrumentProgram(path.join(here, `${program}.mjs`), {
    out,
    root: here,
    runtimeDirectory,
    cacheDirectory: path.join(folder, "cache"),
  });
  const output: string[] = [];
  const start = (directory: string, options: { warm?: boolean; freezeAt?: number }): Promise<ProgramProcess> =>
    ProgramProcess.start({
      engine,
      directory,
      args: [String(n)],
      cwd: folder,
      env: process.env,
      onOutput: (_, bytes) => output.push(bytes.toString()),
      ...options,
    });
  const straight = await start(out, {});
  await straight.exited;
  const expected = output.splice(0).join("");

  const source = await start(out, { freezeAt: 1 });
  await source.untilFrozen();
  const before = memoryOf(source.pid);
  const [captured, capture] = await timed(() => source.capture(5000));
  const captureExtra = memoryOf(source.pid).peak - before.resident;
  const [files, generate] = await timed(() =>
    Promise.resolve(resumeFilesMaker((file) => readFileSync(path.join(out, file), "utf8"))(captured.codeUse)),
  );
  const resumed = path.join(folder, `${program}-${String(n)}`);
  cpSync(out, resumed, { recursive: true });
  let code = 0;
  for (const [file, content] of [...files, [".thingsmigrate/snapshot.tms", captured.body] as const]) {
    mkdirSync(path.dirname(path.join(resumed, file)), { recursive: true });
    writeFileSync(path.join(resumed, file), content);
    if (!file.startsWith(".thingsmigrate/")) code += content.length;
  }
  const target = await start(resumed, { warm: true });
  const [, restore] = await timed(() => target.restore(resumed));
  const restorePeak = memoryOf(target.pid).peak;
  await target.go();
  await source.end();
  await target.exited;
  if (output.join("") !== expected) throw new Error(`${program} prints ${output.join("")} after a move, not ${expected}`);
  return { program, n, capture, generate, restore, body: captured.body.length, code, resident: before.resident, captureExtra, restorePeak };
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  return [await work(), performance.now() - began];
}

/** Resident memory of a process, now and at its peak. Linux only. */
function memoryOf(pid: number): { readonly resident: number; readonly peak: number } {
  const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
  const field = (name: string): number => Number(new RegExp(`${name}:\\s*(\\d+)`).exec(status)?.[1]) * 1024;
  return { resident: field("VmRSS"), peak: field("VmHWM") };
}
