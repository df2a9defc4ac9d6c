/**
 * The most memory that one variant of a benchmark program has resident at once: a process of its own runs it, before a snapshot and, if it is instrumented,
 * after one. Prints JSON: bytes.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { takeSnapshot } from "./takeSnapshot.mjs";

const { executable, args, variant } = JSON.parse(process.argv[2]);
const folder = mkdtempSync(path.join(tmpdir(), "tm-bench-"));
const socketPath = path.join(folder, "control");
const server = net.createServer().listen(socketPath);
const connected = once(server, "connection");
await once(server, "listening");
const child = spawn(executable, [...args, path.join(import.meta.dirname, "variant.mjs"), JSON.stringify(variant)], {
  env: { ...process.env, THINGSMIGRATE_CONTROL: socketPath },
  stdio: ["pipe", "pipe", "inherit"],
});
const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
const answer = async () => {
  const { value, done } = await lines.next();
  if (done) throw new Error("a program of the bench ended early");
  return value;
};
const play = async () => {
  child.stdin.write("run\n");
  return Number(await answer());
};

await answer();
const before = await play();
let after = before;
if (variant.out !== undefined) {
  const [socket] = await connected;
  await takeSnapshot(socket);
  after = await play();
}
child.kill();
server.close();
rmSync(folder, { recursive: true });
process.stdout.write(JSON.stringify({ before, after }), () => process.exit());
