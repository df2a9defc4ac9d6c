import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AgentConnection } from "../../core/board/agentConnection.js";
import type { AgentFile } from "../../core/board/agentFile.js";
import type { ProgramRecord } from "../../core/board/agentProtocol.js";
import type { HandoffAction } from "../../core/handoff/handoffMachine.js";
import { buildAgent, TestBoard } from "../board/testAgent.js";
import { type SpinningName, SpinningProgram, straightRun } from "../cli/spinningPrograms.js";
import { temporaryFolder } from "../temporaryFolder.js";
import { collectOutput, moveTo, startEntry } from "./realProgram.js";

// What becomes of a program that stands in the middle of its turn, or can't, when its move fails.
let agent: AgentFile;
let boards: Record<"a" | "b", TestBoard>;
let a: AgentConnection;
let b: AgentConnection;

beforeAll(async () => {
  agent = buildAgent();
  boards = { a: new TestBoard(agent, "a"), b: new TestBoard(agent, "b") };
  a = await boards.a.connect();
  b = await boards.b.connect();
});

afterAll(async () => {
  a.close();
  b.close();
  await boards.a.dispose();
  await boards.b.dispose();
});

/** Runs one until it has printed its first phase and computes. */
async function startSpinning(name: SpinningName, { connection = a, engine = "node" } = {}) {
  const folder = temporaryFolder("spinning");
  const program = new SpinningProgram(folder, name);
  const record = await startEntry(connection, program.entry, engine, { args: program.args, frames: true });
  await new Promise<void>((resolve) => {
    const { id, epoch } = record;
    const onEvent = (): void => {
      resolve();
    };
    connection.request("follow", { id, epoch, from: [0, 0], wait: true }, { onEvent }).catch(onEvent);
  });
  return { program, record, folder };
}

/** What is left of its output when nothing holds it back any more. */
async function runOut(program: SpinningProgram, record: ProgramRecord): Promise<string> {
  program.openAll();
  const { output, record: last } = await collectOutput({ a, b }, "a", record);
  return `${output[0].toString()}${output[1].toString()}${String(last.exit?.code)}`;
}

describe("a program in the middle of its turn", () => {
  it.each(["freeze", "capture", "transfer", "prepare"] as const)(
    "goes on on the stack that it has when the target's board dies at %s, and moves later",
    async (at) => {
      const lonely = new TestBoard(agent, "lonely");
      const target = await lonely.connect();
      const { program, record } = await startSpinning("deep");
      const kill = (action: HandoffAction): void => {
        if (action === at) process.kill(target.hello.pid, "SIGKILL");
      };
      const report = await moveTo({ a, lonely: target }, ["a", "lonely"], record, "node", { onAction: kill, timeouts: { answer: 2000 } });
      expect(report).toMatchObject({ outcome: "stayed", error: { code: "E_BOARD_UNREACHABLE" } });
      expect(await moveTo({ a, b }, ["a", "b"], record, "node")).toMatchObject({ outcome: "moved", turn: 0, inTurn: true });
      const { stdout, code } = await straightRun("deep");
      expect(await runOut(program, record)).toBe(`${stdout}${String(code)}`);
      await lonely.dispose();
    },
  );

  it("that is called by the engine itself is not moved, and it is said by what; it moves as soon as that is over", async () => {
    const { program, record } = await startSpinning("converted");
    const refused = await moveTo({ a, b }, ["a", "b"], record, "node", { timeouts: { freeze: 1500 } });
    expect(refused).toMatchObject({
      outcome: "stayed",
      error: { code: "E_CAPTURE_STACK", chain: ["it waits for what stands at converted.mjs:5:16"] },
    });
    program.open(0);
    expect(await moveTo({ a, b }, ["a", "b"], record, "node")).toMatchObject({ outcome: "moved", inTurn: true });
    expect(await runOut(program, record)).toBe("phase 0\nconverted\nend\n0");
  });

  it("goes on when whoever holds it is gone, and when its agent is", async () => {
    const alone = new TestBoard(agent, "alone");
    const connection = await alone.connect();
    const { program, record, folder } = await startSpinning("loop", { connection });
    const key = { id: record.id, epoch: 0 };
    const holder = await alone.connect();
    const { end } = await holder.request("freeze", { ...key, within: 60_000 });
    holder.close();
    program.open(0);
    // Only a program that runs can come to its next phase.
    const other = await alone.connect();
    while ((await other.request("list", {})).records[0]?.end[0] === end[0]);
    await other.request("freeze", { ...key, within: 60_000 });
    process.kill(connection.hello.pid, "SIGKILL");
    await other.closed();
    program.open(1);
    program.open(2);
    const done = path.join(folder, "ended");
    while (!existsSync(done)) await new Promise((resolve) => setImmediate(resolve));
    const back = await alone.connect();
    back.close();
    await alone.dispose();
  });

  it("is released only where it was captured, not at a later place of the same turn", async () => {
    const { program, record } = await startSpinning("loop");
    const key = { id: record.id, epoch: 0 };
    const first = await a.request("freeze", { ...key, within: 60_000 });
    await a.request("capture", { ...key, wait: 0 });
    await a.request("thaw", key);
    const second = await a.request("freeze", { ...key, within: 60_000 });
    expect([second.turn, second.safepoint]).not.toEqual([first.turn, first.safepoint]);
    const release = a.request("release", { ...key, to: "b", toEpoch: 1, turn: first.turn, safepoint: first.safepoint });
    await expect(release).rejects.toMatchObject({ code: "E_PROGRAM_STATE" });
    await a.request("thaw", key);
    expect(await runOut(program, record)).toMatch(/^phase 0 \d+\nphase 1 \d+\nphase 2 \d+\nend \d+ true\n5$/);
  });

  it("is stopped again and again, as soon as it goes on", async () => {
    const { program, record } = await startSpinning("loop");
    const key = { id: record.id, epoch: 0 };
    const stands = new Set<string>();
    for (let n = 0; n < 40; n++) {
      const { turn, safepoint } = await a.request("freeze", { ...key, within: 60_000 });
      stands.add(`${String(turn)} ${String(safepoint)}`);
      await a.request("thaw", key);
    }
    expect(stands.size).toBe(40);
    expect(await runOut(program, record)).toMatch(/^phase 0 .*\nphase 1 .*\nphase 2 .*\nend .*\n5$/);
  });

  it("whose engine does not tell its stack is moved at the end of its turn, and it is said when that does not come", async () => {
    const { program, record } = await startSpinning("ending", { engine: "node@18" });
    const refused = await moveTo({ a, b }, ["a", "b"], record, "node", { timeouts: { freeze: 1000, capture: 1000 } });
    expect(refused).toMatchObject({
      outcome: "stayed",
      error: { code: "E_TIMEOUT", message: /did not come to the end of its turn within 1 s/ },
    });
    const moving = moveTo({ a, b }, ["a", "b"], record, "node");
    program.open(0);
    expect(await moving).toMatchObject({ outcome: "moved" });
    expect(await runOut(program, record)).toBe("phase 0\nend true\n0");
  });
});
