import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const script = path.join(import.meta.dirname, "../../scripts/bench.mjs");
const programs = [
  ...["numeric", "scheduler", "closures", "trees", "text", "rays", "promises"],
  ...["richards", "deltablue", "raytracer", "queens", "fluid", "splay", "json", "compress", "interpreter"],
];
const columns = [
  "program",
  "engine",
  "original",
  "between turns",
  "after a snapshot",
  "processor time",
  "anywhere",
  "after a snapshot",
  "processor time",
  "code",
  "gzipped",
  "snapshot",
  "peak memory",
  "with a snapshot",
];

/** That the bench measures what it says, not how fast anything is. It fails by itself where original and instrumented don't give the same result. */
it("the bench runs every program, original and instrumented for both kinds of capture, before and after a snapshot", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [script, "--quick"]);
  const [header, ...rows] = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ {2,}/));
  expect(header).toEqual(columns);
  expect(rows.map(([program]) => program)).toEqual(programs);
  for (const row of rows) {
    const [, engine, original, turns, turnsAfter, turnsCpu, anywhere, anywhereAfter, anywhereCpu, code, zipped, snapshot, peak, peakAfter] =
      row;
    expect(row).toHaveLength(columns.length);
    expect(engine).toBe("node");
    expect(original).toMatch(/^\d+\.\d ms$/);
    for (const ratio of [turns, turnsAfter, anywhere, anywhereAfter]) expect(ratio).toMatch(/^\d+\.\d\d \(\d+\.\d\d-\d+\.\d\d\)$/);
    for (const processor of [turnsCpu, anywhereCpu]) expect(processor).toMatch(/^\d+\.\d\d$/);
    expect(code).toMatch(/^\d+\.\d KB( x [1-9]\d*\.\d\d){2}$/);
    expect(zipped).toMatch(/^x [1-9]\d*\.\d\d x [1-9]\d*\.\d\d$/);
    expect(snapshot).toMatch(/^\d+\.\d KB$/);
    expect(peak).toMatch(/^[1-9]\d+( -> [1-9]\d+){2} MB$/);
    expect(peakAfter).toMatch(/^[1-9]\d+ MB$/);
  }
});
