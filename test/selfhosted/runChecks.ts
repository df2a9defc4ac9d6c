import { allChecks } from "./allChecks.js";
import { setParameters } from "./check.js";

/** Runs all checks where there is no test runner: on another engine. Prints what does not hold, and how many checks there were. */
const { SEED, RUNS } = globalThis as unknown as { readonly SEED: number; readonly RUNS: number };
setParameters(SEED, RUNS);
let failed = 0;
for (const { name, run } of allChecks) {
  try {
    run();
  } catch (error) {
    failed++;
    const { message, cause } = error as Error & { readonly cause?: Error };
    console.log(`${name}: ${message}\n${cause?.message ?? ""}`);
  }
}
console.log(`${String(allChecks.length)} checks, ${String(failed)} failed`);
