import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, findEngines, selectEngine } from "../../core/board/engines.js";
import type { StopAt } from "../../core/board/programProcess.js";
import { chooseTurns } from "../../core/cli/check/chooseTurns.js";
import { compareRuns } from "../../core/cli/check/compareRuns.js";
import { runMoved } from "../../core/cli/check/runMoved.js";
import { runCommand } from "../../core/cli/check/runResult.js";
import { instrumentProgram } from "../../core/instrument/instrumentProgram.js";

/** Programs of the bench, with arguments of `run` that make them small: a few hundred to some ten thousand safepoints. */
const sizes: Readonly<Record<string, string>> = {
  richards: "40",
  deltablue: "12, 1",
  raytracer: "5",
  queens: "5",
  fluid: "6, 2",
  splay: "12, 20",
  compress: "300",
  json: "2, 1",
  interpreter: "5",
};
const moves = 20;
const seed = Number(process.env["TM_SEED"] ?? 5);
/** A safepoint that no program reaches. */
const never: StopAt = "s9007199254740991";
const programsFolder = path.join(import.meta.dirname, "../bench/programs");

let engines: readonly Engine[] = [];
let folder = "";

beforeAll(async () => {
  engines = await findEngines();
  folder = mkdtempSync(path.join(tmpdir(), "tm-computing-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe(`a program that only computes is moved ${String(moves)} times in the middle of it, TM_SEED=${String(seed)}`, () => {
  for (const [index, program] of Object.keys(sizes).entries()) {
    // From Node 20 and 22 in turn; where it ends the stack is only rebuilt.
    const last = index % 2 === 0 ? "bun" : "quickjs";
    it(`${program}, at the end to ${last}`, { timeout: 300_000 }, async () => {
      const source = path.join(folder, program);
      mkdirSync(source);
      cpSync(path.join(programsFolder, `${program}.mjs`), path.join(source, `${program}.mjs`));
      const entry = path.join(source, "main.mjs");
      writeFileSync(entry, `import { run } from "./${program}.mjs";\nconsole.log("the result is", run(${sizes[program]!}));\n`);
      const expected = await runCommand({ file: process.execPath, args: [entry], cwd: source, env: process.env });
      const directory = path.join(folder, `${program}-out`);
      await instrumentProgram(entry, { out: directory, frames: true });

      const run = (names: readonly string[], turns: readonly StopAt[]) =>
        runMoved({ directory, engines: names.map((name) => selectEngine(engines, name)), turns, args: [], cwd: source, env: process.env });
      const straight = await run(["node"], [never]);
      expect(compareRuns(expected, straight)).toBeUndefined();
      const { calls = 0, loops = 0 } = straight.safepoints ?? {};
      const stops = chooseTurns(calls + loops, moves, seed + index).map((n): StopAt => `s${n}`);
      const sources = stops.map((_, n) => (n % 2 === 0 ? "node" : "node@22"));
      const moved = await run([...sources, last], stops);
      expect(compareRuns(expected, moved)).toBeUndefined();
      expect(moved.refusals).toEqual([]);
      expect(moved.moves).toHaveLength(moves);
    });
  }
});
