import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, findEngines, selectEngine } from "../../core/board/engines.js";
import type { StopAt } from "../../core/board/programProcess.js";
import { chooseTurns } from "../../core/cli/check/chooseTurns.js";
import { type MovedRun, runMoved } from "../../core/cli/check/runMoved.js";
import { instrumentProgram } from "../../core/instrument/instrumentProgram.js";
import { differentialCases, formatResult, readExpected } from "../differentialCase.js";
import { compareBodies } from "../generate/realm/compare.js";

/** Programs that are about what is on the stack: numbers from 700 on. */
const programs = differentialCases().filter(({ name }) => name >= "700");
/** Where single moves happen. */
const seed = Number(process.env["TM_SEED"] ?? 7);
/** Engines that a program is moved to in the middle of a turn. */
const targets = ["bun", "deno", "quickjs", "node@22", "node@18"];
/** A safepoint that no program reaches. */
const never: StopAt = "s9007199254740991";

let engines: readonly Engine[] = [];
let folder = "";

beforeAll(async () => {
  engines = await findEngines();
  folder = mkdtempSync(path.join(tmpdir(), "tm-frames-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a program is moved in the middle of its turns", () => {
  for (const program of programs) {
    describe(program.name, () => {
      const directory = (): string => path.join(folder, program.name);
      let counted: Promise<number> | undefined;

      const run = (names: readonly string[], turns: readonly StopAt[], broken: string[] = []): Promise<MovedRun> =>
        runMoved({
          directory: directory(),
          engines: names.map((name) => selectEngine(engines, name)),
          turns,
          args: [],
          cwd: program.folder,
          env: process.env,
          // The law body(snapshot(resume(s))) = body(s).
          onRestored: async (target, body) => {
            const difference = compareBodies(body.toString("utf8"), (await target.capture(5000)).body.toString("utf8"));
            if (difference) broken.push(difference);
          },
        });
      const expectSame = (result: MovedRun): void => {
        expect(formatResult(result, program.folder)).toBe(readExpected(program));
      };
      const count = async (): Promise<number> => {
        await instrumentProgram(program.entry, { out: directory(), frames: true });
        const straight = await run(["node"], [never]);
        expectSame(straight);
        const { calls = 0, loops = 0 } = straight.safepoints ?? {};
        return calls + loops;
      };
      const safepoints = (): Promise<number> => (counted ??= count());

      it("at every safepoint, one after the other", { timeout: 300_000 }, async () => {
        const stops = Array.from({ length: await safepoints() }, (_, n): StopAt => `s${n + 1}`);
        const broken: string[] = [];
        const moved = await run(["node"], stops, broken);
        expectSame(moved);
        expect(broken).toEqual([]);
        expect(moved.refusals).toEqual([]);
        // What can't be captured, which makes it wait for the next, is the exception.
        expect(moved.moves.length).toBeGreaterThan(stops.length / 2);
      });

      it("once, to each other engine", { timeout: 300_000 }, async () => {
        const chosen = chooseTurns(await safepoints(), targets.length, seed);
        for (const [index, target] of targets.entries()) {
          const moved = await run(["node", target], [`s${chosen[index % chosen.length] ?? 1}`]);
          expectSame(moved);
          expect(moved.refusals).toEqual([]);
        }
      });
    });
  }
});
