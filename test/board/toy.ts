import { cpSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Engine } from "../../core/board/engines.js";
import { temporaryFolder } from "../temporaryFolder.js";
import { ProgramProcess } from "../../core/board/programProcess.js";

/** What program.json of the toy program may say: fixtures/toy/.thingsmigrate/start.cjs. */
export interface ToyProgram {
  readonly turns: number;
  /** Milliseconds between turns. */
  readonly delay?: number;
  readonly exitCode?: number;
  readonly pad?: number;
  readonly refuseCapture?: boolean;
  readonly refuseRestore?: boolean;
  readonly dieIn?: "capture" | "restore" | "go";
}

export const thisNode: Engine = { name: "node", kind: "node", version: process.versions.node, executable: process.execPath };

/** A fresh copy of the toy program. */
export function toyDirectory(program: ToyProgram): string {
  const directory = temporaryFolder("toy");
  cpSync(path.join(import.meta.dirname, "fixtures", "toy"), directory, { recursive: true });
  writeFileSync(path.join(directory, "program.json"), JSON.stringify(program));
  return directory;
}

/** What the toy prints when it is run from turn `first` to the end, on stdout and on stderr. */
export function toyOutput(program: ToyProgram, first = 1): [string, string] {
  const output: [string, string] = ["", ""];
  for (let turn = first; turn <= program.turns; turn++)
    output[turn % 5 === 0 ? 1 : 0] += `turn ${turn}${program.pad ? ` ${"x".repeat(program.pad)}` : ""}\n`;
  return output;
}

export interface Started {
  readonly program: ProgramProcess;
  readonly output: [string, string];
}

export async function startToy(
  directory: string,
  options: { warm?: boolean; freezeAt?: number; turnsFile?: string } = {},
): Promise<Started> {
  const output: [string, string] = ["", ""];
  const program = await ProgramProcess.start({
    engine: thisNode,
    directory,
    args: [],
    cwd: directory,
    env: process.env,
    ...options,
    onOutput: (stream, bytes) => {
      output[stream] += bytes.toString();
    },
  });
  return { program, output };
}
