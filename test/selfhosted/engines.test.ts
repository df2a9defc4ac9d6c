import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, findEngines, selectEngine } from "../../core/board/engines.js";

const seed = Number(process.env["TM_SEED"] ?? 1);
const runs = Number(process.env["TM_SELFHOSTED_RUNS"] ?? 200);

let engines: Engine[];
let folder: string;
let checks: string;

beforeAll(async () => {
  engines = await findEngines();
  folder = mkdtempSync(path.join(tmpdir(), "tm-selfhosted-"));
  checks = path.join(folder, "checks.mjs");
  await build({
    entryPoints: [path.join(import.meta.dirname, "runChecks.ts")],
    outfile: checks,
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    banner: { js: `globalThis.SEED = ${String(seed)}; globalThis.RUNS = ${String(runs)};` },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe(`self-hosted builtins do on other engines what those' own do, TM_SEED=${String(seed)}`, () => {
  it.each(["node@18", "node@22", "bun", "deno"])("on %s", async (name) => {
    const { executable, kind } = selectEngine(engines, name);
    const { stdout } = await promisify(execFile)(executable, [...(kind === "deno" ? ["run"] : []), checks]);
    expect(stdout).toMatch(/^\d+ checks, 0 failed\n$/);
  });
});
