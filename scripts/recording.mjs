/**
 * `npm run recording`: writes docs/images/recording.svg, the terminal session of the README. Everything in it is from a real run of the built command line,
 * with its real times: above, the output of the demo's sensor pipeline as `logs --follow` shows it on a terminal; below, the commands that move it meanwhile
 * between boards and engines, one board behind a real sshd. Needs `npm run build`, `npm run setup` and `script` (util-linux).
 */
import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { startLoopbackSshd } from "./loopbackSshd.mjs";
import { terminalSvg } from "./terminalSvg.mjs";

const root = path.join(import.meta.dirname, "..");
const target = path.join(root, "docs", "images", "recording.svg");
const folder = mkdtempSync(path.join(tmpdir(), "tm-recording-"));
const bin = path.join(folder, "bin");
const env = {
  ...process.env,
  PATH: `${bin}:${process.env.PATH}`,
  THINGSMIGRATE_HOME: path.join(folder, "home"),
  NO_COLOR: "1",
  TERM: "dumb",
  SHELL: "/bin/sh",
};
/** Milliseconds to type one character. */
const typing = 35;
/** Longer sessions are played faster, in milliseconds. */
const longest = 26_000;

let session;
const begun = performance.now();
const now = () => performance.now() - begun;
const sshd = await startLoopbackSshd(path.join(folder, "sshd"));

try {
  makeBoards();
  // Agents and engines are there, as on the second day.
  for (const board of ["porch", "attic", "greenhouse"]) await quietly("ps", "--board", board);
  const { boards: found } = JSON.parse(await quietly("boards", "--json"));
  const asked = performance.now();
  await quietly("ps");
  // The program's batches come so slowly that it runs for as long as this machine needs for the moves.
  const pace = Math.max(450, Math.ceil((performance.now() - asked) * 1.2));
  const program = { title: "the program's output", lines: [], places: [] };
  const commands = { title: "commands", lines: [] };
  session = { program, commands };
  const start = now();

  const name = (await type(commands, `thingsmigrate run pipeline/main.js --board porch --detach -- ${pace}`)).trim();
  program.title = `thingsmigrate logs ${name} --follow`;
  program.from = now();
  const output = follow(name, program);
  /** Notes where the program is now, as `ps` says. */
  const place = async () => {
    const time = now();
    const [{ board, engine }] = JSON.parse(await quietly("ps", "--json")).filter((one) => one.id === name);
    const { version } = found.find((one) => one.name === board).engines.find((one) => one.name === engine);
    program.places.push({ time, text: `${board}${board === "greenhouse" ? " (ssh)" : ""}: ${engine.replace(/@.*/, "")} ${version}` });
  };
  await place();
  for (const [lines, move] of [
    [1, `--to attic --engine bun`],
    [7, `--to greenhouse --engine deno`],
    [10, `--to porch --engine node@22`],
  ]) {
    await output.until(lines);
    await type(commands, `thingsmigrate migrate ${name} ${move}`);
    await place();
  }
  await output.ended;
  await wait(700);
  const same = await type(commands, `node pipeline/main.js 1 | cmp - <(thingsmigrate logs ${name}) && echo "the same bytes"`);
  if (!same.includes("the same bytes")) throw new Error(`the moved program printed something else: ${same}`);
  mkdirSync(path.dirname(target), { recursive: true });
  const svg = terminalSvg({
    title: "A running program moves from Node to Bun to Deno to Node, alive",
    panes: [program, commands],
    start,
    longest,
  });
  writeFileSync(target, svg);
  process.stdout.write(`${path.relative(root, target)}: ${svg.length} bytes\n`);
} finally {
  await quietly("boards", "--shutdown", "porch", "attic", "greenhouse", "local", "--force");
  await sshd.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function makeBoards() {
  const boards = {
    porch: { local: true, folder: "porch" },
    attic: { local: true, folder: "attic" },
    greenhouse: { host: sshd.host, sshOptions: sshd.sshOptions, folder: path.join(folder, "greenhouse"), engine: process.execPath },
  };
  mkdirSync(path.join(folder, ".thingsmigrate"));
  writeFileSync(path.join(folder, ".thingsmigrate", "boards.json"), JSON.stringify({ boards }));
  mkdirSync(bin);
  writeFileSync(path.join(bin, "thingsmigrate"), `#!/bin/sh\nexec '${process.execPath}' '${path.join(root, "dist", "cli.js")}' "$@"\n`, {
    mode: 0o755,
  });
  symlinkSync(path.join(root, "demo", "sensor-pipeline"), path.join(folder, "pipeline"));
}

/** Types a command, runs it in a shell and puts what it prints into the pane, at the times it comes. @returns what it printed. */
async function type(pane, command) {
  const line = { time: now(), typed: command.length * typing, command, text: "" };
  pane.lines.push(line);
  await wait(line.typed + 200);
  const child = spawn("bash", ["-c", command], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (piece) => {
      text += piece;
      for (const one of piece.replace(/\n$/, "").split("\n")) pane.lines.push({ time: now(), text: one });
    });
  }
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${command}: ${text}\n${JSON.stringify(session, null, 1)}`);
  await wait(500);
  return text;
}

/** The program's output on a terminal of its own; `until(n)` is settled when it has printed n lines. */
function follow(name, pane) {
  const child = spawn("script", ["-qefc", `thingsmigrate logs ${name} --follow`, "/dev/null"], {
    cwd: folder,
    env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  let open = "";
  const waiting = new Set();
  child.stdout.setEncoding("utf8").on("data", (piece) => {
    const lines = (open + piece).replaceAll("\r", "").split("\n");
    open = lines.pop();
    for (const text of lines) pane.lines.push({ time: now(), text });
    for (const wake of [...waiting]) wake();
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const until = async (count) => {
    while (pane.lines.length < count) {
      await new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
      });
    }
  };
  return { until, ended };
}

/** A command that is not part of the session. */
async function quietly(...args) {
  const { stdout } = await promisify(execFile)(path.join(bin, "thingsmigrate"), args, { cwd: folder, env });
  return stdout;
}
