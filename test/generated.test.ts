import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, findEngines, selectEngine } from "../core/board/engines.js";
import { checkProgram } from "../core/cli/check/checkProgram.js";
import type { CheckResult } from "../core/cli/check/checkProgram.js";
import { graphArbitrary } from "./generate/graph/graph.js";
import { basicProgramArbitrary, type GeneratedProgram, programArbitrary, programText } from "./generate/program.js";
import { withoutSuffixes } from "./generate/realm/compare.js";
import { RealmPool } from "./generate/realm/realmPool.js";

/** The same programs in every run, unless `TM_SEED=n` says otherwise. `TM_GENERATED_RUNS=n` moves that many between realms, and others in proportion. */
const seed = Number(process.env["TM_SEED"] ?? 1);
const pooledRuns = Number(process.env["TM_GENERATED_RUNS"] ?? 700);
const graphRuns = Math.ceil((pooledRuns * 3) / 7);
const realRuns = Math.ceil(pooledRuns / 7);
/** A failing program is made smaller by at most so many more runs. */
const shrinkRuns = 200;
/** How many hang or wait for each other at most: nothing here asserts how long a program takes. */
const timeout = 60 * 60_000;

let pool: RealmPool;
let engines: readonly Engine[] = [];

beforeAll(async () => {
  [pool, engines] = await Promise.all([RealmPool.start(2), findEngines()]);
});
afterAll(() => pool.stop());

/** What whoever sees the failure needs: the program, what went wrong, and how to see it again. The program is kept in a folder as well. */
function report(name: string, program: GeneratedProgram, problem: string): string {
  const folder = path.join(import.meta.dirname, "..", "test-results", "generated", name.replaceAll(/\W+/g, "-"));
  writeProgram(folder, program);
  const again = `TM_SEED=${String(seed)} TM_GENERATED_RUNS=${String(pooledRuns)} npm test -- test/generated.test.ts`;
  return `${problem}\n\nThe program (${folder}):\n${programText(program)}\n\nTo see it again: ${again}\n${problem}`;
}

function writeProgram(folder: string, { files }: GeneratedProgram): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
}

/**
 * Whether a run differs only in how its engine writes an uncaught error: the lines of its stack and the caret, or the name of a variable that the
 * instrumenter had to rename.
 */
function differsAsEnginesDo(result: CheckResult): boolean {
  if (result.outcome !== "different" || result.difference.what !== "stderr") return false;
  const [expected, actual] = [result.difference.expected, result.difference.actual].map(withoutSuffixes) as [string, string];
  return expected === actual || [expected, actual].every((line) => /^\s*(?:\^+$|at )/.test(line));
}

/** Moves generated programs between realms until one differs, which is then made smaller. @throws with its report. */
async function findDifference(name: string, arbitrary: fc.Arbitrary<GeneratedProgram>, numRuns: number, ownSeed: number): Promise<void> {
  let smaller = 0;
  let found: { readonly program: GeneratedProgram; readonly problem: string } | undefined;
  const property = fc.asyncProperty(arbitrary, fc.nat(), fc.integer({ min: 1, max: 4 }), async (program, turnSeed, hops) => {
    if (found && smaller++ > shrinkRuns) return true;
    const verdict = await pool.check({ program, hops, seed: turnSeed });
    if (verdict.same) return true;
    found = { program, problem: `moved before turns ${verdict.turns.join()}: ${verdict.difference ?? ""}` };
    return false;
  });
  await fc.check(property, { numRuns, seed: ownSeed });
  if (found) throw new Error(report(`${name} ${String(ownSeed)}`, found.program, found.problem));
}

describe(`a generated program behaves the same when it is moved, TM_SEED=${String(seed)}`, () => {
  // Two properties of each kind, for as many processes.
  for (const half of [0, 1]) {
    const count = Math.ceil(pooledRuns / 2);
    it.concurrent(`between fresh realms, ${String(count)} programs (${String(half)})`, { timeout }, () =>
      // Those that use more of the language are moved between processes, below: so many of them between realms take longer than a run may.
      findDifference("program", basicProgramArbitrary, count, seed * 10 + half),
    );
    const graphs = Math.ceil(graphRuns / 2);
    it.concurrent(`between fresh realms, ${String(graphs)} graphs of objects (${String(half)})`, { timeout }, () =>
      findDifference("graph", graphArbitrary, graphs, seed * 10 + half),
    );
  }

  it(`between processes of several engines, ${String(realRuns)} programs`, { timeout }, async () => {
    const pairs = [
      ["node", "bun"],
      ["node", "quickjs"],
      ["deno", "node"],
      ["quickjs", "node"],
      ["bun", "deno"],
    ].map((pair) => pair.map((name) => selectEngine(engines, name)));
    const folder = mkdtempSync(path.join(tmpdir(), "tm-generated-"));
    try {
      const sample = (programs: fc.Arbitrary<GeneratedProgram>) => fc.sample(programs, { numRuns: realRuns, seed: seed * 10 + 2 });
      // An assertion of QuickJS itself fails on some of those that use more of the language.
      const basic = sample(basicProgramArbitrary);
      const samples = [...sample(programArbitrary).entries()];
      const failures: string[] = [];
      const work = async (): Promise<void> => {
        for (let next = samples.shift(); next; next = samples.shift()) {
          const [index, any] = next;
          const used = pairs[index % pairs.length]!;
          const program = used.some(({ name }) => name === "quickjs") ? basic[index]! : any;
          const own = path.join(folder, String(index));
          writeProgram(own, program);
          const entry = path.join(own, program.entry);
          const way = `program ${String(index)}, ${used.map(({ name }) => name).join(" -> ")}, ${String(seed + index)}`;
          const problem = await checkProgram({
            entry,
            args: [],
            cwd: folder,
            env: process.env,
            hops: 2,
            seed: seed + index,
            engines: used,
            reference: selectEngine(engines, "node"),
            signal: AbortSignal.timeout(120_000),
          }).then(
            (result) => (result.outcome === "same" || differsAsEnginesDo(result) ? undefined : JSON.stringify(result)),
            (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
          );
          if (problem !== undefined) failures.push(report(way, program, `${way}: ${problem}`));
        }
      };
      await Promise.all([work(), work()]);
      expect(failures.join("\n\n")).toBe("");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
