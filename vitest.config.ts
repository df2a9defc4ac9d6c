import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/cases/**", "test/**/fixtures/**"],
    reporters: ["default", "./test/suiteReporter.ts"],
    // Real processes stand behind many tests; a shared machine is slow at times. A hang, not slowness, is what a limit is for.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
