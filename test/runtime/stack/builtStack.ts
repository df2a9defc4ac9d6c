import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";
import { type Engine, findEngines, selectEngine } from "../../../core/board/engines.js";
import { hardenRuntime } from "../../../scripts/hardenRuntime.mjs";

const root = path.join(import.meta.dirname, "..", "..", "..");
const entry = "test/runtime/stack/stackEntry.ts";
let folder = "";
let engines: readonly Engine[] = [];

/** Builds stackEntry.ts as the build makes the runtime, before the tests of a file. */
export function useBuiltStack(): void {
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "tm-stack-"));
    engines = await findEngines();
    await build({
      absWorkingDir: root,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node18",
      entryPoints: [entry],
      outfile: path.join(folder, "stack.cjs"),
      logLevel: "warning",
      plugins: [hardenRuntime(root, [entry])],
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

/** A program of fixtures/ and how an engine runs it. */
export function stackProgram(engine: string, fixture: string): { file: string; args: string[]; env: NodeJS.ProcessEnv } {
  return {
    file: selectEngine(engines, engine).executable,
    args: ["--allow-natives-syntax", path.join(import.meta.dirname, "fixtures", fixture)],
    env: { ...process.env, STACK: path.join(folder, "stack.cjs") },
  };
}

/** What a program of fixtures/ prints, and how it ends when it fails. */
export function runStackProgram(engine: string, fixture: string): Promise<string> {
  const { file, args, env } = stackProgram(engine, fixture);
  return new Promise((resolve) => {
    execFile(file, args, { env, encoding: "utf8" }, (error, stdout, stderr) => {
      resolve(`${stdout}${stderr}${error === null ? "" : `${String(error.code)} ${String(error.signal)}\n`}`);
    });
  });
}
