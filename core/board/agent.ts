/**
 * The agent, one file for every board: `agent.cjs connect HOME` joins stdin and stdout to the daemon of the board in HOME, starting the daemon if there is
 * none; `agent.cjs daemon HOME` is the daemon. Runs on Node >= 18, Bun and Deno.
 */
import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import path from "node:path";
import { AgentDaemon } from "./agentDaemon.js";
import { agentSocket, answers, privateFolder } from "./agentSocket.js";
import { envAsNode } from "./electron.js";
import { hashOf } from "./blobStore.js";

const ready = "ready\n";
const attempts = 50;

async function main([mode, home]: readonly string[]): Promise<void> {
  if (home === undefined || (mode !== "connect" && mode !== "daemon")) throw new Error("usage: agent.cjs connect|daemon HOME");
  const file = process.argv[1] ?? "";
  const hash = hashOf(readFileSync(file));
  // Installed under its hash: a file cut short in transfer must not become the agent.
  const expected = /^[0-9a-f]{64}$/.exec(path.basename(file, ".cjs"))?.[0];
  if (expected !== undefined && expected !== hash) throw new Error(`${file} is damaged; delete it`);
  if (mode === "connect") await join(home, file);
  else await serve(home, hash);
}

async function serve(home: string, hash: string): Promise<void> {
  // A terminal's hang-up or interrupt is for the command line, not for its agent.
  for (const signal of ["SIGHUP", "SIGINT", "SIGPIPE"] as const) process.on(signal, () => undefined);
  // Our log may be on a disk that is full: that must not end us, and with us every program.
  process.stderr.on("error", () => undefined);
  const daemon = await AgentDaemon.serve(home, hash);
  // Both cases are good news for who waits: somebody serves the board.
  process.stdout.write(ready, () => {
    if (daemon === undefined) process.exit(0);
    process.chdir("/");
  });
}

async function join(home: string, file: string): Promise<void> {
  const socket = await reach(home, file);
  // From here the process only copies; the agent closes its side when ours is closed, so nothing underway is cut off.
  process.stdin.pipe(socket);
  socket.pipe(process.stdout);
  socket.on("error", leave);
  socket.on("close", leave);
  process.stdout.on("error", leave);
}

function leave(): void {
  process.exit(0);
}

async function reach(home: string, file: string): Promise<Socket> {
  privateFolder(home);
  const socketPath = agentSocket(home);
  // A daemon that another connection is just starting may not listen yet: ours then ends at once, and we try again.
  for (let attempt = 1; ; attempt++) {
    if (!(await answers(socketPath))) await startDaemon(home, file);
    try {
      return await connected(socketPath);
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}

function connected(socketPath: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ path: socketPath });
    socket.once("connect", () => {
      socket.off("error", reject);
      resolve(socket);
    });
    socket.once("error", reject);
  });
}

/** Resolves when a daemon listens, ours or another that was just being started (ours then ends with 0). */
function startDaemon(home: string, file: string): Promise<void> {
  const log = openSync(path.join(home, "agent.log"), "a", 0o600);
  const deno = "Deno" in globalThis ? ["run", "-A"] : [];
  const daemon = spawn(process.execPath, [...deno, file, "daemon", home], {
    detached: true,
    stdio: ["ignore", "pipe", log],
    env: envAsNode(process.env),
  });
  closeSync(log);
  const { stdout } = daemon;
  if (stdout === null) throw new Error("no pipe to the agent");
  return new Promise((resolve, reject) => {
    let said = "";
    stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes(ready)) return;
      stdout.destroy();
      daemon.unref();
      resolve();
    });
    daemon.once("error", reject);
    daemon.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the agent ended with ${String(code)}; see ${path.join(home, "agent.log")}`));
    });
  });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
