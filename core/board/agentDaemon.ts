import { chmodSync, closeSync, lstatSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
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
    const lock = takeLock(path.join(home, "starting"));
    if (lock === undefined) return undefined;
    try {
      const socketPath = agentSocket(home);
      if (await answers(socketPath)) return undefined;
      rmSync(socketPath, { force: true });
      const daemon = new AgentDaemon(home, agentHash);
      await daemon.#listen(socketPath);
      return daemon;
    } finally {
      closeSync(lock);
      rmSync(path.join(home, "starting"), { force: true });
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
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(socketPath, () => {
        chmodSync(socketPath, 0o600);
        this.#watchIdleness();
        resolve();
      });
    });
  }

  #watchIdleness(): void {
    clearTimeout(this.#idle);
    // One that was shut down must not wait for idleness again when its last connections close: nothing else keeps it alive.
    if (this.#sockets.size > 0 || this.#server?.listening !== true) return;
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

/** @returns an open file, or `undefined` when a living process holds the lock. */
function takeLock(file: string): number | undefined {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const lock = openSync(file, "wx", 0o600);
      writeSync(lock, String(process.pid));
      return lock;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = Number(readFileSync(file, "utf8"));
      if (holder === 0 || isAlive(holder)) return undefined;
      rmSync(file, { force: true });
    }
  }
  return undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
