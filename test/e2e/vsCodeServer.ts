import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

/** Where scripts/setup.mjs puts the server. */
const cache = path.join(process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache"));
const serverMain = path.join(cache, "thingsmigrate", "vscode-4.100.3", "out", "server-main.js");

/** As a user of ours would not change them; what asks questions or goes to the network at the start is off. */
const settings = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.colorTheme": "Default Dark Modern",
  "telemetry.telemetryLevel": "off",
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "chat.commandCenter.enabled": false,
};

export interface VsCodeServer {
  readonly port: number;
  /** The workbench with a folder open; with an unpacked extension, and a suite of tests that its host runs, if they are given. */
  address(folder: string, host: { readonly extension?: string; readonly tests?: string }): string;
  /** Installs a packed extension. */
  install(vsix: string): Promise<void>;
  stop(): Promise<void>;
}

/** A real VS Code server on a free port of this machine. `env` is what its extension host sees besides ours. */
export async function startVsCodeServer(data: string, env: Readonly<Record<string, string>>): Promise<VsCodeServer> {
  if (!existsSync(serverMain)) throw new Error(`${serverMain} is missing: run \`npm run setup\``);
  for (const who of ["User", "Machine"]) {
    mkdirSync(path.join(data, "data", who), { recursive: true });
    writeFileSync(path.join(data, "data", who, "settings.json"), JSON.stringify(settings));
  }
  const flags = ["--without-connection-token", "--accept-server-license-terms", "--disable-telemetry", "--disable-workspace-trust"];
  const args = [serverMain, "--host", "127.0.0.1", "--port", "0", ...flags, "--enable-smoke-test-driver", "--server-data-dir", data];
  const server = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"], detached: true });
  server.stderr.resume();
  const port = await portOf(server.stdout, once(server, "exit"));
  const remote = (file: string): string => `vscode-remote://127.0.0.1:${String(port)}${file}`;
  return {
    port,
    address: (folder, { extension, tests }) => {
      const payload: [string, string][] = [];
      if (extension !== undefined) payload.push(["extensionDevelopmentPath", remote(extension)]);
      if (tests !== undefined) payload.push(["extensionTestsPath", remote(tests)]);
      const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
      return `http://127.0.0.1:${String(port)}/?${query.toString()}`;
    },
    install: async (vsix) => {
      const options = [serverMain, "--server-data-dir", data, "--accept-server-license-terms", "--install-extension", vsix];
      await promisify(execFile)(process.execPath, options, { env: { ...process.env, ...env } });
    },
    stop: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, "exit");
      // The whole group: its extension host and file watcher would outlive it for a while.
      if (server.pid !== undefined) process.kill(-server.pid, "SIGTERM");
      await ended;
    },
  };
}

async function portOf(stdout: NodeJS.ReadableStream, ended: Promise<unknown>): Promise<number> {
  const said = new Promise<number>((resolve) => {
    createInterface({ input: stdout }).on("line", (line) => {
      const port = /listening on (\d+)/.exec(line)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
  const failed = ended.then(() => {
    throw new Error("the VS Code server ended before it listened");
  });
  return Promise.race([said, failed]);
}
