import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { type RunResult, runCommand } from "../../core/cli/check/runResult.js";

export const cliFile = path.join(import.meta.dirname, "../../dist/cli.js");

/** The built command line as a user starts it, in a folder and with boards of its own. Nothing of ThingsMigrate is called but this. */
export class CommandLine {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;

  constructor(folder: string, env: NodeJS.ProcessEnv = {}) {
    if (!existsSync(cliFile)) throw new Error("dist/cli.js is missing: npm run build");
    mkdirSync(folder, { recursive: true });
    this.folder = folder;
    this.env = { ...process.env, THINGSMIGRATE_HOME: path.join(folder, "boards"), NO_COLOR: "1", ...env };
  }

  run(...args: string[]): Promise<RunResult> {
    return runCommand({ file: process.execPath, args: [cliFile, ...args], cwd: this.folder, env: this.env });
  }

  /** What a command that succeeds says on stdout. */
  async text(...args: string[]): Promise<string> {
    const { stdout, stderr, code } = await this.run(...args);
    expect(code, `${args.join(" ")}\n${stderr.toString()}${stdout.toString()}`).toBe(0);
    return stdout.toString();
  }

  /** As `text`, of a command with `--json`: one line that is JSON. */
  async json(command: string, ...args: string[]): Promise<unknown> {
    const text = await this.text(command, "--json", ...args);
    expect(text.endsWith("\n") && !text.trimEnd().includes("\n"), text).toBe(true);
    return JSON.parse(text);
  }

  /** A command that goes on meanwhile. */
  start(...args: string[]): RunningCommand {
    return new RunningCommand(
      spawn(process.execPath, [cliFile, ...args], { cwd: this.folder, env: this.env, stdio: ["ignore", "pipe", "pipe"] }),
    );
  }

  /** Ends all agents that were started here, with what runs on them. */
  async dispose(...boards: string[]): Promise<void> {
    await this.run("boards", "--shutdown", ...boards, "--force");
  }
}

/** A command with what it has said so far. */
export class RunningCommand {
  readonly child: ChildProcess;
  stdout = "";
  stderr = "";
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  readonly #waiting = new Set<() => void>();

  constructor(child: ChildProcess) {
    this.child = child;
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text;
      this.#wake();
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
      this.#wake();
    });
    this.ended = new Promise((resolve) => {
      child.once("close", (code, signal) => {
        resolve(code ?? signal);
        this.#wake();
      });
    });
  }

  get lines(): number {
    return this.stdout.split("\n").length - 1;
  }

  /** Resolves when `isThere` is true of what it has said. @throws Error when it ends before. */
  async until(isThere: (command: this) => boolean): Promise<void> {
    while (!isThere(this)) {
      if (this.child.exitCode !== null || this.child.signalCode !== null) throw new Error(`it ended: ${this.stdout}${this.stderr}`);
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.#waiting.delete(wake);
          resolve();
        };
        this.#waiting.add(wake);
      });
    }
  }

  /** Resolves when it has printed so many lines more than now. */
  untilMore(lines: number): Promise<void> {
    const wanted = this.lines + lines;
    return this.until(() => this.lines >= wanted);
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}
