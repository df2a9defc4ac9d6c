import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import vm from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findEngines, selectEngine } from "../../core/board/engines.js";
import { runMoved } from "../../core/cli/check/runMoved.js";
import { instrumentProgram } from "../../core/instrument/instrumentProgram.js";
import { type Move, moveProgram } from "../generate/realm/moveProgram.js";
import { buildRealmScript } from "../generate/realm/realm.js";

const root = path.join(import.meta.dirname, "../..");
/** Goes round through the same states, but for its counters: each round ends as it began. */
const rounds = `
class Gauge {
  #last = 0; static made = 0;
  constructor() { Gauge.made++; }
  read(n) { try { return this.#last - n; } finally { this.#last = n; } }
}
function counter(step) { let n = 0; return { up: () => (n = (n + step) % 7), get: () => n }; }
function* ring(limit) {
  for (;;) {
    for (let i = 0; i < limit; i++) {
      const seen = () => i;
      try { yield seen; } catch (error) { yield error.message; }
    }
  }
}
async function* doubled(source) { for await (const one of source) yield one() * 2; }
const tag = (strings, ...values) => strings.raw.join("|") + values.join();
const gauge = new Gauge(), up = counter(3), going = doubled(ring(3)), weak = new WeakMap([[gauge, { kept: [] }]]);
const bound = gauge.read.bind(gauge), never = new Promise(() => {}), key = Symbol("key"), log = { [key]: new Set([gauge]) };
async function round(n) {
  const { value } = await going.next();
  const results = await Promise.all([bound(n), Promise.resolve(up.up()), value, new Promise((then) => setTimeout(then, 1, n))]);
  weak.get(gauge).kept = results;
  console.log(tag\`round \${n} of \${results}\`, up.get(), log[key].size, Gauge.made);
}
(async () => { for (let n = 0; n < 16; n++) await round(n); })();
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tm-hops-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A body or code without its numbers: counters and clocks go on. */
function shapeOf({ body, generated }: Move): { readonly body: string; readonly code: string } {
  const code = [...generated].filter(([file]) => !file.endsWith(".tms")).map(([file, text]) => `${file}\n${text}`);
  return { body: body.replace(/-?\d+(?:\.\d+)?/g, "0"), code: code.join("\n") };
}

describe("a hundred hops cost no more than one", () => {
  it("snapshot and generated code of a state are the same after a hundred hops as after a few", { timeout: 600_000 }, async () => {
    const runtime = {
      script: new vm.Script(await buildRealmScript(), { filename: "thingsmigrate-runtime.js" }),
      runtimeDirectory: path.join(root, "dist/runtime"),
    };
    const moves: { body: string; code: string }[] = [];
    // More hops than turns: it is moved at every turn.
    const program = { entry: "rounds.cjs", files: { "rounds.cjs": rounds } };
    const verdict = await moveProgram({ program, hops: 10_000, seed: 1 }, runtime, (move) => moves.push(shapeOf(move)));
    expect(verdict).toMatchObject({ same: true });
    expect(moves.length).toBeGreaterThan(150);
    // Rounds, counted in turns: from the second one on states come again.
    const second = 15;
    const again = moves.findIndex(
      (move, index) => index > second && move.body === moves[second]!.body && move.code === moves[second]!.code,
    );
    expect(again).toBeGreaterThan(second);
    const period = again - second;
    for (let late = 100; late < moves.length; late++) {
      const early = second + ((late - second) % period);
      expect(moves[late], `hop ${late}, the same state as at hop ${early}`).toEqual(moves[early]);
    }
  });

  it("a real program goes on as if nothing had happened", { timeout: 600_000 }, async () => {
    const entry = path.join(root, "test/libraries/programs/acorn.mjs");
    const directory = path.join(folder, "acorn");
    await instrumentProgram(entry, { out: directory });
    const engines = [selectEngine(await findEngines(), "node")];
    const sizes: number[] = [];
    const run = (turns: readonly number[]) =>
      runMoved({ directory, engines, turns, args: [], cwd: folder, env: process.env, onMove: ({ bytes }) => sizes.push(bytes) });
    const straight = await run([]);
    const step = Math.floor(straight.turns! / 101);
    const moved = await run(Array.from({ length: 100 }, (_, index) => (index + 1) * step));
    expect(moved.refusals).toEqual([]);
    expect(moved.moves).toHaveLength(100);
    expect([moved.code, moved.stdout.toString(), moved.stderr.toString()]).toEqual([
      straight.code,
      straight.stdout.toString(),
      straight.stderr.toString(),
    ]);
    // Its state only shrinks: what it has printed it no longer holds.
    expect(Math.max(...sizes.slice(50))).toBeLessThanOrEqual(Math.max(...sizes.slice(0, 10)));
  });
});
