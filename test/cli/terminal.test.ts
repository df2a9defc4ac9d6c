import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand, type RunResult } from "../../core/cli/check/runResult.js";
import { noneLeft } from "../leftProcesses.js";
import { cliFile, CommandLine, RunningCommand } from "./commandLine.js";
import { TickingProgram } from "./tickingProgram.js";

// What a user sees and presses on a real terminal (a pty made by `script`), and what happens in a pipe whose reader leaves.
const controlC = "\x03";
let folder: string;
let line: CommandLine;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tm-terminal-"));
  line = new CommandLine(folder);
});

afterAll(async () => {
  await line.dispose("local", "local:two");
  await noneLeft(folder);
  rmSync(folder, { recursive: true, force: true });
});

/** A command on a terminal of its own: what it shows is its stdout, what is pressed goes to its stdin. */
class Terminal extends RunningCommand {
  constructor(...args: string[]) {
    const words = [process.execPath, cliFile, ...args].map((word) => `'${word}'`).join(" ");
    const env = { ...line.env, TERM: "xterm", SHELL: "/bin/sh" };
    super(spawn("script", ["-qefc", words, "/dev/null"], { cwd: folder, env, stdio: ["pipe", "pipe", "pipe"] }));
  }

  press(key: string): void {
    this.child.stdin?.write(key);
  }
}

/** A command line of a shell with pipes. */
function shell(text: string): Promise<RunResult> {
  const command = text.replaceAll("thingsmigrate", `'${process.execPath}' '${cliFile}'`);
  return runCommand({ file: "bash", args: ["-c", command], cwd: folder, env: line.env });
}

async function stateOf(id: string): Promise<{ state: string; board: string; exit?: { signal: string | null } } | undefined> {
  const all = (await line.json("ps")) as { id: string; state: string; board: string }[];
  return all.find((one) => one.id === id);
}

async function onlyProgramOf(entry: string): Promise<string> {
  const all = (await line.json("ps")) as { id: string; entry: string; state: string }[];
  return all.filter((one) => one.id.startsWith(path.basename(entry).replace(/\..*/, ""))).at(-1)!.id;
}

function write(name: string, source: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, source);
  return file;
}

describe("on a terminal", () => {
  it("a move shows what is being done, and takes it away before the result; in a pipe nothing of it is seen", async () => {
    const program = new TickingProgram(path.join(folder, "shown"));
    const { id } = (await line.json("run", program.entry, "--detach", "--", ...program.args)) as { id: string };
    const terminal = new Terminal("migrate", id, "--to", "local:two");
    expect(await terminal.ended).toBe(0);
    for (const step of ["warm", "freeze", "capture", "prepare", "go"]) expect(terminal.stdout).toContain(`\r${step}`);
    const shown = terminal.stdout.split("\r").filter((part) => part.trim() !== "");
    expect(shown.at(-1)).toMatch(new RegExp(`^${id} runs on local:two: \\d+ ms frozen`));
    // Every step was overwritten to its end.
    const last = terminal.stdout.slice(
      0,
      terminal.stdout.indexOf(`\r${id}`) >= 0 ? terminal.stdout.indexOf(`\r${id}`) : terminal.stdout.indexOf(id),
    );
    expect(last).toMatch(/\r +\r?$/);
    const piped = await line.run("migrate", id, "--to", "local");
    expect([piped.code, piped.stderr.toString()]).toEqual([0, ""]);
    program.stop();
    const { stdout, code } = await line.run("logs", id, "--follow");
    expect([code, program.isWhole(stdout.toString())]).toEqual([7, true]);
  });

  it("Ctrl-C stops a program that is run", async () => {
    const terminal = new Terminal("run", write("endless.mjs", 'setInterval(() => console.log("on"), 5);\n'));
    await terminal.until(({ stdout }) => stdout.includes("on\r\n"));
    terminal.press(controlC);
    expect(await terminal.ended).toBe(130);
    expect(await stateOf(await onlyProgramOf("endless.mjs"))).toMatchObject({ state: "ended", exit: { signal: "SIGINT" } });
  });

  it("a second Ctrl-C leaves a program running that does not want to end", async () => {
    const entry = write(
      "stubborn.mjs",
      'Deno.addSignalListener("SIGINT", () => console.log("not yet"));\nsetInterval(() => console.log("on"), 5);\n',
    );
    const terminal = new Terminal("run", entry, "--engine", "deno");
    await terminal.until(({ stdout }) => stdout.includes("on\r\n"));
    terminal.press(controlC);
    await terminal.until(({ stdout }) => stdout.includes("not yet"));
    terminal.press(controlC);
    expect(await terminal.ended).toBe(130);
    const id = await onlyProgramOf("stubborn.mjs");
    expect(await stateOf(id)).toMatchObject({ state: "running" });
    expect(await line.text("stop", id, "--kill")).toBe(`${id} ended\n`);
  });

  it("Ctrl-C before the program has started stops that, and nothing runs", async () => {
    const terminal = new Terminal("run", write("unstarted.mjs", 'console.log("never");\n'), "--board", "local:two");
    await terminal.until(({ stdout }) => stdout.includes("instrumenting"));
    terminal.press(controlC);
    expect(await terminal.ended).toBe(130);
    expect(terminal.stdout).not.toContain("never\r\n");
  });

  it("Ctrl-C while a move waits for the program: it goes on where it was", async () => {
    const gate = path.join(folder, "gate");
    // One long turn, until the gate is there: a move can only wait.
    const entry = write(
      "busy.mjs",
      `import { existsSync } from "node:fs";\nconsole.log("busy");\nwhile (!existsSync(${JSON.stringify(gate)}));\nawait null;\nconsole.log("done");\n`,
    );
    const { id } = (await line.json("run", entry, "--detach")) as { id: string };
    const followed = line.start("logs", id, "--follow");
    await followed.untilMore(1);
    const terminal = new Terminal("migrate", id, "--to", "local:two");
    await terminal.until(({ stdout }) => stdout.includes("freeze"));
    terminal.press(controlC);
    expect(await terminal.ended).toBe(130);
    expect(terminal.stdout).toContain(`${id} goes on where it was`);
    expect(await stateOf(id)).toMatchObject({ state: "running", board: "local" });
    writeFileSync(gate, "");
    expect([await followed.ended, followed.stdout]).toEqual([0, "busy\ndone\n"]);
  });
});

describe("when the reader of a pipe leaves", () => {
  it("a program that is run is stopped, and the exit code says so", async () => {
    write("piped.mjs", 'setInterval(() => console.log("on"), 5);\n');
    const { stdout, stderr } = await shell("thingsmigrate run piped.mjs | head -n 1; echo ${PIPESTATUS[0]}");
    expect([stdout.toString(), stderr.toString()]).toEqual(["on\n141\n", ""]);
    expect(await stateOf(await onlyProgramOf("piped.mjs"))).toMatchObject({ state: "ended", exit: { signal: "SIGTERM" } });
  });

  it("other commands end quietly, and programs go on", async () => {
    const program = new TickingProgram(path.join(folder, "looked-at"));
    const { id } = (await line.json("run", program.entry, "--detach", "--", ...program.args)) as { id: string };
    const { stdout, stderr } = await shell(`thingsmigrate logs ${id} --follow | head -n 2; echo \${PIPESTATUS[0]}`);
    expect(stdout.toString().split("\n")).toEqual([...program.lines(1, 2), "0", ""]);
    // The program's own stderr comes through.
    expect(stderr.toString().replaceAll("ten more\n", "")).toBe("");
    await line.text("snapshot", id, "-o", "looked-at.tms");
    const inspected = await shell("thingsmigrate inspect looked-at.tms --all | head -n 1; echo ${PIPESTATUS[0]}");
    expect([inspected.stdout.toString().split("\n").at(-2), inspected.stderr.toString()]).toEqual(["0", ""]);
    program.stop();
    const whole = await line.run("logs", id, "--follow");
    expect([whole.code, program.isWhole(whole.stdout.toString())]).toEqual([7, true]);
  });
});
