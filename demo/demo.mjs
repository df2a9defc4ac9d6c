/**
 * `npm run demo`: the main job on embedded local boards. A sensor pipeline starts on Node, moves to Node 22, back and to Bun,
 * while it runs. What it prints is compared with a straight run. Sets everything up by itself.
 */
import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const root = path.join(import.meta.dirname, "..");
const program = path.join(root, "demo", "sensor-pipeline", "main.js");
/** Milliseconds between two batches: long enough to be watched. */
const pace = "700";
const bold = (text) => (process.stdout.isTTY ? `\x1b[1m${text}\x1b[0m` : text);
const dim = (text) => (process.stdout.isTTY ? `\x1b[2m${text}\x1b[0m` : text);

function prepare() {
  const quiet = { cwd: root, stdio: ["ignore", "ignore", "inherit"] };
  if (!existsSync(path.join(root, "node_modules", ".package-lock.json"))) execFileSync("npm", ["ci", "--no-fund", "--no-audit"], quiet);
  execFileSync(process.execPath, ["scripts/setup.mjs", "--engines"], quiet);
  execFileSync("npm", ["run", "--silent", "build"], quiet);
}

/** Runs one command; its JSON. Its output is read meanwhile, so that the program's is seen as it comes. */
async function thingsmigrate(...args) {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(root, "dist", "cli.js"), ...args]);
  return JSON.parse(stdout);
}

/** Shows the program's output as it comes; `after(n)` is settled when it has printed n lines. */
function follow(name) {
  const child = spawn(process.execPath, [path.join(root, "dist", "cli.js"), "logs", name, "--follow"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  const waiting = [];
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (piece) => {
    text += piece;
    process.stdout.write(piece);
    for (const one of waiting) if (text.split("\n").length > one.lines) one.resolve();
  });
  const ended = new Promise((resolve) => child.once("close", (code) => resolve({ code, text })));
  const after = (lines) => Promise.race([new Promise((resolve) => waiting.push({ lines, resolve })), ended]);
  return { after, ended };
}

console.log(dim("setting up: packages, engines, build …"));
prepare();
const expected = execFileSync(process.execPath, [program, "1"], { encoding: "utf8" });

const { id } = await thingsmigrate("run", program, "--board", "local", "--engine", "node", "--detach", "--json", "--", pace);
console.log(bold(`── ${id} runs on board local, engine node`));
const output = follow(id);
const hops = [
  { to: "local:attic", engine: "node@22", lines: 3 },
  { to: "local", engine: "node", lines: 5 },
  { to: "local:cellar", engine: "bun", lines: 7 },
];
for (const { to, engine, lines } of hops) {
  await output.after(lines);
  const report = await thingsmigrate("migrate", id, "--to", to, "--engine", engine, "--json");
  console.log(
    bold(
      `── moved to ${to}, engine ${engine}: frozen ${Math.round(report.frozen)} ms, snapshot ${(report.snapshotBytes / 1024).toFixed(1)} KB`,
    ),
  );
}
const { code, text } = await output.ended;
if (code !== 0 || text !== expected) {
  console.error("The moved program did not print what the straight run prints.");
  process.exit(1);
}
console.log(bold(`── same as the straight run: ${Buffer.byteLength(text)} bytes, ${hops.length} moves`));
