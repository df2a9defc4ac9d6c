import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, findEngines, selectEngine } from "../../core/board/engines.js";
import { chooseTurns } from "../../core/cli/check/chooseTurns.js";
import { runMoved } from "../../core/cli/check/runMoved.js";
import { type RunResult, runCommand } from "../../core/cli/check/runResult.js";
import { instrumentProgram } from "../../core/instrument/instrumentProgram.js";
import { compareBodies } from "../generate/realm/compare.js";

/** Where the moves happen: the same in every run, unless `TM_SEED=n` says otherwise. */
const seed = Number(process.env["TM_SEED"] ?? 4);
const folder = path.join(import.meta.dirname, "programs");
const programs = readdirSync(folder).sort();
/** All engines in rotation, each of them left and reached; a program whose first line says `engines: a,b` runs on these. */
const everywhere = ["node", "bun", "deno", "quickjs", "node@22"];
const hops = 4;

let engines: readonly Engine[] = [];
let out = "";
beforeAll(async () => {
  engines = await findEngines();
  out = mkdtempSync(path.join(tmpdir(), "tm-libraries-"));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

function enginesOf(program: string): readonly Engine[] {
  const first = readFileSync(path.join(folder, program), "utf8").split("\n", 1)[0]!;
  const names = /engines: ([\w,@]+)/.exec(first)?.[1]?.split(",") ?? everywhere;
  return names.map((name) => selectEngine(engines, name));
}

function shown({ stdout, stderr, code }: RunResult): object {
  return { code, stderr: stderr.toString(), stdout: stdout.toString() };
}

describe("a library is moved in the middle of its work", () => {
  it.each(programs)("%s", async (program) => {
    const entry = path.join(folder, program);
    const straight = await runCommand({ file: process.execPath, args: [entry], cwd: folder, env: process.env });
    expect(straight.code, straight.stderr.toString()).toBe(0);
    expect(straight.stdout.length).toBeGreaterThan(100);

    const directory = path.join(out, program);
    await instrumentProgram(entry, { out: directory, cacheDirectory: path.join(out, "cache") });
    const used = enginesOf(program);
    const broken: string[] = [];
    const run = (turns: readonly number[]) =>
      runMoved({
        directory,
        engines: used,
        turns,
        args: [],
        cwd: folder,
        env: process.env,
        // The law body(snapshot(resume(s))) = body(s).
        onRestored: async (target, body) => {
          const again = await target.capture(5000);
          const difference = compareBodies(body.toString("utf8"), again.body.toString("utf8"));
          if (difference) broken.push(difference);
        },
      });

    const unmoved = await run([]);
    expect(shown(unmoved)).toEqual(shown(straight));
    const turns = chooseTurns(unmoved.turns!, hops, seed);
    const where = `TM_SEED=${seed}: ${used.map(({ name }) => name).join(" -> ")} before turns ${turns.join()}`;
    const moved = await run(turns);
    expect(
      moved.refusals.map(({ turn, error }) => `turn ${turn}: ${error.message} <- ${error.chain.join(" <- ")}`),
      where,
    ).toEqual([]);
    expect(moved.moves, where).toHaveLength(hops);
    expect(shown(moved), where).toEqual(shown(straight));
    expect(broken, where).toEqual([]);
  });
});
