import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findEngines, selectEngine } from "../../core/board/engines.js";
import { CommandLine } from "../cli/commandLine.js";
import { noneLeft } from "../leftProcesses.js";

// An engine that keeps no source of functions, as Hermes and XS do, is a target like any other: the code made for it is of the portable profile.
let folder: string;
let line: CommandLine;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tm-chosen-"));
  const node = selectEngine(await findEngines(), "node");
  const sourceless = path.join(folder, "node-without-source");
  const preload = path.join(import.meta.dirname, "hideFunctionText.cjs");
  writeFileSync(sourceless, `#!/bin/sh\nexec '${node.executable}' --require '${preload}' "$@"\n`);
  chmodSync(sourceless, 0o755);
  line = new CommandLine(folder, { THINGSMIGRATE_ENGINES: `node@sourceless=${sourceless}` });
  writeFileSync(
    path.join(folder, "app.mjs"),
    `import { existsSync } from "node:fs";
const [loadFile, stopFile] = process.argv.slice(2);
class Counter { #n = 0; next() { return ++this.#n; } }
const counter = new Counter();
function* words() { for (;;) { yield "tick"; yield "tock"; } }
const word = words();
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
let later;
while (!existsSync(stopFile)) {
  await sleep(10);
  const n = counter.next();
  if (later === undefined && existsSync(loadFile)) {
    const { counterOf } = await import("./later.mjs");
    later = counterOf(n);
    console.error("loaded");
  }
  console.log(word.next().value, n);
  if (later !== undefined && later() !== n) console.error("wrong");
}
console.log("last");
`,
  );
  // Loaded only after the first move: its functions too are to be recognized without their text.
  writeFileSync(
    path.join(folder, "later.mjs"),
    `class Later { #n; constructor(n) { this.#n = n - 1; } next() { return ++this.#n; } }
export function counterOf(n) { const held = new Later(n); let calls = 0; return () => { calls++; return held.next(); }; }
`,
  );
});

afterAll(async () => {
  await line.dispose("local", "local:two");
  await noneLeft(folder);
  rmSync(folder, { recursive: true, force: true });
});

describe("an engine without function source", () => {
  it("takes a program of the default profile, which loads a module there, moves on in it, and comes back", async () => {
    const [loadFile, stopFile] = [path.join(folder, "load"), path.join(folder, "stop")];
    const { id } = (await line.json("run", "app.mjs", "--detach", "--", loadFile, stopFile)) as { id: string };
    const followed = line.start("logs", id, "--follow");
    await followed.untilMore(3);
    const moveTo = async (board: string, engine: string): Promise<void> => {
      expect(await line.json("migrate", id, "--to", board, "--engine", engine)).toMatchObject({ outcome: "moved" });
      await followed.untilMore(3);
    };
    await moveTo("local:two", "node@sourceless");
    writeFileSync(loadFile, "");
    await followed.until(({ stderr }) => stderr.includes("loaded"));
    await moveTo("local", "node@sourceless");
    await moveTo("local:two", "node");

    // From a snapshot file as well.
    await line.text("snapshot", id, "-o", "app.tms");
    const resumed = (await line.json("resume", "app.tms", "--engine", "node@sourceless", "--detach")) as { id: string };
    const copy = line.start("logs", resumed.id, "--follow");
    await copy.untilMore(3);
    writeFileSync(stopFile, "");
    expect([await followed.ended, await copy.ended]).toEqual([0, 0]);
    const lines = followed.stdout.trimEnd().split("\n");
    expect(lines).toEqual([
      ...Array.from({ length: lines.length - 1 }, (_, n) => `${n % 2 === 0 ? "tick" : "tock"} ${String(n + 1)}`),
      "last",
    ]);
    expect([followed.stderr.replace(/\[moved to .*\]\n/g, ""), copy.stderr]).toEqual(["loaded\n", ""]);
  });

  it("refuses to give up what was started there in the default profile, with the remedy, which works", async () => {
    const stopFile = path.join(folder, "stop-too");
    const start = async (...profile: string[]): Promise<string> => {
      const args = ["app.mjs", "--engine", "node@sourceless", ...profile, "--detach", "--", "/nowhere", stopFile];
      return ((await line.json("run", ...args)) as { id: string }).id;
    };
    const stuck = await start();
    const refused = await line.run("migrate", stuck, "--to", "local:two", "--engine", "node");
    expect([refused.code, refused.stdout.toString()]).toEqual([
      3,
      expect.stringMatching(/goes on where it was\nE_CAPTURE_NATIVE: [\s\S]*--profile portable/),
    ]);
    const free = await start("--profile", "portable");
    expect(await line.json("migrate", free, "--to", "local:two", "--engine", "node")).toMatchObject({ outcome: "moved" });
    expect(existsSync(stopFile)).toBe(false);
    writeFileSync(stopFile, "");
    for (const id of [stuck, free]) {
      const { stdout, code } = await line.run("logs", id, "--follow");
      expect([code, stdout.toString().endsWith("last\n")]).toEqual([0, true]);
    }
  });
});
