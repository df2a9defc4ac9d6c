/**
 * Runs variants of one program in turn, in this one process: each in a worker thread, so that none sees what the runtime of another has put in place of the
 * engine's builtins, and none is compiled with what another has taught the engine. Takes a snapshot of the instrumented ones in between. Prints JSON: pairs of
 * milliseconds and of processor time for each round.
 */
import { mkdtempSync, rmSync, writeSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { takeSnapshot } from "./takeSnapshot.mjs";

const { variants, pairs, warmup, rounds } = JSON.parse(process.argv[2]);
const folder = mkdtempSync(path.join(tmpdir(), "tm-bench-"));

/** A running variant with, if it is instrumented, its control socket (docs/code-contract.md, section 8). */
async function start(name, variant) {
  const socketPath = path.join(folder, `${name}-${process.hrtime.bigint()}`);
  const server = variant.out === undefined ? undefined : net.createServer();
  const connected = server && new Promise((resolve) => server.once("connection", resolve));
  if (server) await new Promise((resolve) => server.listen(socketPath, resolve));
  const env = server ? { ...process.env, THINGSMIGRATE_CONTROL: socketPath } : process.env;
  const worker = new Worker(new URL("./variant.mjs", import.meta.url), { workerData: variant, env });
  let settle;
  worker.on("message", (message) => settle.resolve(message));
  worker.on("error", (error) => settle.reject(error));
  const answer = () => new Promise((resolve, reject) => (settle = { resolve, reject }));
  await answer();
  return {
    run() {
      const answered = answer();
      worker.postMessage("run");
      return answered;
    },
    snapshot: async () => (server ? takeSnapshot(await connected) : undefined),
    async end() {
      await worker.terminate();
      server?.close();
    },
  };
}

async function main() {
  const result = { before: {}, after: {}, snapshots: {} };
  for (const times of [result.before, result.after]) for (const name of Object.keys(variants)) times[name] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const running = {};
    for (const [name, variant] of Object.entries(variants)) running[name] = await start(name, variant);
    const play = async (count, times) => {
      for (let round = 0; round < count; round++) {
        const values = new Set();
        for (const [name, program] of Object.entries(running)) {
          const { ms, cpu, value } = await program.run();
          values.add(value);
          times?.[name].push([ms, cpu]);
        }
        if (values.size !== 1) throw new Error(`the variants don't agree: ${[...values].join(", ")}`);
      }
    };
    await play(warmup, undefined);
    await play(rounds, result.before);
    for (const [name, program] of Object.entries(running)) result.snapshots[name] = await program.snapshot();
    await play(warmup, undefined);
    await play(rounds, result.after);
    for (const program of Object.values(running)) await program.end();
  }
  writeSync(1, JSON.stringify(result));
}

main().then(
  () => {
    rmSync(folder, { recursive: true });
    process.exit();
  },
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
