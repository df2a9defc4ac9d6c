import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";

const casesFolder = path.join(import.meta.dirname, "cases");

/** One numbered program of the differential suite. */
export interface DifferentialCase {
  /** Folder name, `NNN-feature`. */
  readonly name: string;
  readonly folder: string;
  readonly entry: string;
  readonly expectedFile: string;
  /** Engines it can run on: all of them, unless its first line says `// engines: node,bun,deno`. */
  readonly engines: readonly EngineName[];
}

export const engineNames = ["node", "bun", "deno", "quickjs"] as const;
export type EngineName = (typeof engineNames)[number];

/** What a program showed to the world. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

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
      const engines = engineNames.filter((engine) => declared?.includes(engine) ?? true);
      return { name, folder, entry, expectedFile: path.join(folder, "expected"), engines };
    });
}

/** Runs a case as it is, uninstrumented, on the Node that runs the tests; TypeScript is erased by esbuild before. */
export async function runPlainly(program: DifferentialCase): Promise<Outcome> {
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

function runNode(file: string, cwd: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file], { cwd, stdio: ["ignore", "pipe", "pipe"], timeout: 60_000 });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => (output[name] += text));
    }
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, ...output }));
  });
}

/**
 * The text of an `expected` file. What depends on the machine is left out: the case's folder, frames inside Node, Node's version. Text that does not end
 * a line is closed with a mark, as in a diff.
 */
export function formatOutcome(outcome: Outcome, folder: string): string {
  const stream = (text: string) => {
    const normal = text
      .replaceAll(`file://${folder}`, "<case>")
      .replaceAll(folder, "<case>")
      .replace(/^ {4}at .*\(?node:.*\n/gm, "")
      .replace(/\nNode\.js v[\d.]+\n/g, "");
    return normal === "" || normal.endsWith("\n") ? normal : `${normal}\n\\ no newline at the end\n`;
  };
  return `--- exit code ${outcome.exitCode}\n--- stdout\n${stream(outcome.stdout)}--- stderr\n${stream(outcome.stderr)}`;
}

/** @returns the text of a case's `expected`, or undefined if it has none. */
export function readExpected(program: DifferentialCase): string | undefined {
  return existsSync(program.expectedFile) ? readFileSync(program.expectedFile, "utf8") : undefined;
}
