import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instrumentProgram } from "../../core/instrument/instrumentProgram.js";

const fixtures = path.join(import.meta.dirname, "allocations");

/** Without compilers allocations are what the code says, each time the same; no collection comes in between. */
const exact = ["--expose-gc", "--no-opt", "--no-sparkplug", "--single-threaded", "--min-semi-space-size=64", "--max-semi-space-size=64"];

let folder = "";
let original: Record<string, number> = {};
let instrumented: Record<string, number> = {};

function count(variant: object): Record<string, number> {
  const args = [...exact, path.join(fixtures, "countBytes.mjs"), JSON.stringify(variant)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Record<string, number>;
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tm-allocations-"));
  cpSync(path.join(fixtures, "program.mjs"), path.join(folder, "program.mjs"));
  writeFileSync(
    path.join(folder, "driver.mjs"),
    'import { allocating, generators } from "./program.mjs";\nglobalThis.benchTake({ ...allocating, ...generators });\n',
  );
  const out = path.join(folder, "out");
  await instrumentProgram(path.join(folder, "driver.mjs"), { out });
  original = count({ file: path.join(folder, "program.mjs") });
  instrumented = count({ out, entry: "driver.mjs" });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("normal running allocates nothing that the original would not", () => {
  it("allocates the same bytes for closures, calls, instances and steps of generators", () => {
    const { generators: _larger, ...rest } = instrumented;
    const { generators: _smaller, ...expected } = original;
    expect(expected["closures over a variable and a constant"]).toBeGreaterThan(0);
    expect(expected["calls that change a variable"]).toBe(0);
    expect(rest).toEqual(expected);
  });

  it("gives a generator no more than registers for the report", () => {
    // V8 keeps a suspended function's registers: the arguments of `$tm.at` are among them.
    expect(instrumented["generators"]! - original["generators"]!).toBeLessThanOrEqual(48);
  });
});
