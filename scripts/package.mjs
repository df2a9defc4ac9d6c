/**
 * `npm run package`: makes thingsmigrate.vsix, the VS Code extension as one file for every machine. What goes in is listed here; what is bundled needs no
 * packages, so none goes in.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const vsce = "@vscode/vsce@3.9.2";
const contents = [
  "dist/extension.cjs",
  "dist/agent.cjs",
  "dist/runtime",
  "extension/images",
  "docs/images/vscode.png",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
];

/** @param {string} vsix where to write it */
export function packageExtension(vsix) {
  const folder = mkdtempSync(path.join(tmpdir(), "tm-vsix-"));
  try {
    for (const name of contents) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
    }
    const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    for (const field of ["scripts", "dependencies", "devDependencies", "files", "bin", "private", "type"]) delete manifest[field];
    delete manifest.engines.node;
    writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    const flags = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", "--out", path.resolve(vsix)];
    execFileSync("npm", ["exec", "--yes", "--loglevel=error", "--", vsce, "package", ...flags], { cwd: folder, stdio: "inherit" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  execFileSync(process.execPath, [path.join(root, "scripts", "build.mjs")], { stdio: "inherit" });
  const vsix = path.join(root, "thingsmigrate.vsix");
  packageExtension(vsix);
  console.log(`${(statSync(vsix).size / 1e6).toFixed(2)} MB`);
}
