import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, type EngineKind, findEngines, selectEngine } from "../core/board/engines.js";
import { chooseTurns } from "../core/cli/check/chooseTurns.js";
import { type MovedRun, runMoved } from "../core/cli/check/runMoved.js";
import { instrumentProgram } from "../core/instrument/instrumentProgram.js";
import { compareBodies } from "./generate/realm/compare.js";
import { openCases } from "./openCases.js";
import { type DifferentialCase, differentialCases, formatResult, readExpected } from "./differentialCase.js";

/** Where the moves happen: the same in every run, unless `TM_SEED=n` says otherwise. */
const seed = Number(process.env["TM_SEED"] ?? 12);

/** Pairs of engines in rotation over the cases: a program starts on the first and is moved to the second. */
const pairs: readonly (readonly [EngineKind, EngineKind])[] = [
  ["node", "bun"],
  ["node", "quickjs"],
  ["deno", "node"],
  ["quickjs", "node"],
  ["node", "deno"],
  ["bun", "node"],
  ["quickjs", "node"],
  ["deno", "quickjs"],
  ["bun", "quickjs"],
  ["quickjs", "bun"],
  ["bun", "deno"],
  ["deno", "bun"],
];

/** A run that takes so long, in ms, hangs; its processes are ended, so that the others go on. */
const hangs = 60_000;

/** `TM_OPEN=1` runs the open cases instead of the others. */
const runOpen = process.env["TM_OPEN"] === "1";

let engines: readonly Engine[] = [];
let folder = "";

beforeAll(async () => {
  engines = await findEngines();
  folder = mkdtempSync(path.join(tmpdir(), "tm-differential-"));
  console.log(`differential suite: TM_SEED=${seed}; ${openCases.size} cases are open (test/openCases.ts)`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The pair for a case: the next in rotation that can run it. For a program of Node alone: this Node and another version. */
function pairFor(program: DifferentialCase, index: number): readonly Engine[] {
  const fitting = pairs.filter((pair) => pair.every((kind) => program.engines.includes(kind)));
  const names = fitting[index % Math.max(1, fitting.length)] ?? ["node", "node@22"];
  return names.map((name) => selectEngine(engines, name));
}

// Timers of a few ms change their order on a busy machine, in plain Node as well: that is no difference.
describe("a program behaves the same when it is moved", { concurrent: true, retry: 2 }, () => {
  for (const [index, program] of differentialCases().entries()) {
    if (openCases.has(program.name) !== runOpen) continue;
    describe(program.name, () => {
      const directory = (): string => path.join(folder, program.name);
      let instrumented: Promise<unknown> | undefined;
      let turns: Promise<number> | undefined;

      const run = async (used: readonly Engine[], at: readonly number[], broken: string[] = []): Promise<MovedRun> => {
        instrumented ??= instrumentProgram(program.entry, { out: directory() });
        await instrumented;
        return runMoved({
          // The law body(snapshot(resume(s))) = body(s).
          onRestored: async (target, body) => {
            const again = await target.capture(5000);
            const difference = compareBodies(body.toString("utf8"), again.body.toString("utf8"));
            if (difference) broken.push(difference);
          },
          directory: directory(),
          engines: used,
          turns: at,
          args: [],
          cwd: program.folder,
          env: process.env,
          signal: AbortSignal.timeout(hangs),
        });
      };
      /** Turns of the program, counted in a run of its own. */
      const countTurns = (): Promise<number> => {
        turns ??= run([selectEngine(engines, "node")], []).then(({ turns: counted }) => {
          if (counted === undefined) throw new Error(`${program.name} did not say how many turns it took`);
          return counted;
        });
        return turns;
      };
      const moved = async (hops: number, caseSeed: number): Promise<void> => {
        const at = chooseTurns(await countTurns(), hops, caseSeed);
        const pair = pairFor(program, index);
        const broken: string[] = [];
        const result = await run(pair, at, broken);
        const where = `TM_SEED=${seed}: ${pair.map(({ name }) => name).join(" -> ")} before turns ${at.join()}`;
        const refusals = result.refusals.map(({ turn, error }) => `turn ${turn}: ${error.message} <- ${error.chain.join(" <- ")}`);
        expect(refusals.join("\n"), where).toBe("");
        expect(formatResult(result, program.folder), where).toBe(readExpected(program));
        expect(broken.join("\n"), where).toBe("");
      };

      it("instrumented, not moved", async () => {
        const straight = await run([selectEngine(engines, "node")], []);
        turns ??= Promise.resolve(straight.turns ?? 1);
        expect(formatResult(straight, program.folder)).toBe(readExpected(program));
      });
      it("moved once", () => moved(1, seed + index));
      it("moved three times across two engines", () => moved(3, seed + 1000 + index));
    });
  }
});
