import fc from "fast-check";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { chooseTurns } from "../../core/cli/check/chooseTurns.js";
import { compareRuns } from "../../core/cli/check/compareRuns.js";
import { normalizeOutput } from "../../core/cli/check/normalizeOutput.js";
import { type MovedRunOptions, runMoved } from "../../core/cli/check/runMoved.js";
import type { RunResult } from "../../core/cli/check/runResult.js";
import { thisNode, toyDirectory, toyOutput, type ToyProgram } from "../board/toy.js";

function movedToy(toy: ToyProgram, options: Partial<MovedRunOptions> = {}) {
  const directory = toyDirectory(toy);
  // The toy needs no code to go on: its snapshot says the turn.
  return runMoved({
    directory,
    engines: [thisNode],
    turns: [],
    args: [],
    cwd: directory,
    env: process.env,
    makeResumeFiles: () => new Map(),
    ...options,
  });
}

function outputOf(run: RunResult): string[] {
  return [run.stdout.toString(), run.stderr.toString()];
}

describe("a moved run", () => {
  it("without moves is a straight run that counts turns", async () => {
    const run = await movedToy({ turns: 9, exitCode: 2 });
    expect(outputOf(run)).toEqual(toyOutput({ turns: 9 }));
    expect(run).toMatchObject({ code: 2, signal: null, turns: 9, moves: [], refusals: [] });
  });

  it("moves at every turn it is told to, over the engines in rotation, with the same output and exit", async () => {
    const engines = ["a", "b", "c"].map((name) => ({ ...thisNode, name }));
    const moves: number[] = [];
    const run = await movedToy({ turns: 20, exitCode: 6 }, { engines, turns: [1, 4, 5, 13, 20], onMove: (move) => moves.push(move.turn) });
    expect(outputOf(run)).toEqual(toyOutput({ turns: 20 }));
    expect(run).toMatchObject({ code: 6, turns: 20 });
    expect(run.moves.map(({ turn, from, to }) => `${String(turn)} ${from}->${to}`)).toEqual([
      "1 a->b",
      "4 b->c",
      "5 c->a",
      "13 a->b",
      "20 b->c",
    ]);
    expect(moves).toEqual([1, 4, 5, 13, 20]);
  });

  it("says the true number of moves when the program ends before the last", async () => {
    const run = await movedToy({ turns: 5 }, { turns: [2, 4, 40, 50] });
    expect(outputOf(run)).toEqual(toyOutput({ turns: 5 }));
    expect(run.moves).toHaveLength(2);
  });

  it("goes on in place when a capture is refused, and says why", async () => {
    const run = await movedToy({ turns: 10, refuseCapture: true }, { turns: [3, 7] });
    expect(outputOf(run)).toEqual(toyOutput({ turns: 10 }));
    expect(run.moves).toEqual([]);
    expect(run.refusals.map(({ turn, error }) => [turn, error.code])).toEqual([
      [3, "E_CAPTURE_NATIVE"],
      [7, "E_CAPTURE_NATIVE"],
    ]);
  });

  it("goes on in place when a target can't rebuild it, and says why", async () => {
    const run = await movedToy({ turns: 10, refuseRestore: true }, { turns: [3] });
    expect(outputOf(run)).toEqual(toyOutput({ turns: 10 }));
    expect(run.refusals.map(({ turn, error }) => [turn, error.message])).toEqual([[3, "no such thing here"]]);
  });

  it.each([{ dieIn: "restore" }, { dieIn: "go" }] as const)("fails when a target dies: %j", async (fault) => {
    await expect(movedToy({ turns: 10, ...fault }, { turns: [3] })).rejects.toMatchObject({ code: "E_ENGINE_FAILED" });
  });

  it("leaves no process behind when it is stopped", async () => {
    const stop = new AbortController();
    const run = movedToy({ turns: 1_000_000, delay: 1 }, { turns: [3, 900_000], signal: stop.signal, onMove: () => stop.abort() });
    await expect(run).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("turns to move at", () => {
  it("are as many as asked, different, within the program, and the same for the same seed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 60 }), fc.integer(), (turns, count, seed) => {
        const chosen = chooseTurns(turns, count, seed);
        expect(chosen).toHaveLength(Math.min(turns, count));
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen.every((turn, index) => turn >= 1 && turn <= turns && turn > (chosen[index - 1] ?? 0))).toBe(true);
        expect(chooseTurns(turns, count, seed)).toEqual(chosen);
      }),
    );
  });
});

describe("comparing runs", () => {
  const result = (stdout: string, stderr = "", code = 0): RunResult => ({
    stdout: Buffer.from(stdout),
    stderr: Buffer.from(stderr),
    code,
    signal: null,
  });

  it("finds the first line that differs", () => {
    expect(compareRuns(result("a\nb\nc\n"), result("a\nb\nc\n"))).toBeUndefined();
    expect(compareRuns(result("a\nbcd\n"), result("a\nbxd\n"))).toEqual({ what: "stdout", line: 2, expected: "bcd", actual: "bxd" });
    expect(compareRuns(result("a\nb\n"), result("a\n"))).toEqual({ what: "stdout", line: 2, expected: "b", actual: "(end of output)" });
    expect(compareRuns(result("a"), result("a\n"))).toEqual({ what: "stdout", line: 1, expected: "a", actual: "a" });
    expect(compareRuns(result("é\n"), result("è\n"))).toEqual({ what: "stdout", line: 1, expected: "é", actual: "è" });
    expect(compareRuns(result("", "x"), result("", "y"))).toMatchObject({ what: "stderr" });
    expect(compareRuns(result("", "", 1), result(""))).toEqual({ what: "exit", line: 0, expected: "exit code 1", actual: "exit code 0" });
  });

  it("leaves out what lies inside Node, and nothing else", () => {
    const lines = (...text: string[]): Buffer => Buffer.from(text.join("\n"));
    const printed = lines(
      "node:internal/process/promises:394",
      "      triggerUncaughtException(err, true /* fromPromise */);",
      "Error: no",
      "    at f (/p/a.js:1:2)",
      "    at Module._compile (node:internal/modules/cjs/loader:1554:14)",
      "    at async node:internal/main/run_main_module:28:49 {",
      "  code: 'E'",
      "}",
      "",
      "Node.js v20.20.2",
      "",
    );
    expect(normalizeOutput(printed).toString()).toBe(
      lines(
        "node:internal/process/promises",
        "      triggerUncaughtException(err, true /* fromPromise */);",
        "Error: no",
        "    at f (/p/a.js:1:2) {",
        "  code: 'E'",
        "}",
        "",
      ).toString(),
    );
    const untouched = readFileSync(path.join(import.meta.dirname, "check.test.ts")).subarray(0, 1500);
    expect(normalizeOutput(untouched).equals(untouched)).toBe(true);
    const bytes = Buffer.from([0, 255, 10, 128, 10]);
    expect(normalizeOutput(bytes).equals(bytes)).toBe(true);
  });
});
