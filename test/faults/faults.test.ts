import { rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProgramRecord } from "../../core/board/agentProtocol.js";
import type { BoardConnections } from "../../core/board/boardConnections.js";
import { findProgram } from "../../core/board/findPrograms.js";
import { followOutput, type Followed } from "../../core/handoff/followOutput.js";
import type { HandoffAction } from "../../core/handoff/handoffMachine.js";
import type { MigrateReport } from "../../core/handoff/migrate.js";
import { moveProgram } from "../../core/handoff/moveProgram.js";
import { TickingProgram } from "../cli/tickingProgram.js";
import { startEntry } from "../handoff/realProgram.js";
import { leftProcesses, noneLeft } from "../leftProcesses.js";
import { FaultyBoards, noteSent } from "./faultyBoards.js";

// Real faults: killed ssh clients, killed processes, full disks, changed bytes. Whatever happens, one copy lives, and in the end it has printed what the
// straight run prints.
let boards: FaultyBoards;

beforeAll(async () => {
  boards = await FaultyBoards.make();
});

afterAll(() => boards.dispose());

let made = 0;

/** A running program that is watched from its first byte. */
class Running {
  readonly program: TickingProgram;
  readonly record: ProgramRecord;
  readonly followed: Promise<Followed>;
  stdout = "";
  readonly #watching: BoardConnections;
  #wake: () => void = () => undefined;

  private constructor(program: TickingProgram, record: ProgramRecord, board: string, watching: BoardConnections) {
    this.program = program;
    this.record = record;
    this.#watching = watching;
    this.followed = followOutput({
      connect: (name) => watching.to(name),
      board,
      key: { id: record.id, epoch: 0 },
      wait: true,
      onOutput: (stream, bytes) => {
        if (stream === 0) this.stdout += bytes.toString("latin1");
        this.#wake();
      },
    });
  }

  static async start(board: string, engine = "node"): Promise<Running> {
    const program = new TickingProgram(path.join(boards.folder, `program-${String(made++)}`));
    const watching = boards.connections();
    const record = await startEntry(await watching.to(board), program.entry, engine, { args: [...program.args, noteSent] });
    const running = new Running(program, record, board, watching);
    await running.untilMore(3);
    return running;
  }

  async untilMore(lines: number): Promise<void> {
    const wanted = this.#lines + lines;
    while (this.#lines < wanted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** One copy is there, and it works. */
  async expectOneAlive(): Promise<void> {
    await this.untilMore(3);
    expect(leftProcesses(this.#mark)).toHaveLength(1);
  }

  /** It ends where it is said to be, as the straight run does. */
  async expectEnd(board: string): Promise<void> {
    await this.expectOneAlive();
    this.program.stop();
    const end = await this.followed;
    expect([end.board, end.record.state, end.record.exit]).toEqual([board, "ended", { code: 7, signal: null }]);
    const text = Buffer.from(this.stdout, "latin1").toString("utf8");
    expect(this.program.isWhole(text), text).toBe(true);
    await this.#watching.close();
    await noneLeft(this.#mark);
  }

  get #lines(): number {
    return this.stdout.split("\n").length - 1;
  }

  /** An argument of the program: in the command line of each of its processes. */
  get #mark(): string {
    return this.program.args[0]!;
  }
}

interface Move {
  readonly to: string;
  readonly engine?: string;
  /** Done when the action begins. */
  readonly fault?: Partial<Record<HandoffAction, (connections: BoardConnections) => void | Promise<void>>>;
}

/** One `migrate` command, with connections of its own. */
async function move({ record }: Running, { to, engine, fault = {} }: Move): Promise<MigrateReport> {
  const connections = boards.connections();
  try {
    const found = await findProgram(connections, record.id);
    return await moveProgram(connections, found, {
      to,
      engine,
      onAction: (action) => {
        void fault[action]?.(connections);
      },
    });
  } finally {
    await connections.close();
  }
}

/** What cuts the link of the command that moves: its ssh client is killed, those of others stay. */
function cutter(): () => void {
  const before = boards.sshClients();
  let done = false;
  return () => {
    // An action that was not answered is tried again.
    if (done) return;
    done = true;
    const own = boards.sshClients().filter((pid) => !before.includes(pid));
    expect(own).toHaveLength(1);
    for (const pid of own) process.kill(pid, "SIGKILL");
  };
}

describe("the ssh connection is cut", () => {
  it.each(["warm", "freeze", "capture", "transfer", "prepare"] as const)(
    "to the target, at %s: the program goes on where it was",
    async (at) => {
      const running = await Running.start("near");
      const report = await move(running, { to: "far", fault: { [at]: cutter() } });
      expect(report, JSON.stringify(report)).toMatchObject({
        outcome: "stayed",
        error: { code: "E_BOARD_UNREACHABLE", remedy: expect.stringContaining("ssh") as string },
      });
      await running.expectOneAlive();
      // The board is there again: nothing hinders another attempt.
      const again = await move(running, { to: "far" });
      expect(again, JSON.stringify(again)).toMatchObject({ outcome: "moved" });
      await running.expectEnd("far");
    },
  );

  it.each(["freeze", "capture", "transfer", "prepare"] as const)("to the source, at %s: the program goes on where it was", async (at) => {
    const running = await Running.start("far");
    const report = await move(running, { to: "near", fault: { [at]: cutter() } });
    expect(report, JSON.stringify(report)).toMatchObject({ outcome: "stayed", error: { code: "E_BOARD_UNREACHABLE" } });
    await running.expectEnd("far");
  });

  it.each([
    ["near", "far", "release"],
    ["near", "far", "go"],
    ["far", "near", "release"],
    ["far", "near", "go"],
    ["far", "near", "end"],
  ] as const)("between %s and %s, at %s: the same command settles it, and nothing runs twice", async (from, to, at) => {
    const running = await Running.start(from);
    const report = await move(running, { to, fault: { [at]: cutter() } });
    let outcome = report.outcome;
    if (outcome === "inDoubt") {
      expect(report.error, JSON.stringify(report)).toMatchObject({ code: "E_BOARD_UNREACHABLE" });
      const settled = await move(running, { to });
      expect(settled, JSON.stringify(settled)).not.toMatchObject({ outcome: "inDoubt" });
      outcome = settled.outcome;
    }
    await running.expectEnd(outcome === "moved" ? to : from);
  });
});

describe("the target's process is killed", () => {
  it.each([
    ["while it is warm", "freeze"],
    ["while it restores", "prepare"],
  ] as const)("%s: the program goes on, and it is said what ended", async (_, at) => {
    const running = await Running.start("near");
    const kill = async (connections: BoardConnections): Promise<void> => {
      const { records } = await (await connections.to("far")).request("list", {});
      const warm = records.find((record) => record.id === running.record.id && record.state === "warm");
      process.kill(warm!.pid!, "SIGKILL");
    };
    const report = await move(running, { to: "far", fault: { [at]: kill } });
    // Killed just after it was prepared, the refusal comes from `go`, and the target has written down that it never ran.
    expect(report, JSON.stringify(report)).toMatchObject({
      outcome: "stayed",
      error: { code: expect.stringMatching(/E_ENGINE_FAILED|E_PROGRAM_(ENDED|STATE)/) as string },
    });
    expect(report.error?.message).toMatch(/SIGKILL|aborted/);
    expect(report.error?.remedy).toBeTruthy();
    await running.expectEnd("near");
  });
});

describe("the disk of the target is full", () => {
  it.each(["warm", "transfer", "prepare", "go"] as const)(
    "at %s: the program goes on, and there is room again for it later",
    async (at) => {
      const running = await Running.start("near");
      const { pid } = (await boards.connections().to("small")).hello;
      const report = await move(running, {
        to: "small",
        fault: {
          [at]: () => {
            boards.fill(pid);
          },
        },
      });
      expect(report, JSON.stringify(report)).toMatchObject({
        outcome: "stayed",
        error: {
          code: "E_WRITE",
          message: expect.stringMatching(/ENOSPC|EFBIG/) as string,
          remedy: expect.stringMatching(/room|limit/) as string,
        },
      });
      await running.expectOneAlive();
      boards.makeRoom(pid);
      const again = await move(running, { to: "small" });
      expect(again, JSON.stringify(again)).toMatchObject({ outcome: "moved" });
      await running.expectEnd("small");
    },
  );

  it("while a program writes there: it waits, its agent lives, a move is refused with the reason, and not a byte is lost", async () => {
    const running = await Running.start("small");
    const { pid } = (await boards.connections().to("small")).hello;
    boards.fill(pid);
    // Refused as soon as something could not be written.
    await expect
      .poll(async () => (await move(running, { to: "near" })).error, { timeout: 60_000, interval: 50 })
      .toMatchObject({ code: "E_WRITE", remedy: expect.stringMatching(/room/) as string });
    expect(leftProcesses(running.program.args[0]!)).toHaveLength(1);
    boards.makeRoom(pid);
    await running.expectOneAlive();
    const report = await move(running, { to: "near" });
    expect(report, JSON.stringify(report)).toMatchObject({ outcome: "moved" });
    await running.expectEnd("near");
  });
});

describe("bytes are changed on their way", () => {
  it("to the target: the hash tells, and the program goes on where it was", async () => {
    const running = await Running.start("near");
    const report = await move(running, {
      to: "bent",
      fault: {
        capture: () => {
          boards.bend();
        },
      },
    });
    expect(report, JSON.stringify(report)).toMatchObject({
      outcome: "stayed",
      error: {
        code: "E_DAMAGED",
        message: expect.stringContaining("SHA-256") as string,
        remedy: expect.stringContaining("again") as string,
      },
    });
    await running.expectEnd("near");
  });
});

describe("the target's engine is gone", () => {
  it("since its board was asked: the program goes on where it was", async () => {
    const running = await Running.start("near");
    await boards.connections().to("small");
    rmSync(boards.ownEngine);
    const report = await move(running, { to: "small", engine: "node@own" });
    expect(report, JSON.stringify(report)).toMatchObject({
      outcome: "stayed",
      error: {
        code: "E_ENGINE_FAILED",
        message: expect.stringContaining("own") as string,
        remedy: expect.stringContaining("engine") as string,
      },
    });
    await running.expectEnd("near");
  });
});
