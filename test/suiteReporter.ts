import type { Reporter, TestModule } from "vitest/node";

/** Prints how long each suite took, and closes with the plain line `N passed, N failed` that `.ci/run` hands on. */
export default class SuiteReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    const rows: { name: string; seconds: number; tests: number }[] = [];
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      passed += tests.filter((test) => test.result().state === "passed").length;
      // Left out are only those that `-t` or a folder's name did not choose.
      failed += tests.filter((test) => !["passed", "skipped"].includes(test.result().state)).length;
      // A suite that could not even be loaded has no tests, yet it failed.
      if (tests.length === 0 && !module.ok()) failed++;
      rows.push({ name: module.relativeModuleId, seconds: module.diagnostic().duration / 1000, tests: tests.length });
    }
    console.log("\nTime of each suite:");
    for (const { name, seconds, tests } of rows.sort((a, b) => b.seconds - a.seconds)) {
      console.log(`${seconds.toFixed(1).padStart(8)} s  ${name} (${String(tests)})`);
    }
    console.log(`\n${String(passed)} passed, ${String(failed)} failed`);
  }
}
