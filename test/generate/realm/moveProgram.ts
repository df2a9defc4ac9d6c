import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type vm from "node:vm";
import { chooseTurns } from "../../../core/cli/check/chooseTurns.js";
import { resumeFilesMaker } from "../../../core/handoff/resumeFiles.js";
import { instrumentProgram } from "../../../core/instrument/instrumentProgram.js";
import { compareBodies, compareOutput } from "./compare.js";
import { Realm } from "./realm.js";
import type { RealmJob, RealmVerdict } from "./realmPool.js";
import { runPlain } from "./runPlain.js";

/** What the runtime is loaded from. */
export interface RuntimeFiles {
  readonly script: vm.Script;
  /** Of the built product, for what `instrumentProgram` puts beside a program. */
  readonly runtimeDirectory: string;
}

/** One move, for who wants to look at what was between. */
export interface Move {
  readonly body: string;
  readonly generated: ReadonlyMap<string, string>;
}

/**
 * Runs a program as it is, instrumented, and moved between fresh realms at turns chosen by the seed, and compares what it prints. At each move the restored
 * program is captured again before its first turn: the body must be the same, byte for byte.
 */
export async function moveProgram(
  { program, hops, seed }: RealmJob,
  runtime: RuntimeFiles,
  onMove?: (move: Move) => void,
): Promise<RealmVerdict> {
  const folder = mkdtempSync(path.join(tmpdir(), "tm-realm-"));
  try {
    for (const [name, text] of Object.entries(program.files)) writeFileSync(path.join(folder, name), text);
    const expected = await runPlain(program);
    const directory = path.join(folder, "out");
    const { runtimeDirectory } = runtime;
    await instrumentProgram(path.join(folder, program.entry), {
      out: directory,
      cacheDirectory: path.join(folder, "cache"),
      runtimeDirectory,
    });
    const straight = new Realm(runtime.script, { directory, generated: new Map() }, {});
    await straight.runToStop();
    const unmoved = compareOutput(expected, straight.output);
    if (unmoved) return { same: false, difference: unmoved, turns: [] };
    const turns = chooseTurns(straight.turns, hops, seed);
    const { output, broken } = await runMoved(directory, turns, runtime.script, onMove);
    const difference = compareOutput(expected, output) ?? broken;
    return difference ? { same: false, difference, turns } : { same: true, turns };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runMoved(
  directory: string,
  turns: readonly number[],
  script: vm.Script,
  onMove: ((move: Move) => void) | undefined,
): Promise<{ readonly output: string; readonly broken: string | undefined }> {
  const makeResumeFiles = resumeFilesMaker((file) => readFileSync(path.join(directory, file), "utf8"));
  let realm = new Realm(script, { directory, generated: new Map() }, { freezeAt: turns[0] });
  let output = "";
  let broken: string | undefined;
  for (let hop = 1; await realm.runToStop(); hop++) {
    const { body, codeUse } = await realm.capture();
    output += realm.output;
    const generated = new Map<string, string>();
    for (const [file, content] of makeResumeFiles(codeUse)) {
      generated.set(file, typeof content === "string" ? content : new TextDecoder().decode(content));
    }
    generated.set(".thingsmigrate/snapshot.tms", body);
    onMove?.({ body, generated });
    realm = new Realm(script, { directory, generated }, { warm: true });
    await realm.restore();
    broken ??= compareBodies(body, (await realm.capture()).body);
    await realm.go(turns[hop]);
  }
  return { output: output + realm.output, broken };
}
