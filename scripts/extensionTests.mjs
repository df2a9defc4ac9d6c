/** What both lanes of the extension-host suite need (test/extensionHost/suite.ts): its bundle and a workspace. */
import { cpSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const root = path.join(import.meta.dirname, "..");

/** @param {string} outfile */
export async function bundleSuite(outfile) {
  await build({
    absWorkingDir: root,
    entryPoints: ["test/extensionHost/suite.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20.18",
    external: ["vscode"],
    logLevel: "warning",
  });
}

/** @param {string} folder is made */
export function makeSuiteWorkspace(folder) {
  cpSync(path.join(root, "examples", "thermostat"), folder, { recursive: true });
  writeFileSync(path.join(folder, "broken.cjs"), "const settings = { target: 21 };\nwith (settings) console.log(target);\n");
}
