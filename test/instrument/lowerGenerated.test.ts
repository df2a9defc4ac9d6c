import fc from "fast-check";
import { expect, test } from "vitest";
import { both } from "./lowered.js";
import { suspendingProgram } from "./lowerPrograms.js";

const runs = Number(process.env["LOWER_RUNS"] ?? 100);

for (const kind of ["async", "generator", "asyncGenerator"] as const) {
  test(`generated ${kind} functions evaluate in the same order as before lowering`, async () => {
    const property = fc.asyncProperty(fc.infiniteStream(fc.nat()), async (numbers) => {
      const source = suspendingProgram((limit) => (numbers.next().value as number) % limit, kind);
      const { original, lowered, code } = await both(source);
      expect(lowered, `${source}\n\n----- lowered:\n${code}`).toEqual(original);
    });
    await fc.assert(property, { numRuns: runs, endOnFailure: true });
  });
}
