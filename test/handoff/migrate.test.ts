import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AgentConnection } from "../../core/board/agentConnection.js";
import type { ProgramRecord } from "../../core/board/agentProtocol.js";
import type { AgentFile } from "../../core/board/agentFile.js";
import { followOutput } from "../../core/handoff/followOutput.js";
import type { HandoffAction } from "../../core/handoff/handoffMachine.js";
import { migrate, type MigrateOptions, recoverHandoff } from "../../core/handoff/migrate.js";
import { buildAgent, deploy, TestBoard } from "../board/testAgent.js";
import { toyDirectory, toyOutput, type ToyProgram } from "../board/toy.js";

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

let count = 0;
async function start(toy: ToyProgram, freezeAt?: number): Promise<ProgramRecord> {
  const files = await deploy(a, toyDirectory(toy));
  const key = { id: `toy-${String(count++)}`, epoch: 0 };
  const { record } = await a.request("start", { ...key, entry: "toy.js", files, engine: "node", args: [], cwd: "/", env: {}, freezeAt });
  return record;
}

function move(program: ProgramRecord, options: Partial<MigrateOptions> = {}) {
  const there = { source: a, target: b, targetName: "b" };
  return migrate({
    ...there,
    program,
    engine: "node",
    makeResumeFiles: () => new Map([["note.txt", `epoch ${String(program.epoch + 1)}`]]),
    ...options,
  });
}

async function follow(program: ProgramRecord, onMoved?: () => void) {
  const output: [string, string] = ["", ""];
  const { record, board } = await followOutput({
    connect: (name) => Promise.resolve(name === "a" ? a : b),
    board: "a",
    key: { id: program.id, epoch: 0 },
    wait: true,
    onOutput: (stream, bytes) => (output[stream] += bytes.toString()),
    ...(onMoved ? { onMoved } : {}),
  });
  return { output, record, board };
}

describe("migrating", () => {
  it("moves a program to another board; who follows sees every byte once, and the exit code", async () => {
    const toy = { turns: 400, delay: 1, exitCode: 9, pad: 500 };
    const program = await start(toy, 60);
    const following = follow(program);
    const report = await move(program, { atTurn: 60 });
    expect(report).toMatchObject({ outcome: "moved", turn: 60, snapshotBytes: 2, record: { state: "running", epoch: 1 } });
    expect(report.frozen).toBeGreaterThan(0);
    const { output, record, board } = await following;
    expect(output).toEqual(toyOutput(toy));
    expect([board, record.state, record.exit?.code]).toEqual(["b", "ended", 9]);
  });

  it("moves there and back, and to another process of the same board, again and again", async () => {
    const toy = { turns: 60 };
    let program = await start(toy, 10);
    const following = follow(program);
    let [source, target] = [a, b];
    for (const turn of [10, 20, 30, 40]) {
      const report = await move(program, {
        source,
        target,
        targetName: target === a ? "a" : "b",
        atTurn: turn,
        freezeAt: turn < 40 ? turn + 10 : undefined,
      });
      expect(report.outcome).toBe("moved");
      program = report.record ?? program;
      [source, target] = turn === 20 ? [target, target] : [target, source === target ? b : source];
    }
    expect(program.epoch).toBe(4);
    expect((await following).output).toEqual(toyOutput(toy));
  });

  it("warms the target before the source is frozen, and releases only what is prepared", async () => {
    const program = await start({ turns: 1000, delay: 1 }, 5);
    const actions: HandoffAction[] = [];
    await move(program, { onAction: (action) => actions.push(action) });
    expect(actions).toEqual(["warm", "freeze", "capture", "transfer", "prepare", "release", "go", "end"]);
    await b.request("stop", { id: program.id, epoch: 1, signal: "SIGKILL" });
  });

  it.each([
    [{ refuseCapture: true }, "E_CAPTURE_NATIVE"],
    [{ dieIn: "restore" }, "E_ENGINE_FAILED"],
    [{ refuseRestore: true }, "E_CAPTURE_NATIVE"],
    [{ dieIn: "go" }, "E_PROGRAM_ENDED"],
  ] as const)("the program goes on where it was when %j, and it is said why", async (fault, code) => {
    const toy = { turns: 40, exitCode: 2, ...fault };
    const program = await start(toy, 12);
    const report = await move(program, { atTurn: 12 });
    expect(report).toMatchObject({ outcome: "stayed", error: { code } });
    const { output, record, board } = await follow(program);
    expect(output).toEqual(toyOutput(toy));
    expect([board, record.exit?.code]).toEqual(["a", 2]);
    expect((await b.request("state", { id: program.id, epoch: 1 })).state).toBe("aborted");
  });

  it("can be tried again after it was refused", async () => {
    const toy = { turns: 20, exitCode: 2 };
    const program = await start(toy, 5);
    const refused = await move(program, {
      atTurn: 5,
      makeResumeFiles: () => new Map([["program.json", JSON.stringify({ ...toy, refuseRestore: true })]]),
    });
    expect(refused.outcome).toBe("stayed");
    // It goes on meanwhile: another attempt catches it or comes too late, but is never refused for the first one's sake.
    const again = await start({ turns: 1_000_000, delay: 1 });
    expect(await move(again, { engine: "spidermonkey" })).toMatchObject({ outcome: "stayed" });
    const stop = new AbortController();
    expect(await move(again, { signal: stop.signal, onAction: (action) => action === "prepare" && stop.abort() })).toMatchObject({
      outcome: "stayed",
    });
    const report = await move(again);
    expect(report).toMatchObject({ outcome: "moved", record: { epoch: 2 } });
    await b.request("stop", { id: again.id, epoch: 2, signal: "SIGKILL" });
  });

  it("the program goes on where it was when the board has not the engine, or generating fails", async () => {
    const toy = { turns: 20 };
    const program = await start({ turns: 1_000_000, delay: 1 });
    expect(await move(program, { engine: "spidermonkey" })).toMatchObject({ outcome: "stayed", error: { code: "E_ENGINE_UNKNOWN" } });
    const fail = (): never => {
      throw new Error("no code");
    };
    const second = await start(toy, 5);
    expect(await move(second, { makeResumeFiles: fail })).toMatchObject({
      outcome: "stayed",
      error: { code: "E_INTERNAL", message: "no code" },
    });
    expect(await a.request("stop", { id: program.id, epoch: 0, signal: "SIGTERM" })).toMatchObject({ record: { state: "ended" } });
    expect((await follow(second)).output).toEqual(toyOutput(toy));
  });

  it("stays when it is cancelled in time", async () => {
    const toy = { turns: 20 };
    const program = await start(toy, 5);
    const stop = new AbortController();
    const report = await move(program, { signal: stop.signal, onAction: (action) => action === "prepare" && stop.abort() });
    expect(report).toMatchObject({ outcome: "stayed", error: { code: "E_ABORTED" } });
    expect((await follow(program)).output).toEqual(toyOutput(toy));
  });

  it("says when the program ended before it could be frozen", async () => {
    const program = await start({ turns: 3 });
    await follow(program);
    expect(await move(program)).toMatchObject({ outcome: "stayed", error: { code: "E_PROGRAM_ENDED" } });
  });

  it.each(["warm", "freeze", "capture", "transfer", "prepare", "release"] as const)(
    "the program goes on when the target's board dies at %s",
    async (at) => {
      const lonely = new TestBoard(agent, "lonely");
      const target = await lonely.connect();
      const toy = { turns: 2000, delay: 1 };
      const program = await start(toy);
      const kill = (action: HandoffAction): void => {
        if (action === at) process.kill(target.hello.pid, "SIGKILL");
      };
      const report = await move(program, { target, onAction: kill, timeouts: { answer: 2000 } });
      if (at === "release") {
        // Released to a board that can't be asked: nobody runs it twice, and it stands there to be taken up again.
        expect(report.outcome).toBe("inDoubt");
        expect((await a.request("state", { id: program.id, epoch: 0 })).state).toBe("released");
        // The board comes back, and remembers that it never started.
        const back = await lonely.connect();
        const { record } =
          (await a.request("list", {})).records.map((one) => ({ record: one })).find(({ record: one }) => one.id === program.id) ?? {};
        if (!record) throw new Error("the source forgot its program");
        expect(await recoverHandoff({ source: a, target: back, targetName: "lonely", program: record, engine: "node" })).toMatchObject({
          outcome: "stayed",
        });
        back.close();
      } else {
        expect(report).toMatchObject({ outcome: "stayed", error: { code: "E_BOARD_UNREACHABLE" } });
      }
      expect((await follow(program)).output).toEqual(toyOutput(toy));
      await lonely.dispose();
    },
  );
});
