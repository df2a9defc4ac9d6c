/** Writes `expected` of the cases of the differential suite from what plain Node prints: all, or those whose names contain an argument. `--check` only compares. */
import { spawnSync } from "node:child_process";
import path from "node:path";

const names = process.argv.slice(2).filter((argument) => argument !== "--check");
const environment = process.argv.includes("--check") ? {} : { TM_UPDATE_EXPECTED: "1" };
const only = names.length ? ["-t", names.join("|")] : [];
const vitest = path.join(import.meta.dirname, "..", "node_modules", "vitest", "vitest.mjs");
const done = spawnSync(process.execPath, [vitest, "run", "test/expected.test.ts", ...only], {
  cwd: path.join(import.meta.dirname, ".."),
  stdio: "inherit",
  env: { ...process.env, ...environment },
});
process.exit(done.status ?? 1);
