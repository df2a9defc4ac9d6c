import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AgentConnection } from "../../core/board/agentConnection.js";
import type { ProgramRecord } from "../../core/board/agentProtocol.js";
import type { OutputOffsets, OutputStream } from "../../core/board/programProcess.js";
import { runCommand } from "../../core/cli/check/runResult.js";
import { followOutput } from "../../core/handoff/followOutput.js";
import { buildAgent, TestBoard } from "../board/testAgent.js";
import { type Connections, moveTo, startEntry } from "./realProgram.js";

/** `TM_SEED=n` repeats a run. */
const seed = Number(process.env["TM_SEED"] ?? Date.now() % 1_000_000);
const runs = 12;

let folder: string;
let boards: readonly TestBoard[];
let connections: Connections;
const byName = (name: string): TestBoard => boards[name === "a" ? 0 : 1]!;

beforeAll(async () => {
  console.log(`output through moves: TM_SEED=${String(seed)}`);
  folder = mkdtempSync(path.join(tmpdir(), "tm-output-"));
  const agent = buildAgent();
  boards = ["a", "b"].map((name) => new TestBoard(agent, name));
  const [a, b] = await Promise.all(boards.map((board) => board.connect()));
  connections = { a: a!, b: b! };
  writeFileSync(path.join(folder, "writer.mjs"), writer);
});

afterAll(async () => {
  for (const connection of Object.values(connections)) connection.close();
  for (const board of boards) await board.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Writes all the time, to both streams: partial lines, characters of two to four bytes cut anywhere between two writes, now and then more than a pipe holds.
 * What it writes depends on its arguments only, and on when it is told to end: it says how many steps it has made.
 */
const writer = `
import { existsSync } from "node:fs";
const [seed, steps, stopFile] = process.argv.slice(2);
let state = Number(seed);
const random = (below) => { state = (state * 1103515245 + 12345) % 2147483648; return Math.floor((state / 2147483648) * below); };
const words = ["plain ", "zwölf ", "смотри ", "水の音 ", "🦉🌍 ", "line\\n"];
const pending = [Buffer.alloc(0), Buffer.alloc(0)];
function write(stream, bytes) { (stream === 0 ? process.stdout : process.stderr).write(bytes); }
let step = 0;
for (; step < Number(steps) && !existsSync(stopFile); step++) {
  const stream = random(3) === 0 ? 1 : 0;
  const kind = random(40);
  let text = step + ":";
  for (let n = random(6); n >= 0; n--) text += words[random(words.length)];
  if (kind === 0) text = text.repeat(2000 + random(4000));
  if (kind < 30) {
    // All but some bytes now; the rest, perhaps the end of a character, with what comes next.
    const bytes = Buffer.concat([pending[stream], Buffer.from(text)]);
    const held = Math.min(bytes.length, random(6));
    pending[stream] = bytes.subarray(bytes.length - held);
    write(stream, bytes.subarray(0, bytes.length - held));
  } else {
    write(stream, pending[stream]);
    pending[stream] = Buffer.alloc(0);
    if (stream === 0) console.log(text); else console.error(text);
  }
  if (random(2) === 0) await new Promise((resolve) => setTimeout(resolve, 1 + random(3)));
  else await null;
}
for (const stream of [0, 1]) write(stream, pending[stream]);
console.log("\\nsteps " + step);
`;

type Bytes = readonly [Buffer, Buffer];

async function straight(programSeed: number, steps: number): Promise<Bytes> {
  const { stdout, stderr, code } = await runCommand({
    file: process.execPath,
    args: [path.join(folder, "writer.mjs"), String(programSeed), String(steps), "/nowhere"],
    cwd: folder,
    env: process.env,
  });
  expect(code).toBe(0);
  return [stdout, stderr];
}

/** How a reader behaves: where it begins, and after how many bytes it hangs up each time. */
interface ReaderPlan {
  /** Fractions of what the program has written when the reader comes. */
  readonly from: readonly [number, number];
  readonly comesAfter: number;
  readonly hangsUp: readonly { readonly after: number; readonly rudely: boolean }[];
}

/** Reads to the end, in as many connections as it hangs up, each time going on at the offsets it has reached. */
async function read(key: ProgramRecord, plan: ReaderPlan, written: () => OutputOffsets) {
  const from: OutputOffsets = [Math.floor(plan.from[0] * written()[0]), Math.floor(plan.from[1] * written()[1])];
  const offsets: [number, number] = [from[0], from[1]];
  const pieces: [Buffer[], Buffer[]] = [[], []];
  for (const hangUp of [...plan.hangsUp, undefined]) {
    const open: Record<string, AgentConnection> = {};
    const stop = new AbortController();
    let taken = 0;
    try {
      const { record } = await followOutput({
        connect: async (name) => (open[name] ??= await byName(name).connect()),
        board: "a",
        key: { id: key.id, epoch: 0 },
        from: [offsets[0], offsets[1]],
        wait: true,
        signal: stop.signal,
        onOutput: (stream: OutputStream, bytes: Buffer) => {
          // What comes after it has hung up is not its own.
          if (stop.signal.aborted || (hangUp && taken >= hangUp.after)) return;
          pieces[stream].push(bytes);
          offsets[stream] += bytes.length;
          taken += bytes.length;
          if (!hangUp || taken < hangUp.after) return;
          if (hangUp.rudely) for (const connection of Object.values(open)) connection.close();
          else stop.abort();
        },
      });
      expect(record.state).toBe("ended");
      // Everything may have been underway when it hung up.
      if (hangUp === undefined || taken < hangUp.after) break;
    } catch (error) {
      if (!hangUp) throw error;
      expect((error as { code?: string }).code).toBe(hangUp.rudely ? "E_BOARD_UNREACHABLE" : "E_ABORTED");
    } finally {
      for (const connection of Object.values(open)) connection.close();
    }
  }
  return { from, bytes: [Buffer.concat(pieces[0]), Buffer.concat(pieces[1])] as const };
}

const readerPlan: fc.Arbitrary<ReaderPlan> = fc.record({
  from: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
  comesAfter: fc.integer({ min: 0, max: 200_000 }),
  hangsUp: fc.array(fc.record({ after: fc.integer({ min: 1, max: 150_000 }), rudely: fc.boolean() }), { maxLength: 3 }),
});
const plan = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  first: fc.constantFrom("node", "bun", "deno"),
  moves: fc.array(fc.record({ engine: fc.constantFrom("node", "node@22", "bun", "deno"), after: fc.integer({ min: 1, max: 60_000 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  readers: fc.array(readerPlan, { minLength: 1, maxLength: 4 }),
});

describe("the output of a program that writes all the time", () => {
  it(
    `reaches every reader as the straight run's, byte for byte, through moves; TM_SEED=${String(seed)}`,
    { timeout: 600_000 },
    async () => {
      let count = 0;
      await fc.assert(
        fc.asyncProperty(plan, async ({ seed: programSeed, first, moves, readers }) => {
          const stopFile = path.join(folder, `stop-${String(count++)}`);
          const args = [String(programSeed), "1000000", stopFile];
          const program = await startEntry(connections["a"]!, path.join(folder, "writer.mjs"), first, { args });
          // Readers and moves come by what the first reader has seen, which stays from the first byte to the last.
          const seen: [number, number] = [0, 0];
          const waiting = new Set<() => void>();
          let over = false;
          const until = async (bytes: number): Promise<void> => {
            while (!over && seen[0] + seen[1] < bytes) {
              await new Promise<void>((resolve) => {
                const wake = (): void => {
                  waiting.delete(wake);
                  resolve();
                };
                waiting.add(wake);
              });
            }
          };
          const wakeAll = (): void => {
            for (const wake of [...waiting]) wake();
          };
          const whole: [Buffer[], Buffer[]] = [[], []];
          const staying = followOutput({
            connect: (name) => Promise.resolve(connections[name]!),
            board: "a",
            key: { id: program.id, epoch: 0 },
            wait: true,
            onOutput: (stream, bytes) => {
              whole[stream].push(bytes);
              seen[stream] += bytes.length;
              wakeAll();
            },
          }).finally(() => {
            over = true;
            wakeAll();
          });
          const reading = readers.map(async (reader) => {
            await until(reader.comesAfter);
            return read(program, reader, () => [seen[0], seen[1]]);
          });
          let [at, record] = ["a", program];
          for (const { engine, after } of moves) {
            await until(seen[0] + seen[1] + after);
            const to = at === "a" ? "b" : "a";
            const report = await moveTo(connections, [at, to], record, engine);
            expect(report, JSON.stringify(report)).toMatchObject({ outcome: "moved" });
            [at, record] = [to, report.record!];
          }
          await until(seen[0] + seen[1] + 1);
          writeFileSync(stopFile, "");
          const end = await staying;
          expect(end.record).toMatchObject({ state: "ended", exit: { code: 0 } });
          const steps = /\nsteps (\d+)\n$/.exec(Buffer.concat(whole[0]).toString("latin1"))?.[1];
          const expected = await straight(programSeed, Number(steps));
          for (const stream of [0, 1] as const) expectSame(Buffer.concat(whole[stream]), expected[stream]);
          for (const { from, bytes } of await Promise.all(reading))
            for (const stream of [0, 1] as const) expectSame(bytes[stream], expected[stream].subarray(from[stream]));
        }),
        { numRuns: runs, seed, endOnFailure: true },
      );
    },
  );
});

/** Without printing megabytes when it fails. */
function expectSame(actual: Buffer, expected: Buffer): void {
  if (actual.equals(expected)) return;
  let at = 0;
  while (at < actual.length && actual[at] === expected[at]) at++;
  expect({ length: actual.length, at, text: actual.subarray(at, at + 60).toString("latin1") }).toEqual({
    length: expected.length,
    at,
    text: expected.subarray(at, at + 60).toString("latin1"),
  });
}
