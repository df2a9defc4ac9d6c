/**
 * A real VS Code server for test/e2e, from the npm package `code-server`: into `~/.cache/thingsmigrate/vscode-<version>`, server-main.js in its `out/`.
 * Desktop VS Code would have to be downloaded from elsewhere; npm is all that is needed here.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** Of code-server, and of the VS Code in it: package.json's engines.vscode asks for this one. */
const version = "4.100.3";
const cache = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "thingsmigrate");
const folder = path.join(cache, `vscode-${version}`);

/** Compiled here, because npm's prebuilt ones are for another Node: the log, the watchdog, the file watcher. */
const nativeModules = ["@vscode/spdlog", "native-watchdog", "@parcel/watcher"];

/** @param {string} ripgrep absolute path of `rg`, which VS Code's file search runs. */
export function installVsCodeServer(ripgrep) {
  if (existsSync(path.join(folder, "out", "server-main.js"))) return console.log(`setup: VS Code server ${version} is there`);
  console.log(`setup: installing the VS Code server of code-server@${version} (about two minutes)`);
  mkdirSync(cache, { recursive: true });
  // As with engines: made beside its place and renamed, so that an interrupted set-up never leaves half of it.
  const temporary = mkdtempSync(path.join(cache, ".new-"));
  const run = (command, args, cwd) => execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
  try {
    run("npm", ["pack", "--silent", `code-server@${version}`], temporary);
    const [archive] = readdirSync(temporary);
    run("tar", ["-xzf", archive, "package/lib/vscode"], temporary);
    const server = path.join(temporary, "package", "lib", "vscode");
    const quiet = ["--no-fund", "--no-audit", "--loglevel=error"];
    // The extensions that come with VS Code have packages of their own, TypeScript among them.
    for (const folder of [server, path.join(server, "extensions")])
      run("npm", ["install", "--omit=dev", "--ignore-scripts", ...quiet], folder);
    run("npm", ["rebuild", ...quiet, ...nativeModules], server);
    const bin = path.join(server, "node_modules", "@vscode", "ripgrep", "bin");
    mkdirSync(bin, { recursive: true });
    rmSync(path.join(bin, "rg"), { force: true });
    symlinkSync(ripgrep, path.join(bin, "rg"));
    rmSync(folder, { recursive: true, force: true });
    renameSync(server, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
