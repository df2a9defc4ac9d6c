import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { differentialCases, formatResult, readExpected, runPlainly } from "./differentialCase.js";

/** `node scripts/expected.mjs` sets it: then `expected` is written instead of compared. */
const update = process.env["TM_UPDATE_EXPECTED"] === "1";

describe("what a case of the differential suite expects is what plain Node prints", { concurrent: true, retry: 2 }, () => {
  it("has at least 170 cases, each with a number of its own", () => {
    const numbers = differentialCases().map(({ name }) => Number(name.slice(0, 3)));
    expect(numbers.length).toBeGreaterThanOrEqual(170);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  for (const program of differentialCases()) {
    it(program.name, async () => {
      const printed = formatResult(await runPlainly(program), program.folder);
      if (update) writeFileSync(program.expectedFile, printed);
      else expect(readExpected(program)).toBe(printed);
    });
  }
});
