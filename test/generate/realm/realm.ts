import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { build } from "esbuild";
import type { CodeUse } from "../../../core/snapshot/schema.js";
import type { Host } from "../../../core/runtime/host.js";
import type { RealmExports } from "./realmEntry.js";

/** The runtime as a script that leaves `$realm` on the global object. */
export async function buildRealmScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, "realmEntry.ts")],
    bundle: true,
    format: "iife",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    write: false,
  });
  return outputFiles[0]!.text;
}

/** A program's files: those made for a move, over those of a directory. */
export interface ProgramFiles {
  readonly directory: string;
  readonly generated: ReadonlyMap<string, string>;
}

interface Answer {
  readonly message: Record<string, unknown>;
  readonly body: string | undefined;
}

/** Unwinds whatever ran when the program ended itself. */
const ended = Symbol("the program has ended");
/** More host callbacks than any generated program needs. */
const longest = 20_000;

/**
 * A program in a realm of its own inside this process: a host for the runtime, as hosts/bare.ts is one, with a virtual clock (no time passes while the
 * program runs) and the control channel in memory.
 */
export class Realm {
  output = "";
  exitCode: number | undefined;
  readonly #exports: RealmExports;
  readonly #files: ProgramFiles;
  readonly #context: vm.Context;
  readonly #answers: Answer[] = [];
  readonly #env: Record<string, string>;
  #receive: ((message: Record<string, unknown>, bytes: Uint8Array) => void) | undefined;
  #clock = 0;
  #due: number | undefined;
  #immediate = false;
  #later: (() => void)[] = [];
  #requestedExit = 0;

  /** @param script what `buildRealmScript` made. @param warm the realm waits for `restore`. @param freezeAt turn to stop before. */
  constructor(script: vm.Script, files: ProgramFiles, options: { readonly warm?: boolean; readonly freezeAt?: number | undefined }) {
    this.#files = files;
    this.#env = {
      THINGSMIGRATE_CONTROL: "in memory",
      ...(options.warm === true ? { THINGSMIGRATE_MODE: "warm" } : {}),
      ...(options.freezeAt === undefined ? {} : { THINGSMIGRATE_FREEZE_AT: String(options.freezeAt) }),
    };
    this.#context = vm.createContext();
    script.runInContext(this.#context);
    this.#exports = this.#context["$realm"] as RealmExports;
    // From inside: deleted from out here it would still be listed as a part of the realm.
    vm.runInContext("delete globalThis.$realm", this.#context);
    this.#enter(() => this.#exports.boot(this.#host(), files.directory, true));
  }

  /** Turns so far. */
  get turns(): number {
    return this.#exports.turns.count;
  }

  /** Runs until the program is frozen (`true`) or has ended (`false`). */
  async runToStop(): Promise<boolean> {
    return (await this.#runUntil("frozen")) !== undefined;
  }

  /** Captures the frozen program. @throws with the refusal. */
  async capture(): Promise<{ readonly body: string; readonly codeUse: readonly CodeUse[] }> {
    const { message, body = "" } = await this.#ask({ type: "capture", wait: 0 }, "snapshot");
    return { body, codeUse: message["codeUse"] as readonly CodeUse[] };
  }

  /** In a warm realm: rebuilds the program of its files. @throws with the refusal. */
  async restore(): Promise<void> {
    await this.#ask({ type: "restore", directory: this.#files.directory }, "prepared");
  }

  async go(freezeAt: number | undefined): Promise<void> {
    await this.#ask({ type: "go", ...(freezeAt === undefined ? {} : { freezeAt }) }, "started");
  }

  async #ask(message: Record<string, unknown>, answer: string): Promise<Answer> {
    this.#enter(() => this.#receive?.(message, new Uint8Array()));
    const answered = await this.#runUntil(answer);
    if (!answered) throw new Error(`the program ended instead of answering ${String(message["type"])}`);
    return answered;
  }

  async #runUntil(type: string): Promise<Answer | undefined> {
    const answers = ({ message }: Answer): boolean => message["type"] === type || message["type"] === "refused";
    for (let step = 0; step < longest; step++) {
      const index = this.#answers.findIndex(answers);
      const [answer] = index < 0 ? [] : this.#answers.splice(index, 1);
      if (answer?.message["type"] === "refused") throw new Error(`refused: ${JSON.stringify(answer.message["error"])}`);
      if (answer) return answer;
      if (this.exitCode !== undefined) return undefined;
      // Ticks and microtasks of the realm are this process's own.
      await new Promise((resolve) => setImmediate(resolve));
      if (!this.#answers.some(answers)) this.#hostTurn();
    }
    throw new Error(`no end after ${longest} callbacks of the host`);
  }

  /** One callback of the event loop, in the order of Node's phases. */
  #hostTurn(): void {
    const { hooks } = this.#exports;
    if (this.exitCode !== undefined) return;
    const later = this.#later.shift();
    if (later) this.#enter(later);
    else if (this.#immediate) {
      this.#immediate = false;
      this.#enter(hooks.immediate);
    } else if (this.#due !== undefined) {
      this.#clock = Math.max(this.#clock, this.#due);
      this.#due = undefined;
      this.#enter(hooks.timer);
    } else {
      this.#enter(hooks.beforeExit);
      if (this.#armed()) return;
      this.#enter(() => hooks.exit(this.#requestedExit));
      this.exitCode ??= this.#requestedExit;
    }
  }

  #armed(): boolean {
    return this.#due !== undefined || this.#immediate;
  }

  /** Calls into the realm as an event loop does: what is thrown is an uncaught error. */
  #enter(callback: () => void): void {
    if (this.exitCode !== undefined) return;
    try {
      callback();
    } catch (error) {
      if (error === ended) return;
      try {
        this.#exports.hooks.uncaught(error);
      } catch (thrown) {
        if (thrown !== ended) throw thrown;
      }
    }
  }

  #host(): Host {
    const file = (name: string): string => path.relative(this.#files.directory, name);
    const { generated } = this.#files;
    return {
      engine: "node",
      version: process.versions.node,
      nodeLike: false,
      process: undefined,
      facts: {
        argv0: "node",
        execPath: process.execPath,
        args: [],
        env: this.#env,
        cwd: this.#files.directory,
        platform: process.platform,
        arch: process.arch,
        pid: process.pid,
        nodeVersion: process.version,
        versions: {},
      },
      write: (_fd, data) => {
        this.output += typeof data === "string" ? data : new TextDecoder().decode(data);
      },
      now: () => this.#clock,
      armTimer: (delay) => {
        this.#due = delay === undefined ? undefined : this.#clock + Math.ceil(delay);
      },
      armImmediate: (armed) => {
        this.#immediate = armed;
      },
      microtask: (callback) => queueMicrotask(() => this.#enter(callback)),
      tick: (callback) => process.nextTick(() => this.#enter(callback)),
      hold: () => undefined,
      later: (callback) => {
        this.#later.push(callback);
      },
      readText: (name) => generated.get(file(name)) ?? readFileSync(name, "utf8"),
      exists: (name) => generated.has(file(name)) || existsSync(name),
      writeText: () => undefined,
      evaluate: (code, filename): unknown => vm.runInContext(code, this.#context, { filename }),
      builtin: () => undefined,
      setExitCode: (code) => {
        this.#requestedExit = code;
      },
      exit: (code) => {
        this.exitCode = code;

        throw ended;
      },
      living: () => [],
      connectControl: (receive) => {
        this.#receive = receive;
        return { send: (message, body) => this.#answers.push({ message, body }) };
      },
    };
  }
}
