import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, findEngines, selectEngine } from "../../core/board/engines.js";
import { chooseTurns } from "../../core/cli/check/chooseTurns.js";
import { type MovedRun, runMoved } from "../../core/cli/check/runMoved.js";
import type { Profile } from "../../core/codemap/manifest.js";
import { resumeFilesMaker } from "../../core/handoff/resumeFiles.js";
import { instrumentProgram } from "../../core/instrument/instrumentProgram.js";
import { captureProgram } from "../snapshot/captureProgram.js";
import { type DifferentialCase, differentialCases, formatResult, readExpected } from "../differentialCase.js";

/** Numbers of the cases of the differential suite that are run: closures, classes, generators, async code, timers, modules. */
const sample = new Set(
  "001 002 003 004 005 006 007 008 009 013 014 016 017 019 020 021 022 030 033 036 040 044 049 052 081 082 083 084 085 086 087 088 097 106 108 109 111 117 120 121 131 132 134 140 141 144 146 160 161 162 176 179".split(
    " ",
  ),
);
const hangs = 60_000;

let folder: string;
let node: Engine;
/** This Node without function source. */
let sourceless: Engine;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tm-portable-"));
  node = selectEngine(await findEngines(), "node");
  const executable = path.join(folder, "node-without-source");
  const preload = path.join(import.meta.dirname, "hideFunctionText.cjs");
  writeFileSync(executable, `#!/bin/sh\nexec '${node.executable}' --require '${preload}' "$@"\n`);
  chmodSync(executable, 0o755);
  sourceless = { ...node, name: "node-without-source", executable };
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly program: DifferentialCase;
  readonly profile: Profile;
  readonly engines: readonly Engine[];
  readonly hops: number;
  /** Profile of resume code, if another one. */
  readonly resume?: Profile;
}

let made = 0;

async function run({ program, profile, engines, hops, resume }: Run): Promise<MovedRun> {
  const directory = path.join(folder, `${String(++made)}-${program.name}`);
  await instrumentProgram(program.entry, { out: directory, profile });
  const base = { directory, args: [], cwd: program.folder, env: process.env, signal: AbortSignal.timeout(hangs) };
  const straight = await runMoved({ ...base, engines: engines.slice(0, 1), turns: [] });
  if (hops === 0) return straight;
  const read = (file: string): string => readFileSync(path.join(directory, file), "utf8");
  const maker = resume === undefined ? {} : { makeResumeFiles: resumeFilesMaker(read, resume) };
  return runMoved({ ...base, ...maker, engines, turns: chooseTurns(straight.turns ?? 0, hops, 12) });
}

function byNumber(number: string): DifferentialCase {
  const found = differentialCases().find((one) => one.name.startsWith(number));
  if (!found) throw new Error(`no case ${number}`);
  return found;
}

describe("the portable profile, on an engine without function source", { concurrent: true, retry: 1 }, () => {
  for (const program of differentialCases().filter((one) => sample.has(one.name.slice(0, 3)))) {
    it(`${program.name}: straight and moved three times, the same as plain Node`, { timeout: 3 * hangs }, async () => {
      const moved = await run({ program, profile: "portable", engines: [sourceless, sourceless], hops: 3 });
      expect(moved.refusals.map((one) => one.error.message)).toEqual([]);
      expect(moved.moves.length).toBeGreaterThan(0);
      expect(formatResult(moved, program.folder)).toBe(readExpected(program));
    });
  }
});

describe("snapshots of the two profiles", { concurrent: true }, () => {
  for (const number of ["002", "082", "085", "109", "144"]) {
    it(`move into each other: ${number}`, { timeout: 3 * hangs }, async () => {
      const program = byNumber(number);
      const expected = readExpected(program);
      // From an engine with sources to one without and back; then the other way round.
      const there = await run({ program, profile: "default", engines: [node, sourceless], hops: 2, resume: "portable" });
      expect([there.moves.length, there.refusals.length, formatResult(there, program.folder)]).toEqual([2, 0, expected]);
      const back = await run({ program, profile: "portable", engines: [sourceless, node], hops: 1, resume: "default" });
      expect([back.moves.length, back.refusals.length, formatResult(back, program.folder)]).toEqual([1, 0, expected]);
    });
  }

  it("are the same but for the clock", { timeout: 3 * hangs }, async () => {
    const source = `
      class Plain { method() { return 1; } static s = () => 2; }
      class Private { #x = 1; get x() { return this.#x; } }
      function counter() { let n = 0; return [() => ++n, function plain() {}, { get n() { return n; } }]; }
      const held = [new Plain(), new Private(), counter(), (a = 1, { b } = {}) => a + b, async () => {}];
      function* inner() { yield 1; yield 2; } function* numbers() { yield* inner(); }
      const running = numbers();
      running.next();
      await null;
      await null;
      console.log(held);
    `;
    const bodies = await Promise.all((["default", "portable"] as const).map((profile) => captureProgram(source, 2, {}, profile)));
    const [one, other] = bodies.map(({ body }) => body.toString("utf8").replace(/(\["record","(?:Clock|Timers)",\[).*/g, "$1…"));
    expect(one).toBe(other);
  });
});

describe("the default profile, on an engine without function source", () => {
  it("is refused with the remedy before anything is lost, and the program goes on", { timeout: 3 * hangs }, async () => {
    const program = byNumber("002");
    const stayed = await run({ program, profile: "default", engines: [sourceless], hops: 1 });
    expect(stayed.refusals.map(({ error }) => [error.code, error.remedy])).toEqual([
      ["E_CAPTURE_NATIVE", "Start the program with `--profile portable` (thingsmigrate run, instrument, check)."],
    ]);
    expect(formatResult(stayed, program.folder)).toBe(readExpected(program));
  });
});
