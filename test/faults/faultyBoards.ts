import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { BoardConnections } from "../../core/board/boardConnections.js";
import { type LoopbackSshd, startLoopbackSshd } from "../../scripts/loopbackSshd.mjs";
import { leftProcesses, noneLeft } from "../leftProcesses.js";

/** What the note of a program is turned into on its way to the board `bent`. */
export const noteSent = "AS-IT-WAS-SENT";
const noteArrived = "AS-IT-WAS-BENT";

/**
 * Boards of this machine that can fail for real: `near`; `far` behind an sshd; `bent`, behind one as well, on whose way bytes are changed once
 * `bend` was called; `small`, whose disk can be filled. All through boards.json, as users name them.
 */
export class FaultyBoards {
  readonly folder: string;
  readonly sshd: LoopbackSshd;
  readonly #mounted: boolean;

  private constructor(folder: string, sshd: LoopbackSshd) {
    this.folder = folder;
    this.sshd = sshd;
    const small = this.#path("small");
    mkdirSync(small);
    this.#mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64m,mode=700", "tm-small", small]).status === 0;
    const ssh = { host: sshd.host, sshOptions: sshd.sshOptions };
    const boards = {
      near: { local: true, folder: this.#path("near") },
      far: { ...ssh, folder: this.#path("far"), engine: process.execPath },
      bent: { ...ssh, folder: this.#path("bent"), engine: this.#bendingNode() },
      small: { local: true, folder: path.join(small, "home") },
    };
    mkdirSync(this.#path(".thingsmigrate"));
    writeFileSync(this.#path(".thingsmigrate/boards.json"), JSON.stringify({ boards }));
    symlinkSync(process.execPath, this.ownEngine);
    // Agents of local boards inherit it.
    process.env["THINGSMIGRATE_ENGINES"] = `node@own=${this.ownEngine}`;
    process.env["THINGSMIGRATE_HOME"] = this.#path("home");
  }

  static async make(): Promise<FaultyBoards> {
    const folder = mkdtempSync(path.join(tmpdir(), "tm-faults-"));
    return new FaultyBoards(folder, await startLoopbackSshd(path.join(folder, "sshd")));
  }

  /** Connections of one command. */
  connections(): BoardConnections {
    return new BoardConnections({ directory: this.folder, interactive: false });
  }

  /** An engine of local boards, `node@own`, that a test may take away. */
  get ownEngine(): string {
    return this.#path("own-node");
  }

  /** Process ids of the ssh clients that are connected to `far` now. */
  sshClients(): number[] {
    return leftProcesses(`Port=${String(this.sshd.port)}`)
      .filter(({ command }) => command.startsWith("ssh ") && command.includes(this.#path("far")))
      .map(({ pid }) => pid);
  }

  /** From now on the note of a program is changed on its way to `bent`. */
  bend(): void {
    writeFileSync(this.#path("bend"), "");
  }

  /** Whether this machine lets us have a small file system of our own; otherwise its agent may write no more. */
  get hasDisk(): boolean {
    return this.#mounted;
  }

  /** No byte more fits on the disk of `small`. */
  fill(agent: number): void {
    if (!this.#mounted) {
      execFileSync("prlimit", ["--pid", String(agent), "--fsize=0:unlimited"]);
      return;
    }
    const file = openSync(this.#path("small/filler"), "w");
    try {
      // Ever smaller, to the last byte.
      for (let size = 2 ** 20; size >= 1;) {
        try {
          if (writeSync(file, Buffer.alloc(size)) < size) size = Math.floor(size / 2);
        } catch {
          size = Math.floor(size / 2);
        }
      }
    } finally {
      closeSync(file);
    }
  }

  makeRoom(agent: number): void {
    if (this.#mounted) rmSync(this.#path("small/filler"), { force: true });
    else execFileSync("prlimit", ["--pid", String(agent), "--fsize=unlimited:unlimited"]);
  }

  /** Ends everything, and fails if something stays. */
  async dispose(): Promise<void> {
    try {
      const connections = this.connections();
      for (const board of ["near", "far", "bent", "small"]) {
        const connection = await connections.to(board);
        await connection.request("shutdown", { force: true });
        await connection.closed();
      }
      await connections.close();
    } finally {
      await this.sshd.stop();
      await noneLeft(this.folder).finally(() => {
        if (this.#mounted) execFileSync("umount", ["-l", this.#path("small")]);
        rmSync(this.folder, { recursive: true, force: true });
      });
    }
  }

  #path(name: string): string {
    return path.join(this.folder, name);
  }

  /** Node as the agent's engine on `bent`, with a link in front that changes bytes. */
  #bendingNode(): string {
    const link = this.#path("link.cjs");
    writeFileSync(
      link,
      `const { spawn } = require("node:child_process");
const { existsSync } = require("node:fs");
const agent = spawn(process.execPath, process.argv.slice(2), { stdio: ["pipe", "inherit", "inherit"] });
process.stdin.on("data", (bytes) => {
  if (existsSync(${JSON.stringify(this.#path("bend"))}))
    for (let at = bytes.indexOf(${JSON.stringify(noteSent)}); at >= 0; at = bytes.indexOf(${JSON.stringify(noteSent)}))
      bytes.write(${JSON.stringify(noteArrived)}, at);
  agent.stdin.write(bytes);
});
process.stdin.on("end", () => agent.stdin.end());
agent.stdin.on("error", () => undefined);
agent.on("exit", (code) => process.exit(code ?? 1));
`,
    );
    const node = this.#path("bent-node");
    writeFileSync(node, `#!/bin/sh\nexec '${process.execPath}' '${link}' "$@"\n`);
    chmodSync(node, 0o755);
    return node;
  }
}
