import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, findEngines, selectEngine } from "../core/board/engines.js";
import { checkProgram } from "../core/cli/check/checkProgram.js";
import { programArbitrary } from "./generate/program.js";
import { RealmPool } from "./generate/realm/realmPool.js";

/** `TM_SEED=n` repeats a run. */
const seed = Number(process.env["TM_SEED"] ?? Date.now() % 1_000_000);
const pooledRuns = Number(process.env["TM_RUNS"] ?? 1000);
const realRuns = Number(process.env["TM_REAL_RUNS"] ?? 100);
/** A failing program is made smaller by at most so many more runs. */
const shrinkRuns = 200;

let pool: RealmPool;
let engines: readonly Engine[] = [];

beforeAll(async () => {
  console.log(`generated programs: TM_SEED=${seed}`);
  [pool, engines] = await Promise.all([RealmPool.start(2), findEngines()]);
});
afterAll(() => pool.stop());

describe("a generated program behaves the same when it is moved", () => {
  // Two properties, for as many processes.
  for (const half of [0, 1]) {
    it.concurrent(
      `between fresh realms, ${Math.ceil(pooledRuns / 2)} programs, TM_SEED=${seed} (${half})`,
      { timeout: 900_000 },
      async () => {
        let failures = 0;
        const property = fc.asyncProperty(programArbitrary, fc.nat(), fc.integer({ min: 1, max: 4 }), async (source, turnSeed, hops) => {
          if (failures > 0 && failures++ > shrinkRuns) return;
          const verdict = await pool.check({ source, hops, seed: turnSeed });
          if (verdict.same) return;
          failures++;
          throw new Error(`moved before turns ${verdict.turns.join()}: ${verdict.difference ?? ""}\n${source}`);
        });
        await fc.assert(property, { numRuns: Math.ceil(pooledRuns / 2), seed: seed + half, includeErrorInReport: true });
      },
    );
  }

  it(`between processes of several engines, ${realRuns} programs, TM_SEED=${seed}`, { timeout: 900_000 }, async () => {
    const pairs = [
      ["node", "bun"],
      ["node", "quickjs"],
      ["deno", "node"],
      ["quickjs", "node"],
      ["bun", "deno"],
    ].map((pair) => pair.map((name) => selectEngine(engines, name)));
    const folder = mkdtempSync(path.join(tmpdir(), "tm-generated-"));
    try {
      const programs = [...fc.sample(programArbitrary, { numRuns: realRuns, seed: seed + 2 }).entries()];
      const failures: string[] = [];
      const work = async (): Promise<void> => {
        for (let next = programs.shift(); next; next = programs.shift()) {
          const [index, source] = next;
          const entry = path.join(folder, `program${index}.cjs`);
          writeFileSync(entry, source);
          const used = pairs[index % pairs.length]!;
          const result = await checkProgram({
            entry,
            args: [],
            cwd: folder,
            env: process.env,
            hops: 2,
            seed: seed + index,
            engines: used,
            reference: selectEngine(engines, "node"),
            signal: AbortSignal.timeout(60_000),
          });
          if (result.outcome === "same") continue;
          const where = `program ${index}, ${used.map(({ name }) => name).join(" -> ")}`;
          failures.push(`${where}: ${JSON.stringify(result)}\n${source}`);
        }
      };
      await Promise.all([work(), work()]);
      expect(failures).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
