import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import type { EngineKind } from "../core/board/engines.js";
import { normalizeOutput } from "../core/cli/check/normalizeOutput.js";
import { runCommand, type RunResult } from "../core/cli/check/runResult.js";

const casesFolder = path.join(import.meta.dirname, "cases");

/** One numbered program of the differential suite. */
export interface DifferentialCase {
  /** Folder name, `NNN-feature`. */
  readonly name: string;
  readonly folder: string;
  readonly entry: string;
  readonly expectedFile: string;
  /** Engines it can run on: all of them, unless its first line says `// engines: node,bun,deno`. */
  readonly engines: readonly EngineKind[];
}

const engineKinds: readonly EngineKind[] = ["node", "bun", "deno", "quickjs"];

/** @returns all cases in the order of their numbers. Throws for a case folder without exactly one `input.*`. */
export function differentialCases(): DifferentialCase[] {
  const folders = readdirSync(casesFolder, { withFileTypes: true }).filter((item) => item.isDirectory() && item.name !== "node_modules");
  return folders
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const folder = path.join(casesFolder, name);
      const inputs = readdirSync(folder).filter((file) => file.startsWith("input."));
      const [input] = inputs;
      if (input === undefined || inputs.length > 1) throw new Error(`${folder} has ${inputs.length} files called input.*, not one`);
      const entry = path.join(folder, input);
      const declared = /^\/\/ engines: (.+)$/m.exec(readFileSync(entry, "utf8").split("\n", 1).join())?.[1]?.split(",");
      const engines = engineKinds.filter((engine) => declared?.includes(engine) ?? true);
      return { name, folder, entry, expectedFile: path.join(folder, "expected"), engines };
    });
}

/** Runs a case as it is, uninstrumented, on the Node that runs the tests; TypeScript is erased by esbuild before. */
export async function runPlainly(program: DifferentialCase): Promise<RunResult> {
  if (!program.entry.endsWith(".ts")) return runNode(program.entry, program.folder);
  const folder = mkdtempSync(path.join(tmpdir(), "thingsmigrate-case-"));
  try {
    const outfile = path.join(folder, "input.mjs");
    await build({ entryPoints: [program.entry], outfile, bundle: true, format: "esm", platform: "node", target: "node20" });
    return await runNode(outfile, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runNode(file: string, cwd: string): Promise<RunResult> {
  return runCommand({ file: process.execPath, args: [file], cwd, env: process.env });
}

/**
 * The text of an `expected` file: what `check` compares, without the case's own path. Text that does not end a line is closed with a mark, as in a diff.
 */
export function formatResult(result: RunResult, folder: string): string {
  const stream = (bytes: Buffer): string => {
    const text = normalizeOutput(bytes).toString("utf8").replaceAll(`file://${folder}`, "<case>").replaceAll(folder, "<case>");
    return text === "" || text.endsWith("\n") ? text : `${text}\n\\ no newline at the end\n`;
  };
  return `--- exit ${result.signal ?? `code ${result.code}`}\n--- stdout\n${stream(result.stdout)}--- stderr\n${stream(result.stderr)}`;
}

/** @returns the text of a case's `expected`, or undefined if it has none. */
export function readExpected(program: DifferentialCase): string | undefined {
  return existsSync(program.expectedFile) ? readFileSync(program.expectedFile, "utf8") : undefined;
}
