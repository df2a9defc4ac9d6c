import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import type { GeneratedProgram } from "../program.js";
import { buildRealmScript } from "./realm.js";

const root = path.join(import.meta.dirname, "..", "..", "..");

/** A program to be moved `hops` times at turns chosen by the seed. */
export interface RealmJob {
  readonly program: GeneratedProgram;
  readonly hops: number;
  readonly seed: number;
}

export interface RealmVerdict {
  readonly same: boolean;
  /** Where it differs, or why it could not be moved. */
  readonly difference?: string;
  readonly turns: readonly number[];
}

/** Processes that check generated programs; each program gets fresh realms. A process that hangs is replaced. */
export class RealmPool {
  readonly #folder: string;
  readonly #idle: ChildProcess[] = [];
  readonly #waiting: ((child: ChildProcess) => void)[] = [];
  readonly #all = new Set<ChildProcess>();

  private constructor(folder: string, size: number) {
    this.#folder = folder;
    for (let index = 0; index < size; index++) this.#release(this.#start());
  }

  /** Bundles the worker (below node_modules, where its packages are found) and starts `size` processes. */
  static async start(size: number): Promise<RealmPool> {
    const cache = path.join(root, "node_modules", ".cache");
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(path.join(cache, "realm-pool-"));
    writeFileSync(path.join(folder, "realm.js"), await buildRealmScript());
    await build({
      entryPoints: [path.join(import.meta.dirname, "realmWorker.ts")],
      outfile: path.join(folder, "worker.mjs"),
      bundle: true,
      format: "esm",
      platform: "node",
      external: ["esbuild", "amaro"],
      banner: { js: 'import { createRequire as $createRequire } from "node:module"; const require = $createRequire(import.meta.url);' },
    });
    return new RealmPool(folder, size);
  }

  /** Runs a job in the next process that is free. */
  async check(job: RealmJob): Promise<RealmVerdict> {
    const child = this.#idle.pop() ?? (await new Promise<ChildProcess>((resolve) => this.#waiting.push(resolve)));
    const verdict = await new Promise<RealmVerdict | undefined>((resolve) => {
      const timer = setTimeout(() => child.kill("SIGKILL"), 60_000);
      const settle = (value: RealmVerdict | undefined): void => {
        clearTimeout(timer);
        child.off("message", settle).off("exit", gone);
        resolve(value);
      };
      const gone = (): void => settle(undefined);
      child.once("message", settle).once("exit", gone);
      child.send(job);
    });
    if (verdict) {
      this.#release(child);
      return verdict;
    }
    this.#all.delete(child);
    this.#release(this.#start());
    return { same: false, difference: "its process hung or broke down", turns: [] };
  }

  stop(): void {
    for (const child of this.#all) child.kill("SIGKILL");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #start(): ChildProcess {
    const runtime = path.join(root, "dist", "runtime");
    const child = fork(path.join(this.#folder, "worker.mjs"), [path.join(this.#folder, "realm.js"), runtime], {
      execArgv: ["--experimental-vm-modules", "--no-warnings"],
    });
    this.#all.add(child);
    return child;
  }

  #release(child: ChildProcess): void {
    const next = this.#waiting.shift();
    if (next) next(child);
    else this.#idle.push(child);
  }
}
