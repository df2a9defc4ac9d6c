import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunResult, runCommand } from "../../core/cli/check/runResult.js";
import { AgentConnection } from "../../core/board/agentConnection.js";
import { listBoards } from "../../core/board/boards.js";

const cli = path.join(import.meta.dirname, "../../dist/cli.js");
let folder: string;
let env: NodeJS.ProcessEnv;

beforeAll(() => {
  if (!existsSync(cli)) throw new Error("dist/cli.js is missing: npm run build");
  folder = mkdtempSync(path.join(tmpdir(), "tm-cli-"));
  env = { ...process.env, THINGSMIGRATE_HOME: path.join(folder, "home"), XDG_CACHE_HOME: path.join(folder, "cache") };
  program(
    "steps.mjs",
    'let n = 0;\nconst inc = () => ++n;\nfor (let i = 0; i < 6; i++) { await null; inc(); console.log("step", i, n); }\nprocess.exitCode = 3;\n',
  );
  program(
    "typed.ts",
    "const xs: number[] = [];\nfor (const x of [1, 2, 3]) { await null; xs.push(x); console.log(xs.length as number); }\n",
  );
  program("random.js", "console.log(Math.random());\n");
  program(
    "ticks.mjs",
    'let n = 0;\nconst timer = setInterval(() => { console.log("tick", ++n); if (n === 1000) clearInterval(timer); }, 5);\n',
  );
});

afterAll(async () => {
  process.env["THINGSMIGRATE_HOME"] = env["THINGSMIGRATE_HOME"];
  for (const board of listBoards(folder)) {
    if (!existsSync(board.folder)) continue;
    const connection = await AgentConnection.open(board);
    await connection.request("shutdown", { force: true });
    connection.close();
    await connection.closed();
  }
  rmSync(folder, { recursive: true, force: true });
});

function program(name: string, text: string): void {
  writeFileSync(path.join(folder, name), text);
}

function run(...args: string[]): Promise<RunResult> {
  return runCommand({ file: process.execPath, args: [cli, ...args], cwd: folder, env });
}

async function output(...args: string[]): Promise<string> {
  const { stdout, stderr, code } = await run(...args);
  expect(code, stderr.toString()).toBe(0);
  return stdout.toString();
}

describe("thingsmigrate check", () => {
  it("proves a program with nothing but its name", async () => {
    expect(await output("check", "steps.mjs")).toBe("same: 5 hops, 54 bytes of output\n");
  });

  it("takes TypeScript", async () => {
    expect(await output("check", "typed.ts", "--hops", "2")).toBe("same: 2 hops, 6 bytes of output\n");
  });

  it("moves at each turn of a program with fewer turns than hops, and says the true number", async () => {
    const result = JSON.parse(await output("check", "steps.mjs", "--hops", "1000", "--json")) as { hops: number; turns: number };
    expect(result.hops).toBe(result.turns);
  });

  it("tells a program that is not deterministic", async () => {
    const { stdout, code } = await run("check", "random.js");
    expect([stdout.toString().split("\n")[0], code]).toEqual(["not deterministic: stdout line 1", 2]);
  });
});

describe("thingsmigrate", () => {
  it("runs a program with its own exit code and output", async () => {
    const { stdout, code } = await run("run", "steps.mjs");
    expect([stdout.toString().split("\n").length, code]).toEqual([7, 3]);
  });

  it("moves a running program to another board; its log is whole", async () => {
    const name = (await output("run", "ticks.mjs", "--detach")).trim();
    const moved = JSON.parse(await output("migrate", name, "--to", "local:two", "--json")) as { outcome: string };
    expect(moved.outcome).toBe("moved");
    expect(await output("ps")).toMatch(new RegExp(`${name}\\s+local:two\\s+node\\s+(running|ended 0)`));
    expect(await output("logs", name, "--follow")).toBe(Array.from({ length: 1000 }, (_, tick) => `tick ${String(tick + 1)}\n`).join(""));
  });

  it("takes a snapshot of a program that goes on, shows its code, and lets another go on from the file on another engine", async () => {
    const name = (await output("run", "ticks.mjs", "--detach")).trim();
    const taken = JSON.parse(await output("snapshot", name, "-o", "ticks.tms", "--json")) as { body: number };
    expect(taken.body).toBeGreaterThan(100);
    const code = await output("code", "ticks.tms");
    expect(code).toContain("// ticks.mjs");
    expect(code).toContain('console.log("tick", ++n)');
    const resumed = (await output("resume", "ticks.tms", "--engine", "quickjs")).trimEnd().split("\n");
    const first = Number(resumed[0]?.split(" ")[1]);
    expect(resumed).toEqual(Array.from({ length: 1001 - first }, (_, index) => `tick ${String(first + index)}`));
    expect((await output("logs", name, "--follow")).split("\n")).toHaveLength(1001);
  });

  it("stops the program on Ctrl-C", async () => {
    program("forever.mjs", 'setInterval(() => console.log("on"), 5);\n');
    const child = spawn(process.execPath, [cli, "run", "forever.mjs"], { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.once("data", () => child.kill("SIGINT"));
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect(code).toBe(130);
  });

  it("says what is wrong, with a remedy and the documented exit code", async () => {
    const unknown = await run("logs", "nobody");
    expect([unknown.stderr.toString().split(":")[0], unknown.code]).toEqual(["E_PROGRAM_UNKNOWN", 4]);
    expect((await run("migrate")).code).toBe(64);
    expect((await run("--help")).code).toBe(0);
  });
});
