import { chmodSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import path from "node:path";
import { type AgentHello, protocolVersion } from "./agentProtocol.js";
import { AgentSession } from "./agentSession.js";
import { agentSocket, answers, privateFolder } from "./agentSocket.js";
import { BlobStore } from "./blobStore.js";
import { Supervisor } from "./supervisor.js";

/** How long an agent without programs and connections stays. */
const idleTime = 10 * 60 * 1000;
/** How long an agent may take to listen, in milliseconds. */
const longestStart = 60 * 1000;

/** The daemon of one board: its programs, its contents and a Unix socket in a folder that only its user may enter. No port is opened. */
export class AgentDaemon {
  readonly programs: Supervisor;
  readonly blobs: BlobStore;
  readonly #home: string;
  readonly #agentHash: string;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #idle: NodeJS.Timeout | undefined;

  private constructor(home: string, agentHash: string) {
    this.#home = home;
    this.#agentHash = agentHash;
    this.blobs = new BlobStore(path.join(home, "blobs"));
    this.blobs.prune();
    this.programs = new Supervisor(path.join(home, "programs"), this.blobs);
  }

  /** Serves the board in `home`. @returns `undefined` when another agent does so already. */
  static async serve(home: string, agentHash: string): Promise<AgentDaemon | undefined> {
    privateFolder(home);
    const lock = path.join(home, "starting");
    if (!takeLock(lock)) return undefined;
    try {
      const socketPath = agentSocket(home);
      if (await answers(socketPath)) return undefined;
      rmSync(socketPath, { force: true });
      const daemon = new AgentDaemon(home, agentHash);
      await daemon.#listen(socketPath);
      return daemon;
    } finally {
      rmSync(lock, { force: true });
    }
  }

  async hello(): Promise<AgentHello> {
    const engines = await this.programs.engines();
    return {
      protocol: protocolVersion,
      agent: this.#agentHash,
      pid: process.pid,
      platform: `${process.platform}-${process.arch}`,
      engines: engines.map(({ name, version }) => ({ name, version })),
    };
  }

  /** Kills what runs and lets the process end once the caller has been answered. */
  async shutdown(): Promise<void> {
    await this.programs.killAll();
    this.#server?.close();
    this.#server = undefined;
    rmSync(agentSocket(this.#home), { force: true });
    clearTimeout(this.#idle);
    setImmediate(() => {
      for (const socket of this.#sockets) socket.end();
    });
  }

  #listen(socketPath: string): Promise<void> {
    const server = createServer((socket) => {
      this.#sockets.add(socket);
      clearTimeout(this.#idle);
      new AgentSession(this, socket);
      socket.on("close", () => {
        this.#sockets.delete(socket);
        this.#watchIdleness();
      });
    });
    this.#server = server;
    this.#watchIdleness();
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(socketPath, () => {
        chmodSync(socketPath, 0o600);
        resolve();
      });
    });
  }

  #watchIdleness(): void {
    clearTimeout(this.#idle);
    // Connections that close because the agent ends must not keep it.
    if (this.#sockets.size > 0 || this.#server === undefined) return;
    this.#idle = setTimeout(() => {
      if (this.#sockets.size > 0 || this.programs.busy) this.#watchIdleness();
      else void this.shutdown();
    }, idleTime);
  }
}

/**
 * Whether this process took the lock; otherwise a living one holds it. The file appears with its holder's process id in it (link is atomic), so whoever
 * finds it can read whose it is.
 */
function takeLock(file: string): boolean {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        linkSync(mine, file);
        return true;
      } catch (error) {
        if (!hasCode(error, "EEXIST")) throw error;
      }
      if (isHeld(file)) return false;
      rmSync(file, { force: true });
    }
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** A lock that is older than any start takes was left by a process that died, whoever has its process id now. */
function isHeld(lock: string): boolean {
  try {
    return Date.now() - statSync(lock).mtimeMs < longestStart && isAlive(Number(readFileSync(lock, "utf8")));
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
