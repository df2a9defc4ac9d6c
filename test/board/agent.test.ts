import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { AgentConnection } from "../../core/board/agentConnection.js";
import type { AgentFile } from "../../core/board/agentFile.js";
import type { NewProgram, ProgramRecord } from "../../core/board/agentProtocol.js";
import { pieceSize } from "../../core/board/agentProtocol.js";
import { hashOf } from "../../core/board/blobStore.js";
import { buildAgent, deploy, TestBoard } from "./testAgent.js";
import { toyDirectory, toyOutput, type ToyProgram } from "./toy.js";

let agent: AgentFile;
let board: TestBoard;
let connection: AgentConnection;

beforeAll(() => {
  agent = buildAgent();
});

beforeAll(async () => {
  board = new TestBoard(agent, "a");
  connection = await board.connect();
});

afterAll(() => board.dispose());

const opened: AgentConnection[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

async function another(): Promise<AgentConnection> {
  const one = await board.connect();
  opened.push(one);
  return one;
}

let count = 0;
async function start(toy: ToyProgram, options: { epoch?: number; freezeAt?: number } = {}): Promise<ProgramRecord> {
  const { record } = await connection.request("start", { ...(await newProgram(toy, options.epoch)), freezeAt: options.freezeAt });
  return record;
}

async function newProgram(toy: ToyProgram, epoch = 0): Promise<NewProgram> {
  const files = await deploy(connection, toyDirectory(toy));
  return { id: `toy-${String(count++)}`, epoch, entry: "toy.js", files, engine: "node", args: [], cwd: "/nowhere", env: {} };
}

async function follow(
  on: AgentConnection,
  key: ProgramRecord,
  from: readonly [number, number] = [0, 0],
  wait = true,
): Promise<{ output: [string, string]; record: ProgramRecord }> {
  const output: [string, string] = ["", ""];
  const { record } = await on.request(
    "follow",
    { id: key.id, epoch: key.epoch, from, wait },
    { onEvent: ({ stream }, bytes) => void (output[stream] += bytes.toString()) },
  );
  return { output, record };
}

describe("an agent", () => {
  it("says which engines its board has, and lets nobody else in", () => {
    expect(connection.hello.engines.map((engine) => engine.name)).toContain("node");
    const home = board.board.folder;
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(home, "agent.sock")).isSocket()).toBe(true);
  });

  it("opens no port", () => {
    const listening = spawnSync("sh", ["-c", `ls -l /proc/${String(connection.hello.pid)}/fd; cat /proc/net/tcp /proc/net/tcp6`], {
      encoding: "utf8",
    }).stdout;
    const sockets = [...listening.matchAll(/socket:\[(\d+)\]/g)].map((match) => match[1] ?? "");
    const tcp = listening.split("\n").filter((line) => /^\s*\d+:/.test(line));
    expect(tcp.filter((line) => sockets.some((inode) => line.split(/\s+/).includes(inode)))).toEqual([]);
  });

  it("hands all output of a program to whoever follows, from any offset, and its exit code", async () => {
    const toy = { turns: 40, exitCode: 7, pad: 3000, delay: 1 };
    const program = await start(toy);
    const whole = await follow(connection, program);
    expect(whole.output).toEqual(toyOutput(toy));
    expect(whole.record).toMatchObject({ state: "ended", exit: { code: 7, signal: null } });
    const rest = await follow(await another(), program, [4321, 1234], false);
    expect(rest.output).toEqual([toyOutput(toy)[0].slice(4321), toyOutput(toy)[1].slice(1234)]);
  });

  it("keeps programs running when the connection that started them is gone, and is found again", async () => {
    const first = await another();
    const { record } = await first.request("start", await newProgram({ turns: 2000, delay: 1 }));
    first.close();
    await first.closed();
    const second = await another();
    expect(second.hello.pid).toBe(connection.hello.pid);
    const { records } = await second.request("list", {});
    expect(records.find((program) => program.id === record.id)).toMatchObject({ state: "running" });
    const stopped = await second.request("stop", { id: record.id, epoch: 0, signal: "SIGTERM" });
    expect(stopped.record).toMatchObject({ state: "ended", exit: { signal: "SIGTERM" } });
  });

  it("is started once however many connect at the same time", async () => {
    const fresh = new TestBoard(agent, "race");
    const all = await Promise.all(Array.from({ length: 8 }, () => fresh.connect()));
    expect(new Set(all.map((one) => one.hello.pid)).size).toBe(1);
    for (const one of all) one.close();
    await fresh.dispose();
  });

  it("takes only what was sent whole", async () => {
    const bytes = Buffer.alloc(700_000, "content");
    await connection.put(hashOf(bytes), bytes);
    expect((await connection.fetch(hashOf(bytes))).equals(bytes)).toBe(true);
    await expect(connection.put(hashOf(Buffer.from("something else")), bytes)).rejects.toMatchObject({ code: "E_DAMAGED" });
    await expect(connection.request("missing", { hashes: ["../../etc/passwd"] })).rejects.toMatchObject({ code: "E_PROTOCOL" });
    const good = await newProgram({ turns: 1 });
    const bad = { ...good, files: [{ path: "../escaped", hash: hashOf(bytes), size: bytes.length }] };
    await expect(connection.request("start", bad)).rejects.toMatchObject({ code: "E_PROTOCOL" });
  });

  it("moves a program between two epochs on one board, with output offsets that go on", async () => {
    const toy = { turns: 30, exitCode: 5 };
    const source = await start(toy, { freezeAt: 11 });
    const key = { id: source.id, epoch: 0 };
    const next = { id: source.id, epoch: 1 };
    const { files } = await connection.request("files", key);
    await connection.request("warm", { ...(await newProgram(toy)), ...next, files });
    const following = follow(connection, source);
    const { turn, end } = await connection.request("freeze", { ...key, atTurn: 11 });
    expect(turn).toBe(11);
    const { hash, size } = await connection.request("capture", { ...key, wait: 0 });
    const snapshot = { path: ".thingsmigrate/snapshot.tms", hash, size };
    await connection.request("restore", { ...next, files: [snapshot], base: end, turn, snapshotBytes: size });
    await expect(connection.request("end", key)).rejects.toMatchObject({ code: "E_PROGRAM_STATE" });
    await expect(connection.request("release", { ...key, to: "a", toEpoch: 1, turn: 10 })).rejects.toMatchObject({
      code: "E_PROGRAM_STATE",
    });
    await connection.request("release", { ...key, to: "a", toEpoch: 1, turn });
    await connection.request("go", { ...next, released: 1 });
    await connection.request("end", key);
    const before = await following;
    expect(before.record).toMatchObject({ state: "moved", movedTo: "a", end });
    const after = await follow(connection, { ...source, epoch: 1 }, before.record.end);
    expect([before.output[0] + after.output[0], before.output[1] + after.output[1]]).toEqual(toyOutput(toy));
    expect(after.record).toMatchObject({ state: "ended", exit: { code: 5 }, base: end });
    expect((await connection.request("abort", next)).state).toBe("ended");
  });

  it("gives the source its right back only after the target gave up for good", async () => {
    const toy = { turns: 12 };
    const source = await start(toy, { freezeAt: 3 });
    const key = { id: source.id, epoch: 0 };
    const next = { id: source.id, epoch: 1 };
    await connection.request("warm", { ...(await newProgram(toy)), ...next });
    const { turn } = await connection.request("freeze", key);
    await connection.request("release", { ...key, to: "a", toEpoch: 1, turn });
    await expect(connection.request("thaw", key)).rejects.toMatchObject({ code: "E_PROGRAM_STATE" });
    expect((await connection.request("abort", next)).state).toBe("aborted");
    await expect(connection.request("go", { ...next, released: 1 })).rejects.toMatchObject({ code: "E_PROGRAM_STATE" });
    await connection.request("reclaim", key);
    expect((await follow(connection, source)).output).toEqual(toyOutput(toy));
  });

  it("lets a program go on, and the target go, when who was moving it is gone", async () => {
    const toy = { turns: 30 };
    const source = await start(toy, { freezeAt: 12 });
    const mover = await another();
    await mover.request("warm", { ...(await newProgram(toy)), id: source.id, epoch: 1 });
    await mover.request("freeze", { id: source.id, epoch: 0 });
    mover.close();
    expect((await follow(connection, source)).output).toEqual(toyOutput(toy));
    const target = await follow(connection, { ...source, epoch: 1 });
    expect(target.record.state).toBe("aborted");
  });

  it("does not leave a program frozen by a freeze that was given up", async () => {
    const toy = { turns: 300, delay: 1 };
    const source = await start(toy);
    const key = { id: source.id, epoch: 0 };
    const freeze = connection.request("freeze", { ...key, atTurn: 290 });
    await connection.request("thaw", key);
    await expect(freeze).rejects.toMatchObject({ code: "E_ABORTED" });
    expect((await follow(connection, source)).output).toEqual(toyOutput(toy));
  });

  it("makes room for another version when it is idle, and is kept while it is busy", async () => {
    const other = buildAgent("// another version");
    const fresh = new TestBoard(agent, "old");
    const old = await fresh.connect();
    const files = await deploy(old, toyDirectory({ turns: 100_000, delay: 1 }));
    const { record } = await old.request("start", {
      id: "busy",
      epoch: 0,
      entry: "toy.js",
      files,
      engine: "node",
      args: [],
      cwd: "/",
      env: {},
    });
    const sameFolder = new TestBoard(other, "old", fresh.folder);
    const kept = await sameFolder.connect();
    expect(kept.hello).toMatchObject({ agent: agent.hash, pid: old.hello.pid });
    await kept.request("stop", { id: record.id, epoch: 0, signal: "SIGKILL" });
    kept.close();
    old.close();
    const replaced = await sameFolder.connect();
    expect(replaced.hello.agent).toBe(other.hash);
    expect((await replaced.request("list", {})).records).toMatchObject([{ id: "busy", state: "ended" }]);
    await replaced.request("shutdown", { force: true });
    replaced.close();
  });

  it("ends when it is told to, and does not stay until it would have been idle for long", async () => {
    const ending = new TestBoard(agent, "ending");
    const one = await ending.connect();
    const { pid } = one.hello;
    await one.request("shutdown", { force: true });
    await one.closed();
    const alive = (): boolean => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    await expect.poll(alive, { timeout: 30_000 }).toBe(false);
  });

  it("takes the same content from two connections at once, in pieces that come in turns, and refuses one that arrives damaged", async () => {
    const bytes = Buffer.alloc(2 * pieceSize + 7, "content of two");
    const hash = hashOf(bytes);
    const other = await board.connect();
    const pieces = [0, pieceSize, 2 * pieceSize];
    for (const offset of pieces) {
      const last = offset === pieces.at(-1);
      for (const one of [connection, other])
        await one.request("put", { hash, offset, last }, { bytes: bytes.subarray(offset, offset + pieceSize) });
    }
    expect((await other.fetch(hash)).equals(bytes)).toBe(true);
    const wrong = hashOf(Buffer.from("right"));
    const damaged = other.request("put", { hash: wrong, offset: 0, last: true }, { bytes: Buffer.from("wrong") });
    await expect(damaged).rejects.toMatchObject({ code: "E_DAMAGED", remedy: expect.stringMatching(/again/) as string });
    expect((await other.request("missing", { hashes: [wrong, hash] })).missing).toEqual([wrong]);
    other.close();
  });

  it("says why an engine is not there, and what is not known", async () => {
    await expect(connection.request("start", { ...(await newProgram({ turns: 1 })), engine: "spidermonkey" })).rejects.toMatchObject({
      code: "E_ENGINE_UNKNOWN",
    });
    await expect(connection.request("stop", { id: "nobody", epoch: 0, signal: "SIGTERM" })).rejects.toMatchObject({
      code: "E_PROGRAM_UNKNOWN",
    });
  });
});
