import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MigrateReport } from "../../core/handoff/migrate.js";
import { buildAgent, TestBoard } from "../board/testAgent.js";
import { collectOutput, type Connections, moveTo, startSource } from "./realProgram.js";

// Real programs, real engines, real agents: what `check` moves without agents has to move with them as well.
let boards: readonly TestBoard[];
let connections: Connections;

beforeAll(async () => {
  const agent = buildAgent();
  boards = ["a", "b"].map((name) => new TestBoard(agent, name));
  const [a, b] = await Promise.all(boards.map((board) => board.connect()));
  connections = { a: a!, b: b! };
});

afterAll(async () => {
  for (const connection of Object.values(connections)) connection.close();
  for (const board of boards) await board.dispose();
});

/** Counts forever in closures, a class and a suspended generator, and says so, until it has been moved as often as it is told in its source. */
const counter = `
let said = 0;
class Counter { #n = 0; next() { return ++this.#n; } }
const counter = new Counter();
function* words() { for (;;) { yield "tick"; yield "tock"; } }
const word = words();
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
for (;;) {
  await sleep(5);
  const n = counter.next();
  said = n;
  console.log(word.next().value, n, said);
}
`;

/** What it prints up to a line. */
function expected(lines: number): string {
  return Array.from(
    { length: lines },
    (_, index) => `${index % 2 === 0 ? "tick" : "tock"} ${String(index + 1)} ${String(index + 1)}\n`,
  ).join("");
}

describe("a program under agents", () => {
  it.each([
    ["node", "bun", "deno", "quickjs", "node@18", "node@22"],
    ["bun", "node", "quickjs", "deno", "bun", "bun"],
    ["deno", "deno", "bun", "node", "deno", "node@18"],
  ])("goes from %s to %s to %s to %s to %s to %s, and goes on after each move", async (first, ...others) => {
    let program = await startSource(connections["a"]!, counter, first);
    let lines = 0;
    let wake: (() => void) | undefined;
    const following = collectOutput(connections, "a", program, (stream, bytes) => {
      if (stream === 0) lines += bytes.toString().split("\n").length - 1;
      wake?.();
    });
    const untilLine = async (wanted: number): Promise<void> => {
      while (lines < wanted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    };
    let at = "a";
    for (const engine of others) {
      await untilLine(lines + 5);
      const to = at === "a" ? "b" : "a";
      const report: MigrateReport = await moveTo(connections, [at, to], program, engine);
      expect(report, JSON.stringify(report)).toMatchObject({ outcome: "moved" });
      program = report.record!;
      at = to;
    }
    await untilLine(lines + 5);
    await connections[at]!.request("stop", { id: program.id, epoch: program.epoch, signal: "SIGKILL" });
    const { output, record } = await following;
    expect(record).toMatchObject({ epoch: others.length, state: "ended" });
    const text = output[0].toString();
    // Killed in the middle of a line, perhaps.
    expect(expected(100_000).startsWith(text)).toBe(true);
    expect(output[1].toString()).toBe("");
  });

  it.each(["bun", "deno"])("leaves %s after it has used streams and timers of the host's own modules", async (engine) => {
    // The program waits for this file, which is written once it has moved.
    const arrived = path.join(mkdtempSync(path.join(tmpdir(), "tm-arrived-")), "arrived");
    const source = `
      import { createReadStream, existsSync } from "node:fs";
      import { Readable } from "node:stream";
      import { pipeline } from "node:stream/promises";
      import { createGzip, gunzipSync } from "node:zlib";
      let bytes = 0;
      for await (const piece of createReadStream(new URL(import.meta.url).pathname)) bytes += piece.length;
      const pieces = [];
      await pipeline(Readable.from(["one ", "two"]), createGzip(), async (stream) => { for await (const piece of stream) pieces.push(piece); });
      console.log(bytes > 100, gunzipSync(Buffer.concat(pieces)).toString());
      while (!existsSync(${JSON.stringify(arrived)})) await new Promise((resolve) => setTimeout(resolve, 10));
      console.log("after");
    `;
    const program = await startSource(connections["a"]!, source, engine);
    let said: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (said = resolve));
    let soFar = "";
    const following = collectOutput(connections, "a", program, (_, bytes) => {
      soFar += bytes.toString();
      said();
    });
    await begun;
    const report = await moveTo(connections, ["a", "b"], program, "node");
    expect(report, `${soFar}${JSON.stringify(report)}`).toMatchObject({ outcome: "moved" });
    writeFileSync(arrived, "");
    expect((await following).output.map(String)).toEqual(["true one two\nafter\n", ""]);
    rmSync(path.dirname(arrived), { recursive: true });
  });
});
