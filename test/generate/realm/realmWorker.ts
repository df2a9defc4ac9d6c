/** A process of the pool: moves generated programs between fresh realms of its own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import vm from "node:vm";
import { chooseTurns } from "../../../core/cli/check/chooseTurns.js";
import { resumeFilesMaker } from "../../../core/handoff/resumeFiles.js";
import { instrumentProgram } from "../../../core/instrument/instrumentProgram.js";
import { Realm } from "./realm.js";
import type { RealmJob, RealmVerdict } from "./realmPool.js";
import { runPlain } from "./runPlain.js";

const script = new vm.Script(readFileSync(process.argv[2]!, "utf8"), { filename: "thingsmigrate-runtime.js" });
const runtimeDirectory = process.argv[3]!;

async function check({ source, hops, seed }: RealmJob): Promise<RealmVerdict> {
  const folder = mkdtempSync(path.join(tmpdir(), "tm-realm-"));
  try {
    const entry = path.join(folder, "program.js");
    writeFileSync(entry, source);
    const expected = await runPlain(source);
    const directory = path.join(folder, "out");
    await instrumentProgram(entry, { out: directory, cacheDirectory: path.join(folder, "cache"), runtimeDirectory });
    const straight = new Realm(script, { directory, generated: new Map() }, {});
    await straight.runToStop();
    const unmoved = compare(expected, straight.output);
    if (unmoved) return { same: false, difference: unmoved, turns: [] };
    const turns = chooseTurns(straight.turns, hops, seed);
    const difference = compare(expected, await runMoved(directory, turns));
    return difference ? { same: false, difference, turns } : { same: true, turns };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runMoved(directory: string, turns: readonly number[]): Promise<string> {
  const makeResumeFiles = resumeFilesMaker((file) => readFileSync(path.join(directory, file), "utf8"));
  let realm = new Realm(script, { directory, generated: new Map() }, { freezeAt: turns[0] });
  let output = "";
  for (let hop = 1; await realm.runToStop(); hop++) {
    const { body, codeUse } = await realm.capture();
    output += realm.output;
    const generated = new Map<string, string>();
    for (const [file, content] of makeResumeFiles(codeUse)) {
      generated.set(file, typeof content === "string" ? content : new TextDecoder().decode(content));
    }
    generated.set(".thingsmigrate/snapshot.tms", body);
    realm = new Realm(script, { directory, generated }, { warm: true });
    await realm.restore();
    await realm.go(turns[hop]);
  }
  return output + realm.output;
}

/** @returns the first line that differs. What a program prints after an uncaught error is Node's own, and compared with real processes. */
function compare(expected: string, actual: string): string | undefined {
  const wanted = expected.split("\n");
  const got = actual.split("\n");
  for (const [index, line] of wanted.entries()) {
    if (line.startsWith("uncaught ")) return undefined;
    if (line !== got[index]) return `line ${index + 1}: expected ${JSON.stringify(line)}, got ${JSON.stringify(got[index])}`;
  }
  return got.length > wanted.length ? `line ${wanted.length}: expected the end, got ${JSON.stringify(got[wanted.length - 1])}` : undefined;
}

process.on("message", (job: RealmJob) => {
  check(job).then(
    (verdict) => process.send?.(verdict),
    (error: unknown) => {
      const difference = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.send?.({ same: false, difference, turns: [] } satisfies RealmVerdict);
    },
  );
});
