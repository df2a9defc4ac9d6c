import { chmodSync, linkSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { codedError } from "../errors.js";
import { type AgentHello, protocolVersion } from "./agentProtocol.js";
import { AgentSession } from "./agentSession.js";
import { BlobStore, hashOf } from "./blobStore.js";
import { Supervisor } from "./supervisor.js";

/** How long an agent without programs and connections stays. */
const idleTime = 10 * 60 * 1000;
/** How long an agent may take to listen, in milliseconds. */
const longestStart = 60 * 1000;
/** Unix socket paths are limited to 104 bytes (macOS) or 108 (Linux). */
const longestSocketPath = 100;

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

/** Where the agent of the board in `home` listens. */
export function agentSocket(home: string): string {
  const direct = path.join(home, "agent.sock");
  if (Buffer.byteLength(direct) <= longestSocketPath) return direct;
  const folder = path.join(tmpdir(), `thingsmigrate-${userInfo().uid}`);
  privateFolder(folder);
  return path.join(folder, `${hashOf(Buffer.from(home)).slice(0, 16)}.sock`);
}

/** Whether someone answers at a Unix socket. */
export function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => {
      resolve(false);
    });
  });
}

/** Makes a folder for this user alone. @throws CodedError E_BOARD_UNREACHABLE when it belongs to somebody else or others may enter it. */
export function privateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(folder);
  if (uid !== userInfo().uid) throw codedError("E_BOARD_UNREACHABLE", `${folder} belongs to another user`);
  if ((mode & 0o077) !== 0) chmodSync(folder, 0o700);
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
