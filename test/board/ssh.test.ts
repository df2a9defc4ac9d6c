import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AgentConnection } from "../../core/board/agentConnection.js";
import type { AgentFile } from "../../core/board/agentFile.js";
import type { Board } from "../../core/board/boards.js";
import { followOutput } from "../../core/handoff/followOutput.js";
import { migrate } from "../../core/handoff/migrate.js";
import { buildAgent, deploy, TestBoard } from "./testAgent.js";
import { toyDirectory, toyOutput } from "./toy.js";

// A real sshd on loopback, with keys and folders of its own: nothing of the user's is touched.
let folder: string;
let sshd: ChildProcess;
let agent: AgentFile;
let board: Board & { kind: "ssh" };

beforeAll(async () => {
  agent = buildAgent();
  folder = mkdtempSync(path.join(tmpdir(), "tm-ssh-"));
  const server = ["/usr/sbin/sshd", "/usr/local/sbin/sshd"].find(existsSync);
  if (server === undefined) throw new Error("sshd is missing: apt-get install openssh-server (npm run setup does it)");
  if (userInfo().uid === 0) mkdirSync("/run/sshd", { recursive: true });
  for (const name of ["host", "user"]) execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path.join(folder, name)]);
  execFileSync("cp", [path.join(folder, "user.pub"), path.join(folder, "authorized")]);
  const port = await freePort();
  const config = [
    `Port ${String(port)}`,
    "ListenAddress 127.0.0.1",
    `HostKey ${folder}/host`,
    `AuthorizedKeysFile ${folder}/authorized`,
    `PidFile ${folder}/pid`,
    "PasswordAuthentication no",
    "UsePAM no",
    "StrictModes no",
  ];
  writeFileSync(path.join(folder, "sshd.conf"), `${config.join("\n")}\n`);
  sshd = spawn(server, ["-D", "-e", "-f", path.join(folder, "sshd.conf")], { stdio: ["ignore", "ignore", "pipe"] });
  await new Promise<void>((resolve, reject) => {
    let said = "";
    sshd.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("listening on")) resolve();
    });
    sshd.once("exit", () => {
      reject(new Error(said));
    });
  });
  const options = [
    `Port=${String(port)}`,
    `IdentityFile=${folder}/user`,
    "IdentitiesOnly=yes",
    "StrictHostKeyChecking=accept-new",
    `UserKnownHostsFile=${folder}/known`,
  ];
  board = {
    kind: "ssh",
    name: "far",
    host: "127.0.0.1",
    sshOptions: ["-F", "none", ...options.flatMap((option) => ["-o", option])],
    folder: path.join(folder, "home"),
    engine: process.execPath,
  };
});

afterAll(async () => {
  const connection = await AgentConnection.open(board, { agentFile: agent });
  await connection.request("shutdown", { force: true });
  connection.close();
  await connection.closed();
  sshd.kill();
  rmSync(folder, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
  });
}

describe("a board behind ssh", () => {
  it("gets its agent on first contact, once, and the agent outlives the connection", async () => {
    const first = await AgentConnection.open(board, { agentFile: agent });
    const { pid, engines } = first.hello;
    expect(engines.length).toBeGreaterThan(0);
    expect(readdirSync(path.join(board.folder, "agent"))).toEqual([`${agent.hash}.cjs`]);
    first.close();
    await first.closed();
    const second = await AgentConnection.open(board, { agentFile: agent });
    expect(second.hello.pid).toBe(pid);
    second.close();
  });

  it("takes a program from this machine and gives it back, alive, with every byte of its output", async () => {
    const near = new TestBoard(agent, "near");
    const connections = { near: await near.connect(), far: await AgentConnection.open(board, { agentFile: agent }) };
    const toy = { turns: 40, exitCode: 3, pad: 200 };
    const files = await deploy(connections.near, toyDirectory(toy));
    const started = await connections.near.request("start", {
      id: "toy",
      epoch: 0,
      entry: "toy.js",
      files,
      engine: "node",
      args: [],
      cwd: "/",
      env: {},
      freezeAt: 10,
    });
    const output: [string, string] = ["", ""];
    const following = followOutput({
      connect: (name) => Promise.resolve(connections[name as "near" | "far"]),
      board: "near",
      key: started.record,
      wait: true,
      onOutput: (stream, bytes) => (output[stream] += bytes.toString()),
    });
    const { near: here, far } = connections;
    const makeResumeFiles = (): Map<string, string> => new Map();
    const out = await migrate({
      source: here,
      target: far,
      targetName: "far",
      program: started.record,
      engine: "node",
      atTurn: 10,
      freezeAt: 25,
      makeResumeFiles,
    });
    if (!out.record) throw new Error(JSON.stringify(out));
    const back = await migrate({
      source: far,
      target: here,
      targetName: "near",
      program: out.record,
      engine: "node",
      atTurn: 25,
      makeResumeFiles,
    });
    expect([out.outcome, back.outcome]).toEqual(["moved", "moved"]);
    const end = await following;
    expect(output).toEqual(toyOutput(toy));
    expect([end.board, end.record.exit?.code]).toEqual(["near", 3]);
    here.close();
    far.close();
    await near.dispose();
  });

  it("says what ssh says when it can't be reached", async () => {
    const wrong = { ...board, sshOptions: board.sshOptions.map((option) => option.replace(/IdentityFile=.*/, "IdentityFile=/nowhere")) };
    await expect(AgentConnection.open(wrong, { agentFile: agent })).rejects.toMatchObject({
      code: "E_BOARD_UNREACHABLE",
      message: expect.stringMatching(/denied/i) as string,
    });
  });

  it("says which engine is missing", async () => {
    const bare = { ...board, engine: "/nowhere/node" };
    await expect(AgentConnection.open(bare, { agentFile: agent })).rejects.toMatchObject({ code: "E_BOARD_UNREACHABLE" });
  });
});
