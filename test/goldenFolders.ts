import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** `THINGSMIGRATE_GOLDENS=write npx vitest run test/resume test/instrument/goldens.test.ts` writes goldens anew. */
const write = process.env["THINGSMIGRATE_GOLDENS"] === "write";

export interface GoldenInput {
  /** `input.mjs` */
  readonly file: string;
  readonly source: string;
}

/**
 * One test for each folder of goldens: `input.*` and what is made of it, `expected.js`. A golden without its file, or a file without a golden, fails; so
 * does code that is another the second time.
 */
export function goldenTests(folder: string, least: number, make: (input: GoldenInput) => string): void {
  const cases = readdirSync(folder);
  test(`there are at least ${String(least)}`, () => {
    expect(cases.length).toBeGreaterThanOrEqual(least);
  });
  test.each(cases)("%s", (name) => {
    const place = path.join(folder, name);
    const files = readdirSync(place).sort();
    const file = files.find((one) => one.startsWith("input."));
    expect(file, `${place} has no input`).toBeDefined();
    expect(files.filter((one) => one !== file && one !== "expected.js")).toEqual([]);
    const input = { file: file!, source: readFileSync(path.join(place, file!), "utf8") };
    const code = make(input);
    expect(make(input)).toBe(code);
    const expected = path.join(place, "expected.js");
    if (write) writeFileSync(expected, code);
    expect(existsSync(expected), `${expected} is missing`).toBe(true);
    expect(code).toBe(readFileSync(expected, "utf8"));
  });
}
