import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { choicesOf, writeProgram } from "./loweredPrograms.js";
import { Lowered } from "./runLowered.js";

beforeAll(() => {
  Object.defineProperty(globalThis, "$capturing", { value: false, writable: true, configurable: true });
});

const inputs = fc.array(fc.constantFrom<("next" | "throw" | "return")[]>("next", "next", "next", "next", "throw", "return"), {
  maxLength: 20,
});
const choices = fc.array(fc.nat(1000), { minLength: 30, maxLength: 200 });

test("a generator moved at any of its points, and again inside its residual, goes on as if it had not been", () => {
  fc.assert(
    fc.property(choices, inputs, (list, sent) => {
      const program = writeProgram(choicesOf(list));
      const lowered = new Lowered(program);
      const straight = lowered.run(sent, () => false);
      const steps = straight.filter((line) => line.startsWith("->")).length;
      for (let step = 0; step < steps; step++) {
        expect(lowered.run(sent, (at) => at === step)).toEqual(straight);
      }
      expect(lowered.run(sent, () => true)).toEqual(straight);
      expect(lowered.run(sent, (at) => at % 2 === 1)).toEqual(straight);
    }),
    { numRuns: Number(process.env["THINGSMIGRATE_RUNS"] ?? 150) },
  );
}, 120_000);
