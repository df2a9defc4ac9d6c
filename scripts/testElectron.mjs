/**
 * `npm run test:electron`: the extension-host suite in a desktop VS Code, which is downloaded; so it needs the internet and, on Linux, a display (`xvfb-run -a
 * npm run test:electron`). Not part of `npm test`, where the same suite runs in a VS Code server.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { bundleSuite, makeSuiteWorkspace } from "./extensionTests.mjs";
import "./build.mjs";

const temporary = mkdtempSync(path.join(tmpdir(), "tm-electron-"));
const workspace = path.join(temporary, "thermostat");
const suite = path.join(temporary, "suite.cjs");
try {
  makeSuiteWorkspace(workspace);
  await bundleSuite(suite);
  await runTests({
    version: process.env.TM_VSCODE_VERSION ?? "stable",
    extensionDevelopmentPath: path.join(import.meta.dirname, ".."),
    extensionTestsPath: suite,
    launchArgs: [workspace, "--disable-workspace-trust", "--disable-extensions", "--user-data-dir", path.join(temporary, "user")],
    extensionTestsEnv: { THINGSMIGRATE_HOME: path.join(temporary, "boards") },
  });
} catch (error) {
  console.error(`test:electron: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(temporary, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
