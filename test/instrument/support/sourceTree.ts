import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Files of a small program in a folder of its own. */
export function sourceTree(files: Readonly<Record<string, string>>): string {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "thingsmigrate-source-")));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
  return root;
}
