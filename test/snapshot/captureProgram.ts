import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { listDirectory } from "../../core/board/blobStore.js";
import { ProgramProcess } from "../../core/board/programProcess.js";
import type { Profile } from "../../core/codemap/manifest.js";
import { instrumentProgram } from "../../core/instrument/instrumentProgram.js";
import { isSnapshotFile, type Snapshot } from "../../core/snapshot/container.js";
import { thisNode } from "../board/toy.js";

/**
 * Runs a program in a process of its own, freezes it before `turn` and takes its snapshot. Leaves neither process nor files behind.
 * @param more further modules by name
 */
export async function captureProgram(
  source: string,
  turn: number,
  more: Readonly<Record<string, string>> = {},
  profile: Profile = "default",
): Promise<Snapshot> {
  const folder = mkdtempSync(path.join(tmpdir(), "tm-capture-"));
  let program: ProgramProcess | undefined;
  try {
    const entry = path.join(folder, "app.mjs");
    const out = path.join(folder, "out");
    writeFileSync(entry, source);
    for (const [name, text] of Object.entries(more)) writeFileSync(path.join(folder, name), text);
    const { manifest } = await instrumentProgram(entry, { out, profile });
    program = await ProgramProcess.start({
      engine: thisNode,
      directory: out,
      args: [],
      cwd: folder,
      env: process.env,
      freezeAt: turn,
      onOutput: () => undefined,
    });
    const frozen = await program.untilFrozen();
    const { body, codeUse } = await program.capture(5000);
    const paths = listDirectory(out).map((file) => file.path);
    return {
      description: {
        name: "app-test",
        programHash: manifest.programHash,
        instrumenter: manifest.instrumenter,
        entry: manifest.entry,
        board: "local",
        engine: "node",
        turn: frozen.turn,
        inTurn: false,
        takenAt: "2026-01-02T03:04:05.000Z",
        args: [],
        cwd: folder,
        output: frozen.output,
        hops: [{ board: "kitchen", engine: "bun", turn: 1, at: "2026-01-02T03:04:04.000Z" }],
        codeUse: codeUse as Snapshot["description"]["codeUse"],
      },
      body,
      files: new Map(paths.filter(isSnapshotFile).map((file) => [file, readFileSync(path.join(out, file))])),
    };
  } finally {
    program?.kill("SIGKILL");
    await program?.exited;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Has something of nearly every kind in it, and stands at a timer. */
export const variedProgram = `
class Sensor { #count = 1; static all = new Set(); constructor() { Sensor.all.add(this); } get count() { return this.#count; } }
function counter() { let n = 0; const step = 2; return { inc() { return n += step; }, get: () => n }; }
function* numbers(limit) { for (let i = 0; i < limit; i++) yield i; }
async function wait(ms) { const before = counter(); await new Promise((resolve) => setTimeout(resolve, ms)); return before.get(); }
const counters = [counter(), counter()];
counters[0].inc();
const sensor = new Sensor(), started = numbers(5);
started.next();
const held = { buffer: new Uint8Array([1, 2, 3]), big: 10n ** 20n, date: new Date(5), pattern: /x/giu, map: new Map([[sensor, -0]]), weak: new WeakMap([[sensor, 1]]) };
Object.defineProperty(held, "__proto__", { value: 1, enumerable: true });
const frozen = Object.freeze([1, , NaN]);
const never = new Promise(() => {});
const waiting = wait(60_000);
setTimeout(function tick() { console.log(counters[0].get(), started.next().value, frozen, never, waiting, sensor.count); }, 1);
`;
