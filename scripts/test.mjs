/** `npm test`: sets up by itself on a fresh machine, builds, and runs all tests. Arguments go to vitest: `npm test -- test/cli`. */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");

function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

const installed = path.join(root, "node_modules", ".package-lock.json");
const locked = path.join(root, "package-lock.json");
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(locked).mtimeMs) run("npm", ["ci", "--no-fund", "--no-audit"]);
run(process.execPath, ["scripts/setup.mjs"]);
run("npm", ["run", "--silent", "build"]);
run(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)]);
