import { rmSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";
import { temporaryFolder } from "../temporaryFolder.js";
import { AgentConnection } from "../../core/board/agentConnection.js";
import { type AgentFile, readAgentFile } from "../../core/board/agentFile.js";
import { hashOf, listDirectory } from "../../core/board/blobStore.js";
import type { Board } from "../../core/board/boards.js";
import { readFileSync } from "node:fs";
import type { DirectoryFile } from "../../core/board/agentProtocol.js";

/** The agent as `npm run build` bundles it, from the sources as they are now; `banner` makes one of another version. */
export function buildAgent(banner = ""): AgentFile {
  const outfile = path.join(temporaryFolder("agent"), "agent.cjs");
  buildSync({
    entryPoints: [path.join(import.meta.dirname, "../../core/board/agent.ts")],
    bundle: true,
    platform: "node",
    target: "node18",
    format: "cjs",
    outfile,
    banner: { js: banner },
    logLevel: "warning",
  });
  return readAgentFile(outfile);
}

/** A local board of its own; `dispose` ends its agent. */
export class TestBoard {
  readonly board: Board;
  readonly folder: string;
  readonly agent: AgentFile;

  constructor(agent: AgentFile, name: string, folder = temporaryFolder(`board-${name}`)) {
    this.agent = agent;
    this.folder = folder;
    this.board = { kind: "local", name, folder: path.join(this.folder, "home") };
  }

  connect(): Promise<AgentConnection> {
    return AgentConnection.open(this.board, { agentFile: this.agent });
  }

  async dispose(): Promise<void> {
    const connection = await this.connect();
    await connection.request("shutdown", { force: true });
    connection.close();
    await connection.closed();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Sends the files of a directory that the board has not. */
export async function deploy(connection: AgentConnection, directory: string): Promise<DirectoryFile[]> {
  const files = listDirectory(directory);
  const { missing } = await connection.request("missing", { hashes: files.map((file) => file.hash) });
  for (const file of files) {
    const bytes = readFileSync(path.join(directory, file.path));
    if (missing.includes(hashOf(bytes))) await connection.put(file.hash, bytes);
  }
  return files;
}
