import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Inspection } from "../../core/snapshot/inspect/inspection.js";
import { noneLeft } from "../leftProcesses.js";
import { CommandLine } from "./commandLine.js";
import { type SpinningName, SpinningProgram, straightRun } from "./spinningPrograms.js";

// Programs that don't come back to their event loop are snapshot and moved where they are, by the built command line alone.
let folder: string;
let line: CommandLine;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tm-turn-"));
  line = new CommandLine(folder);
});

afterAll(async () => {
  await line.dispose("local", "local:one", "local:two");
  await noneLeft(folder);
  rmSync(folder, { recursive: true, force: true });
});

/** Starts it on a board, and follows what it prints wherever it goes. */
async function startSpinning(name: SpinningName, as: string) {
  const program = new SpinningProgram(path.join(folder, as), name);
  const run = ["--board", "local:one", "--capture", "anywhere", "--detach", "--", ...program.args];
  const { id } = (await line.json("run", program.entry, ...run)) as { id: string };
  const followed = line.start("logs", id, "--follow");
  return { program, id, followed, phase: (n: number) => followed.until(({ lines }) => lines > n) };
}

/** What people are shown of a snapshot's stack. */
const expectToShow: Readonly<Record<"loop" | "deep", (file: string) => Promise<void>>> = {
  async loop(file) {
    const { stack, summary } = (await line.json("inspect", file)) as Inspection;
    expect([summary.turn, summary.inTurn, summary.counts.frames]).toEqual([0, true, 1]);
    expect(stack).toMatchObject([{ name: "", kind: "module", place: { file: "loop.mjs", line: 10 } }]);
    expect(stack[0]!.locals.map(({ name, place }) => [name, place?.line])).toContainEqual(["phase", 6]);
    expect(stack[0]!.source).toBe("while (!existsSync(gate + phase)) for (let i = 0; i < 1000; i++) spun = (spun + i * phase) | 0;");
  },
  async deep(file) {
    const { stack } = (await line.json("inspect", file)) as Inspection;
    expect(stack.map(({ name }) => name)).toEqual(["bottom", ...Array<string>(201).fill("down"), ""]);
    expect(stack[0]).toMatchObject({ place: { line: 17 }, source: "while (!existsSync(gate + phase)) rounds++;" });
    expect(stack[0]!.locals.map(({ name }) => name)).toEqual(expect.arrayContaining(["phase", "rounds"]));
    expect(stack[2]).toMatchObject({ place: { line: 9, column: 18 }, source: "return mine + down(depth - 1, phase) * 3 % 1009 + mine;" });
    expect(stack[2]!.locals.filter(({ name }) => name === "mine")).toMatchObject([{ value: { preview: "1" }, place: { line: 5 } }]);
    const text = await line.text("inspect", file);
    expect(text).toMatch(/^deep-\w+, in its main program\n/);
    expect(text).toMatch(
      /\nStack {2}203: innermost first\n {2}bottom\(\) +deep\.cjs:17:\d+\n {4}while \(!existsSync\(gate \+ phase\)\) rounds\+\+;\n/,
    );
    // The rest of the calls.
    expect(await line.text("code", file, "--module", "deep.cjs")).toMatch(/\$in\(\) \* 3 % 1009 \+ mine/);
  },
};

describe("a program that does not end its turn, by the command line", { timeout: 300_000 }, () => {
  it.each(["loop", "deep"] as const)(
    "%s: is moved, snapshot, resumed and moved again, and prints what the straight run prints",
    async (name) => {
      const expected = await straightRun(name);
      const { program, id, followed, phase } = await startSpinning(name, name);
      await phase(0);
      expect(await line.json("migrate", id, "--to", "local:two")).toMatchObject({ outcome: "moved", turn: 0, inTurn: true });

      const file = path.join(folder, `${name}.tms`);
      expect(await line.json("snapshot", id, "-o", file)).toMatchObject({ program: id, turn: 0, inTurn: true });
      expect(await line.text("snapshot", id, "-o", file)).toContain(`${name}.tms: ${id} in its main program, `);
      await expectToShow[name](file);
      program.open(0);
      await phase(1);

      // Rebuilt on the target, then not moved: it goes on on the stack that it has.
      expect(await line.text("migrate", id, "--to", "local:one", "--dry-run")).toBe(`${id} can move to local:one\n`);
      program.open(1);
      await phase(2);
      expect(await line.json("migrate", id, "--to", "local:one", "--engine", "node")).toMatchObject({ outcome: "moved", inTurn: true });
      program.open(2);
      expect([await followed.ended, followed.stdout]).toEqual([expected.code, expected.stdout]);

      // Another goes on from the file, where every phase is over; it can be captured as well as the first.
      const resumed = await line.run("resume", file);
      expect([resumed.code, resumed.stdout.toString()]).toEqual([expected.code, expected.stdout.slice(expected.stdout.indexOf("\n") + 1)]);
    },
  );

  it("one that is resumed from a file is captured in the middle of its turn again", async () => {
    const { program, id, phase, followed } = await startSpinning("deep", "again");
    await phase(0);
    const [first, second] = ["first.tms", "second.tms"].map((name) => path.join(folder, name));
    await line.text("snapshot", id, "-o", first!);
    const resumed = (await line.json("resume", first!, "--board", "local:two", "--detach")) as { id: string };
    expect(await line.json("snapshot", resumed.id, "-o", second!)).toMatchObject({ turn: 0, inTurn: true });
    program.openAll();
    expect(await followed.ended).toBe(5);
    const expected = await straightRun("deep");
    const last = await line.run("resume", second!);
    expect(followed.stdout).toBe(expected.stdout);
    expect(last.stdout.toString()).toBe(expected.stdout.slice(expected.stdout.indexOf("\n") + 1));
  });

  it("--at turn waits for the end of the turn", async () => {
    const { program, id, phase, followed } = await startSpinning("ending", "ending");
    await phase(0);
    const moving = line.json("migrate", id, "--to", "local:two", "--at", "turn");
    program.open(0);
    const report = (await moving) as { outcome: string; inTurn: boolean };
    expect([report.outcome, report.inTurn]).toEqual(["moved", false]);
    program.open(1);
    expect([await followed.ended, followed.stdout]).toEqual([0, "phase 0\nend true\n"]);
  });
});
