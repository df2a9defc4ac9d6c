import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { BoardConnections } from "../../core/board/boardConnections.js";
import { listBoards } from "../../core/board/boards.js";
import { startVsCodeServer, type VsCodeServer } from "./vsCodeServer.js";

export interface TestHome {
  /** Empty but for what is made below: everything of the test goes here. */
  readonly folder: string;
  /** Of the project. */
  readonly root: string;
  /** To the boards of the test. */
  readonly connections: BoardConnections;
  /** A VS Code whose extension host knows only these boards, and no ssh configuration of whoever runs the test. */
  startServer(env?: Readonly<Record<string, string>>): Promise<VsCodeServer>;
}

/** Gives a test a machine of its own, as far as boards and VS Code are concerned, and clears it away afterwards, whatever happens. */
export async function withTestHome(use: (home: TestHome) => Promise<void>): Promise<void> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "tm-e2e-")));
  const home = path.join(folder, "home");
  mkdirSync(home);
  const boards = path.join(folder, "boards");
  const before = process.env["THINGSMIGRATE_HOME"];
  process.env["THINGSMIGRATE_HOME"] = boards;
  // Engines and VS Code are those of the set-up.
  const cache = process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache");
  const connections = new BoardConnections({ directory: folder, interactive: false });
  const servers: VsCodeServer[] = [];
  try {
    await use({
      folder,
      root: path.join(import.meta.dirname, "..", ".."),
      connections,
      startServer: async (env = {}) => {
        const ours = { HOME: home, XDG_CACHE_HOME: cache, THINGSMIGRATE_HOME: boards };
        const server = await startVsCodeServer(path.join(folder, "server"), { ...ours, ...env });
        servers.push(server);
        return server;
      },
    });
  } finally {
    for (const server of servers) await server.stop();
    for (const { name } of listBoards(folder)) {
      const connection = await connections.to(name);
      await connection.request("shutdown", { force: true });
    }
    await connections.close();
    if (before === undefined) delete process.env["THINGSMIGRATE_HOME"];
    else process.env["THINGSMIGRATE_HOME"] = before;
    // Agents that end may still be writing.
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
