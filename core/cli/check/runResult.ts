import { spawn } from "node:child_process";

/** What a program leaves: all that `check` compares. */
export interface RunResult {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
}

export interface RunCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

/** Runs a command to its end, without input. Rejects when it can't be started or is aborted. */
export function runCommand({ file, args, cwd, env, signal }: RunCommand): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      ...(signal === undefined ? {} : { signal, killSignal: "SIGKILL" }),
    });
    const output: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (bytes: Buffer) => output[0].push(bytes));
    child.stderr.on("data", (bytes: Buffer) => output[1].push(bytes));
    child.once("error", reject);
    child.once("close", (code, ended) => {
      resolve({ stdout: Buffer.concat(output[0]), stderr: Buffer.concat(output[1]), code, signal: ended });
    });
  });
}
