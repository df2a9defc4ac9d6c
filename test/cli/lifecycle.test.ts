import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../../core/cli/check/runResult.js";
import { leftProcesses, noneLeft } from "../leftProcesses.js";
import { CommandLine } from "./commandLine.js";
import { TickingProgram } from "./tickingProgram.js";

// From the source to the last byte, by the built command line alone: what a user types, and what scripts read.
let folder: string;
let line: CommandLine;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tm-life-"));
  line = new CommandLine(folder);
});

afterAll(async () => {
  await line.dispose("local", "local:one", "local:two");
  await noneLeft(folder);
  rmSync(folder, { recursive: true, force: true });
});

interface ListedProgram {
  readonly id: string;
  readonly board: string;
  readonly engine: string;
  readonly state: string;
  readonly epoch: number;
}

async function listed(...args: string[]): Promise<ListedProgram[]> {
  return (await line.json("ps", ...args)) as ListedProgram[];
}

describe("a program's life, by the command line", () => {
  it("is instrumented; plain Node runs what came out, and prints the same", async () => {
    const program = new TickingProgram(path.join(folder, "straight"));
    program.stop();
    const out = path.join(folder, "out");
    const result = (await line.json("instrument", program.entry, "--out", out)) as { entryFile: string; diagnostics: unknown[] };
    expect(result.diagnostics).toEqual([]);
    expect(await line.text("instrument", program.entry, "--out", out)).toMatch(
      /^\d+ files \(\d+ unchanged\)\. Run it: node out\/main\.mjs\n$/,
    );
    const run = (file: string) => runCommand({ file: process.execPath, args: [file, ...program.args], cwd: folder, env: process.env });
    const [original, instrumented] = [await run(program.entry), await run(result.entryFile)];
    expect([instrumented.stdout.toString(), instrumented.stderr.toString(), instrumented.code]).toEqual(["last\n", "", 7]);
    expect(instrumented).toEqual(original);
  });

  it("runs, is listed, followed, snapshot, inspected, resumed elsewhere, moved, and ends as the straight run does", async () => {
    const program = new TickingProgram(path.join(folder, "ticking"));
    const started = (await line.json("run", program.entry, "--board", "local:one", "--detach", "--", ...program.args)) as ListedProgram;
    const { id } = started;
    expect(started).toMatchObject({ board: "local:one", engine: "node", state: "running", epoch: 0 });
    const followed = line.start("logs", id, "--follow");
    await followed.untilMore(12);

    expect((await listed()).map((one) => [one.id, one.board, one.state])).toEqual([[id, "local:one", "running"]]);
    expect(await line.text("ps", "--board", "local:one")).toMatch(new RegExp(`^PROC .*\n${id} +local:one +node +running +0 `));
    const soFar = await line.run("logs", id);
    expect([soFar.code, soFar.stderr.toString().startsWith("ten more\n")]).toEqual([0, true]);
    expect(soFar.stdout.toString().startsWith(program.lines(1, 10).join("\n"))).toBe(true);

    const file = path.join(folder, "ticking.tms");
    const taken = (await line.json("snapshot", id, "-o", file)) as { program: string; bytes: number; turn: number };
    expect(taken).toMatchObject({ program: id, bytes: readFileSync(file).length });
    expect(await line.text("snapshot", id, "-o", path.join(folder, "again.tms"))).toContain(`again.tms: ${id} before turn `);
    await followed.untilMore(5);

    expect(await line.text("inspect", file)).toMatch(/Closures[\s\S]*sleep[\s\S]*Suspended[\s\S]*words/);
    const inspection = (await line.json("inspect", file)) as {
      summary: { name: string; turn: number };
      closures: { name: string }[];
      suspended: { place: { file: string } }[];
    };
    expect(inspection.summary).toMatchObject({ name: id, turn: taken.turn });
    expect(inspection.closures.map((closure) => closure.name)).toContain("sleep");
    expect(inspection.suspended.map(({ place }) => place.file).sort()).toEqual(["main.mjs", "statistics.js"]);
    expect(await line.text("code", file)).toMatch(/\/\/ main\.mjs[\s\S]*\/\/ statistics\.js/);
    const code = (await line.json("code", file)) as Record<string, string>;
    expect(code["statistics.js"]).toContain("#sum");

    // Another program goes on from the file, under another name; the first is not touched.
    const resumed = (await line.json("resume", file, "--board", "local:two", "--engine", "bun", "--detach")) as ListedProgram;
    expect(resumed).toMatchObject({ board: "local:two", engine: "bun", state: "running" });
    const copy = line.start("logs", resumed.id, "--follow");
    await copy.untilMore(3);
    const first = Number(copy.stdout.split(" ")[1]);
    expect(first).toBeGreaterThan(10);
    expect(copy.stdout.startsWith(program.lines(first, first + 2).join("\n"))).toBe(true);
    expect(await line.json("stop", resumed.id)).toMatchObject({ id: resumed.id, board: "local:two", state: "ended" });
    expect(await copy.ended).toBe(128 + 15);
    expect(await line.text("ps")).toMatch(new RegExp(`${resumed.id} +local:two +bun +ended SIGTERM`));

    expect(await line.json("migrate", id, "--to", "local:two", "--dry-run")).toMatchObject({ outcome: "could move" });
    expect(await line.text("migrate", id, "--to", "local:two", "--dry-run")).toBe(`${id} can move to local:two\n`);
    expect((await listed()).find((one) => one.id === id)).toMatchObject({ board: "local:one", state: "running", epoch: 0 });
    await followed.untilMore(2);

    const report = (await line.json("migrate", id, "--to", "local:two", "--engine", "deno")) as { outcome: string; frozen: number };
    expect(report).toMatchObject({ outcome: "moved", record: { id, engine: "deno", state: "running" } });
    expect((await listed()).filter((one) => one.id === id)).toMatchObject([{ board: "local:two", engine: "deno", state: "running" }]);
    expect((await listed("--all")).filter((one) => one.id === id && one.state === "moved")).toHaveLength(1);
    await followed.untilMore(5);
    expect(await line.text("migrate", `local:two/${id.slice(0, -1)}`, "--to", "local:one", "--engine", "node@22")).toMatch(
      new RegExp(`^${id} runs on local:one: \\d+ ms frozen, \\d+ bytes of snapshot\n$`),
    );
    await followed.untilMore(5);

    program.stop();
    expect(await followed.ended).toBe(7);
    expect(program.isWhole(followed.stdout), followed.stdout).toBe(true);
    const whole = await line.run("logs", id, "--follow");
    expect([whole.stdout.toString(), whole.stderr.toString(), whole.code]).toEqual([followed.stdout, followed.stderr, 7]);
    expect(await line.json("stop", id)).toMatchObject({ state: "ended", exit: { code: 7 } });
  });

  it("lists boards with their engines, and ends their agents", async () => {
    const { boards } = (await line.json("boards")) as { boards: { name: string; engines: { name: string }[] }[] };
    expect(boards.map((board) => board.name)).toEqual(expect.arrayContaining(["local", "local:one", "local:two"]));
    expect(boards[0]!.engines.map((engine) => engine.name)).toEqual(expect.arrayContaining(["node", "quickjs"]));
    expect(await line.json("boards", "--shutdown", "local:one", "local:three")).toEqual({
      ended: ["local:one", "local:three"],
      failed: [],
    });
    await noneLeft(path.join(folder, "boards/boards/local-one"));
    expect(await line.text("boards", "--shutdown", "local:one")).toBe("local:one: no agent was running\n");
    // Its programs' output is still there for who asks.
    expect((await listed()).map((one) => one.board)).toContain("local:one");
  });

  it("looks for programs without starting agents on boards that never had one", async () => {
    const fresh = new CommandLine(path.join(folder, "fresh"));
    expect(await fresh.json("ps")).toEqual([]);
    expect((await fresh.run("logs", "nobody")).code).toBe(4);
    expect(leftProcesses(fresh.folder)).toEqual([]);
  });
});

describe("what goes wrong is said with its code, a remedy and the documented exit code", () => {
  interface Mistake {
    readonly args: (program: TickingProgram, id: string) => string[];
    readonly code: string;
    readonly exit: number;
    readonly remedy: RegExp;
  }

  const mistakes: Record<string, Mistake> = {
    "an unknown board": {
      args: (program) => ["run", program.entry, "--board", "nowhere"],
      code: "E_BOARD_UNKNOWN",
      exit: 4,
      remedy: /thingsmigrate boards/,
    },
    "an unknown target": {
      args: (_, id) => ["migrate", id, "--to", "nowhere"],
      code: "E_BOARD_UNKNOWN",
      exit: 4,
      remedy: /thingsmigrate boards/,
    },
    "an unknown engine": {
      args: (program) => ["run", program.entry, "--engine", "spidermonkey"],
      code: "E_ENGINE_UNKNOWN",
      exit: 4,
      remedy: /lists the engines/,
    },
    "a missing entry": {
      args: () => ["run", "missing.mjs"],
      code: "E_READ",
      exit: 4,
      remedy: /exists/,
    },
    "a missing entry to instrument": {
      args: () => ["instrument", "missing.mjs", "--out", "unused"],
      code: "E_READ",
      exit: 4,
      remedy: /exists/,
    },
    "a missing entry to check": {
      args: () => ["check", "missing.mjs"],
      code: "E_READ",
      exit: 4,
      remedy: /exists/,
    },
    "a program that nobody knows": {
      args: () => ["stop", "nobody"],
      code: "E_PROGRAM_UNKNOWN",
      exit: 4,
      remedy: /thingsmigrate ps/,
    },
    "a snapshot of it": {
      args: () => ["snapshot", "nobody", "-o", "nobody.tms"],
      code: "E_PROGRAM_UNKNOWN",
      exit: 4,
      remedy: /thingsmigrate ps/,
    },
    "a damaged snapshot to inspect": {
      args: () => ["inspect", "damaged.tms"],
      code: "E_SNAPSHOT_INVALID",
      exit: 4,
      remedy: /again/,
    },
    "a damaged snapshot's code": {
      args: () => ["code", "damaged.tms"],
      code: "E_SNAPSHOT_INVALID",
      exit: 4,
      remedy: /again/,
    },
    "a damaged snapshot to resume": {
      args: () => ["resume", "damaged.tms"],
      code: "E_SNAPSHOT_INVALID",
      exit: 4,
      remedy: /again/,
    },
    "a file that is no snapshot": {
      args: (program) => ["inspect", program.entry],
      code: "E_SNAPSHOT_INVALID",
      exit: 4,
      remedy: /again/,
    },
    "a snapshot that is not there": {
      args: () => ["resume", "missing.tms"],
      code: "E_READ",
      exit: 4,
      remedy: /exists/,
    },
    "a file that can't be written": {
      args: (_, id) => ["snapshot", id, "-o", path.join("missing", "file.tms")],
      code: "E_WRITE",
      exit: 4,
      remedy: /folder exists/,
    },
    "an out folder that can't be made": {
      args: (program) => ["instrument", program.entry, "--out", path.join("damaged.tms", "out")],
      code: "E_WRITE",
      exit: 4,
      remedy: /folder exists/,
    },
    "an out folder with other files": {
      args: (program) => ["instrument", program.entry, "--out", path.dirname(program.entry)],
      code: "E_OUT_DIRECTORY",
      exit: 4,
      remedy: /new or empty folder/,
    },
    "a module that is not generated": {
      args: () => ["code", "good.tms", "--module", "other.mjs"],
      code: "E_USAGE",
      exit: 64,
      remedy: /stay as they were/,
    },
    "a reference that is no number": {
      args: () => ["inspect", "good.tms", "--expand", "x"],
      code: "E_USAGE",
      exit: 64,
      remedy: /--help/,
    },
    "a move that is refused": {
      args: (_, id) => ["migrate", id, "--to", "local:two", "--engine", "spidermonkey"],
      code: "E_ENGINE_UNKNOWN",
      exit: 3,
      remedy: /lists the engines/,
    },
    "a move to an engine that lacks what it uses": {
      args: (_, id) => ["migrate", id, "--to", "local:two", "--engine", "quickjs"],
      code: "E_ENGINE_LACKS",
      exit: 3,
      remedy: /goes on where it was/,
    },
  };

  let program: TickingProgram;
  let id: string;

  beforeAll(async () => {
    program = new TickingProgram(path.join(folder, "mistaken"));
    id = ((await line.json("run", program.entry, "--board", "local:one", "--detach", "--", ...program.args)) as { id: string }).id;
    await line.text("snapshot", id, "-o", "good.tms");
    const bytes = readFileSync(path.join(folder, "good.tms"));
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(path.join(folder, "damaged.tms"), bytes);
  });

  it.each(Object.entries(mistakes))("%s", async (_, { args, code, exit, remedy }) => {
    const [command, ...rest] = args(program, id);
    const said = await line.run(command!, ...rest);
    const text = said.stderr.toString() + (exit === 3 ? said.stdout.toString() : "");
    expect([said.code, text.includes(`${code}: `)], text).toEqual([exit, true]);
    expect(text).toMatch(remedy);
    // A script gets the same as JSON, on stdout.
    if (command === "logs") return;
    const json = await line.run(command!, "--json", ...rest);
    const { error } = JSON.parse(json.stdout.toString()) as { error: { code: string; remedy: string } };
    expect([json.code, error.code]).toEqual([exit, code]);
    expect(error.remedy).toMatch(remedy);
  });

  it("and a program that nothing of this has harmed", async () => {
    program.stop();
    const { stdout, code } = await line.run("logs", id, "--follow");
    expect([code, program.isWhole(stdout.toString())]).toEqual([7, true]);
  });

  it("command lines that are not understood exit with 64 and say what is possible", async () => {
    for (const args of [["migrate", "x"], ["nonsense"], ["run"], ["check", "x.mjs", "--hops", "many"], ["ps", "--nonsense"]]) {
      const { stderr, code } = await line.run(...args);
      expect([code, stderr.toString()]).toEqual([64, expect.stringMatching(/^error: [\s\S]*--help/)]);
    }
    for (const command of [
      "",
      "run",
      "ps",
      "logs",
      "stop",
      "boards",
      "snapshot",
      "inspect",
      "code",
      "resume",
      "migrate",
      "check",
      "instrument",
    ]) {
      expect(await line.text(...(command === "" ? [] : [command]), "--help")).toMatch(/^Usage: thingsmigrate/);
    }
  });
});
