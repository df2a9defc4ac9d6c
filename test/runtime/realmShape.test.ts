import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, findEngines, selectEngine } from "../../core/board/engines.js";
import { runMoved } from "../../core/cli/check/runMoved.js";
import { instrumentProgram } from "../../core/instrument/instrumentProgram.js";

const fixture = path.join(import.meta.dirname, "fixtures", "realmShape.cjs");
/** Departures, each with its reason. */
const known = [
  // What instrumented code asks: not enumerable.
  /globalThis\.(?:\$tm|\$stop|\$capturing)\b/,
  // Ours is a data property, the host's an accessor pair.
  /globalThis\.process\b/,
  // Lazy globals that inherit from the host's EventTarget and Event: when they are loaded they don't know ours, which share the prototypes (decision 007).
  /globalThis\.(?:BroadcastChannel|MessageEvent|MessagePort|Performance)[ .]\[\[Prototype\]\]/,
  // Stacks lead to the original files by it; Node has one of its own from version 21 on.
  /globalThis\.Error\.prepareStackTrace\b/,
];

let folder = "";
let engines: readonly Engine[] = [];
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tm-realm-"));
  engines = await findEngines();
  await instrumentProgram(fixture, { out: folder });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => !known.some((one) => one.test(line)))
    .sort();
}

async function shapeWithUs(engine: Engine): Promise<string[]> {
  const run = await runMoved({ directory: folder, engines: [engine], turns: [], args: [], cwd: folder, env: process.env });
  expect(run.stderr.toString()).toBe("");
  return linesOf(run.stdout.toString());
}

function shapeWithoutUs({ kind, executable }: Engine): string[] {
  const args = kind === "deno" ? ["run", "-A", fixture] : [fixture];
  return linesOf(execFileSync(executable, args, { encoding: "utf8", maxBuffer: 1 << 26 }));
}

describe("a program finds the same realm as without us", () => {
  it.each(["node", "node@18", "node@22"])("%s", async (name) => {
    const engine = selectEngine(engines, name);
    const plain = shapeWithoutUs(engine);
    expect(plain.length).toBeGreaterThan(3000);
    expect(await shapeWithUs(engine)).toEqual(plain);
  });
});
