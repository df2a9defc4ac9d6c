import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../../core/cli/check/runResult.js";
import { noneLeft } from "../leftProcesses.js";

const root = path.join(import.meta.dirname, "../..");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tm-demo-test-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("npm run demo", () => {
  it("moves its program over a real sshd, prints what the straight run prints, and leaves neither processes nor files behind", async () => {
    const demo = path.join(root, "demo/demo.mjs");
    const env = { ...process.env, TMPDIR: folder, NO_COLOR: "1" };
    const { stdout, stderr, code } = await runCommand({ file: process.execPath, args: [demo, "--prepared"], cwd: root, env });
    expect([stderr.toString(), code], stdout.toString()).toEqual(["", 0]);
    expect(stdout.toString()).toMatch(/greenhouse is behind an sshd/);
    expect(stdout.toString()).toMatch(/the same \d+ bytes as the straight run, after 4 moves/);
    await noneLeft(folder);
    expect(readdirSync(folder)).toEqual([]);
  });
});
