import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../../core/cli/check/runResult.js";
import { cliFile } from "../cli/commandLine.js";
import { noneLeft } from "../leftProcesses.js";

// Electron can't be had here. This executable behaves as it does where it matters: it is Node only if ELECTRON_RUN_AS_NODE says so, otherwise a window; it
// says that it is Electron, and calls itself its executable.
let folder: string;
let electron: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tm-electron-"));
  electron = path.join(folder, "code");
  const itself = path.join(folder, "itself.cjs");
  writeFileSync(
    itself,
    `Object.defineProperty(process, "versions", { value: { ...process.versions, electron: "34.5.8" } });\nprocess.execPath = ${JSON.stringify(electron)};\n`,
  );
  writeFileSync(
    electron,
    `#!/bin/sh\nif [ "$ELECTRON_RUN_AS_NODE" != 1 ]; then echo "a window opens" >&2; exit 9; fi\nexec '${process.execPath}' --require '${itself}' "$@"\n`,
  );
  chmodSync(electron, 0o755);
  mkdirSync(path.join(folder, "bin"));
  symlinkSync(process.execPath, path.join(folder, "bin", "node"));
  writeFileSync(
    path.join(folder, "app.mjs"),
    'let n = 0;\nconst inc = () => ++n;\nfor (let i = 0; i < 3; i++) { await null; inc(); }\nconsole.log(n, "electron" in process.versions, process.env.ELECTRON_RUN_AS_NODE);\n',
  );
});

afterAll(async () => {
  await noneLeft(folder);
  rmSync(folder, { recursive: true, force: true });
});

describe("inside desktop VS Code, whose Node is Electron", () => {
  it.each([
    ["without a Node on the PATH: its own is used, as Node", "none", "3 true 1\n"],
    ["with a Node on the PATH: programs run there and see nothing of it", "bin", "3 false undefined\n"],
  ])("boards of this machine work %s", async (_, bin, printed) => {
    const env = {
      PATH: path.join(folder, bin),
      HOME: folder,
      TMPDIR: folder,
      THINGSMIGRATE_HOME: path.join(folder, `boards-${bin}`),
      ELECTRON_RUN_AS_NODE: "1",
    };
    const run = (...args: string[]) => runCommand({ file: electron, args: [cliFile, ...args], cwd: folder, env });
    const ran = await run("run", "app.mjs");
    expect([ran.stderr.toString(), ran.stdout.toString(), ran.code]).toEqual(["", printed, 0]);
    const ended = await run("boards", "--shutdown", "local", "--json");
    expect(ended.stdout.toString()).toBe('{"ended":["local"],"failed":[]}\n');
  });
});
