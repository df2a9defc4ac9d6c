import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, findEngines, selectEngine } from "../../core/board/engines.js";
import { formatTable } from "./benchTable.js";
import { benchPrograms, measureProgram, prepareProgram } from "./measureProgram.js";

/** That the harness measures what it says, not how fast anything is. */
const once = { pairs: 1, warmup: 0, rounds: 1, memoryRounds: 1 };

let engine: Engine;
let folder = "";
beforeAll(async () => {
  engine = selectEngine(await findEngines(), "node");
  folder = mkdtempSync(path.join(tmpdir(), "tm-bench-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the bench runs, original and instrumented with the same result, before and after a snapshot", () => {
  for (const program of benchPrograms) {
    it(program, async () => {
      const measured = await measureProgram(await prepareProgram(program, folder), engine, once);
      expect(measured.snapshot).toEqual({ bytes: expect.any(Number) });
      for (const phase of [measured.before, measured.after]) expect(phase.slowdown.median).toBeGreaterThan(0);
      expect(measured.size.instrumented).toBeGreaterThan(measured.size.original);
      expect(Math.min(measured.memory.original, measured.memory.instrumented)).toBeGreaterThan(1 << 20);
      expect(formatTable([measured])).toContain(program);
    });
  }
});
