/** `npm run docs`: writes the generated parts of docs/ anew. The same tests, without this, fail when a part is not current. */
import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const { status } = spawnSync(
  process.execPath,
  [path.join(root, "node_modules/vitest/vitest.mjs"), "run", "test/docs", "test/snapshot/format.test.ts"],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, THINGSMIGRATE_GOLDENS: "write" },
  },
);
process.exit(status ?? 1);
