import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const script = path.join(import.meta.dirname, "../../scripts/bench.mjs");
const programs = ["numeric", "scheduler", "closures", "trees", "text", "rays", "promises"];
const columns = [
  "program",
  "engine",
  "original",
  "slowdown",
  "after a snapshot",
  "processor time",
  "code",
  "gzipped",
  "snapshot",
  "peak memory",
  "with a snapshot",
];

/** That the bench measures what it says, not how fast anything is. It fails by itself where original and instrumented don't give the same result. */
it("the bench runs every program, original and instrumented, before and after a snapshot", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [script, "--quick"]);
  const [header, ...rows] = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ {2,}/));
  expect(header).toEqual(columns);
  expect(rows.map(([program]) => program)).toEqual(programs);
  for (const row of rows) {
    const [, engine, original, slowdown, after, processor, code, zipped, snapshot, peak, peakAfter] = row;
    expect(row).toHaveLength(columns.length);
    expect(engine).toBe("node");
    expect(original).toMatch(/^\d+\.\d ms$/);
    for (const ratio of [slowdown, after]) expect(ratio).toMatch(/^\d+\.\d\d \(\d+\.\d\d-\d+\.\d\d\)$/);
    expect(processor).toMatch(/^\d+\.\d\d$/);
    expect(code).toMatch(/^\d+\.\d KB x [1-9]\d*\.\d\d$/);
    expect(zipped).toMatch(/^x [1-9]\d*\.\d\d$/);
    expect(snapshot).toMatch(/^\d+\.\d KB$/);
    expect(peak).toMatch(/^[1-9]\d+ -> [1-9]\d+ MB$/);
    expect(peakAfter).toMatch(/^[1-9]\d+ MB$/);
  }
});
