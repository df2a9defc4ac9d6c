/**
 * `npm run demo`: a sensor pipeline moves between boards and engines while it runs, from Node to Bun to Deno and back to Node; one of the boards is behind a
 * real sshd that the demo starts for itself, if openssh-server is there. What the program prints is compared with a straight run. Sets everything up by
 * itself, keeps its agents, keys and logs in a folder of its own, and leaves nothing behind.
 */
import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { findSshd, startLoopbackSshd } from "../scripts/loopbackSshd.mjs";

const root = path.join(import.meta.dirname, "..");
const cli = path.join(root, "dist", "cli.js");
const program = path.join(root, "demo", "sensor-pipeline", "main.js");
const folder = mkdtempSync(path.join(tmpdir(), "tm-demo-"));
const env = { ...process.env, THINGSMIGRATE_HOME: path.join(folder, "home") };
const isTerminal = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
const style = (code) => (text) => (isTerminal ? `\x1b[${code}m${text}\x1b[0m` : text);
const bold = style(1);
const dim = style(2);
const green = style("1;32");
const cyan = style("1;36");
const boards = [];
let sshd;

function say(text = "") {
  process.stdout.write(`${text}\n`);
}

function prepare() {
  const quiet = { cwd: root, stdio: ["ignore", "ignore", "inherit"] };
  const steps = [
    [
      "packages",
      () =>
        existsSync(path.join(root, "node_modules", ".package-lock.json")) || execFileSync("npm", ["ci", "--no-fund", "--no-audit"], quiet),
    ],
    ["engines", () => execFileSync(process.execPath, ["scripts/setup.mjs", "--engines"], quiet)],
    ["build", () => execFileSync("npm", ["run", "--silent", "build"], quiet)],
  ];
  process.stdout.write(dim("  set-up      "));
  for (const [name, step] of steps) {
    process.stdout.write(dim(`${name} `));
    step();
    process.stdout.write(`${green("✓")}  `);
  }
  say();
}

/** A board of this machine for each place, and one behind ssh if that is possible. */
async function makeBoards() {
  const entries = { porch: { local: true, folder: "porch" }, attic: { local: true, folder: "attic" } };
  if (findSshd() === undefined) {
    say(dim("  ssh         openssh-server is not installed: greenhouse is a board of this machine"));
    entries.greenhouse = { local: true, folder: "greenhouse" };
  } else {
    sshd = await startLoopbackSshd(path.join(folder, "sshd"));
    say(dim(`  ssh         greenhouse is behind an sshd on 127.0.0.1:${sshd.port}, started for this demo`));
    entries.greenhouse = {
      host: sshd.host,
      sshOptions: sshd.sshOptions,
      folder: path.join(folder, "greenhouse"),
      engine: process.execPath,
    };
  }
  mkdirSync(path.join(folder, ".thingsmigrate"));
  writeFileSync(path.join(folder, ".thingsmigrate", "boards.json"), JSON.stringify({ boards: entries }));
  // Asking for boards asks the embedded one as well.
  boards.push(...Object.keys(entries), "local");
}

/** One command of the command line, as a user gives it; its JSON. */
async function thingsmigrate(...args) {
  const { stdout } = await promisify(execFile)(process.execPath, [cli, args[0], "--json", ...args.slice(1)], { cwd: folder, env });
  return JSON.parse(stdout);
}

/** Shows the program's output as it comes; `after(n)` is settled when it has printed n lines, or has ended. */
function follow(name) {
  const child = spawn(process.execPath, [cli, "logs", name, "--follow"], { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  const waiting = [];
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (piece) => {
    process.stdout.write(piece.replace(/^(?=.)/gm, (_, at) => (at > 0 || text === "" || text.endsWith("\n") ? "  " : "")));
    text += piece;
    for (const one of waiting) if (text.split("\n").length > one.lines) one.resolve();
  });
  const ended = new Promise((resolve) => child.once("close", (code) => resolve({ code, text })));
  const after = (lines) => Promise.race([new Promise((resolve) => waiting.push({ lines, resolve })), ended]);
  return { after, ended };
}

async function cleanUp() {
  if (existsSync(cli) && boards.length > 0) await thingsmigrate("boards", "--shutdown", ...boards, "--force").catch(() => undefined);
  await sshd?.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function demo() {
  say(`${bold("ThingsMigrate")}: a sensor pipeline moves between machines and engines ${bold("while it runs")}\n`);
  // The tests have done so already: `demo.mjs --prepared`.
  if (!process.argv.includes("--prepared")) prepare();
  const expected = execFileSync(process.execPath, [program, "1"], { encoding: "utf8" });
  await makeBoards();
  const asked = performance.now();
  const found = await thingsmigrate("boards");
  // Time between two batches, so that the program runs for as long as this machine needs for the moves.
  const pace = Math.max(400, Math.ceil((performance.now() - asked) * 0.6));
  const versionOf = (board, engine) =>
    found.boards.find((one) => one.name === board)?.engines?.find((one) => one.name === engine)?.version ?? "";
  const far = sshd === undefined ? "" : " (ssh)";
  const place = (board, engine) => `${board}${board === "greenhouse" ? far : ""}, ${engine.replace(/@.*/, "")} ${versionOf(board, engine)}`;

  const { id } = await thingsmigrate("run", program, "--board", "porch", "--engine", "node", "--detach", "--", String(pace)).catch(explain);
  say(`\n${cyan("▶")} ${bold(id)} runs on ${bold(place("porch", "node"))}`);
  const output = follow(id);
  const hops = [
    { to: "attic", engine: "bun", lines: 2 },
    { to: "greenhouse", engine: "deno", lines: 3 },
    { to: "greenhouse", engine: "node", lines: 7 },
    { to: "porch", engine: "node@22", lines: 8 },
  ];
  const rows = [];
  let at = place("porch", "node");
  for (const { to, engine, lines } of hops) {
    await output.after(lines);
    const report = await thingsmigrate("migrate", id, "--to", to, "--engine", engine).catch(explain);
    const there = place(to, engine);
    rows.push({ from: at, there, frozen: `${Math.round(report.frozen)} ms`, bytes: `${report.snapshotBytes} bytes` });
    at = there;
    say(`${cyan("⇢")} now on ${bold(there)}${dim(`   it stood still for ${rows.at(-1).frozen}; snapshot ${rows.at(-1).bytes}`)}`);
  }
  const { code, text } = await output.ended;
  if (code !== 0 || text !== expected) throw new Error("the moved program did not print what the straight run prints");
  const wide = (name) => Math.max(...rows.map((row) => row[name].length));
  say(`\n${green("✓")} ${bold(`the same ${Buffer.byteLength(text)} bytes as the straight run, after ${rows.length} moves`)}\n`);
  for (const row of rows) {
    const numbers = `frozen ${row.frozen.padStart(wide("frozen"))}   snapshot ${row.bytes.padStart(wide("bytes"))}`;
    say(`  ${row.from.padEnd(wide("from"))} → ${row.there.padEnd(wide("there"))}   ${dim(numbers)}`);
  }
  say(`\n${dim("Your own program:")} node dist/cli.js check path/to/app.mjs --engine node,bun,deno`);
}

/** A command that failed has said why on stderr, or in its JSON. */
function explain(error) {
  throw new Error(
    [error.stderr, error.stdout]
      .filter((text) => text)
      .join("\n")
      .trim() || error.message,
  );
}

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void cleanUp().finally(() => process.exit(130)));
try {
  await demo();
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
} finally {
  await cleanUp();
}
