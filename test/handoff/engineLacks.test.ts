import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProgramRecord } from "../../core/board/agentProtocol.js";
import type { MigrateOptions } from "../../core/handoff/migrate.js";
import { buildAgent, TestBoard } from "../board/testAgent.js";
import { collectOutput, type Connections, moveTo, startSource } from "./realProgram.js";

// What an engine lacks is said before the source stands still, with the place in the user's source; the program goes on and finishes unharmed.
let boards: readonly TestBoard[];
let connections: Connections;

beforeAll(async () => {
  const agent = buildAgent();
  boards = ["a", "b"].map((name) => new TestBoard(agent, name));
  const [a, b] = await Promise.all(boards.map((board) => board.connect()));
  connections = { a: a!, b: b! };
});

afterAll(async () => {
  for (const connection of Object.values(connections)) connection.close();
  for (const board of boards) await board.dispose();
});

interface Case {
  /** What the program uses. */
  readonly uses: string;
  /** Its lines; the last must be an expression, which it prints when it has waited. */
  readonly source: readonly string[];
  readonly from?: string;
  readonly to: string;
  /** Part of the message, where something is lacking. */
  readonly lacks?: string;
  readonly line?: number;
  readonly prints: string;
}

const lacking: readonly Case[] = [
  {
    uses: "node:fs",
    source: ['import { existsSync } from "node:fs";', 'const at = "/";', "existsSync(at)"],
    to: "quickjs",
    lacks: "node:fs (app.mjs:1:",
    line: 1,
    prints: "true",
  },
  {
    uses: "a builtin module without its prefix, required",
    source: [
      'import { createRequire } from "node:module";',
      "const require = createRequire(import.meta.url);",
      'const os = require("os");',
      "typeof os.EOL",
    ],
    to: "quickjs",
    lacks: "node:os (app.mjs:3:",
    line: 3,
    prints: "string",
  },
  {
    uses: "a global of the host",
    source: ["const held = { a: 1 };", "const copy = () => structuredClone(held);", "copy().a"],
    to: "quickjs",
    lacks: "structuredClone (app.mjs:2:",
    line: 2,
    prints: "1",
  },
  {
    uses: "a static of ES2025",
    source: ["const late = Promise.withResolvers();", "setTimeout(late.resolve, 1, 5);", "await late.promise"],
    from: "node@22",
    to: "node",
    lacks: "Promise.withResolvers (app.mjs:1:",
    line: 1,
    prints: "5",
  },
  {
    uses: "methods of ES2023 and ES2025",
    source: ["const xs = [3, 1, 2];", "const set = new Set(xs);", "xs.toSorted().join() + set.union(new Set([4])).size"],
    from: "node@22",
    to: "node@18",
    lacks: "Array.prototype.toSorted (app.mjs:4:16), Set.prototype.union (app.mjs:4:",
    line: 4,
    prints: "1,2,34",
  },
  {
    uses: "helpers of iterators",
    source: [
      "function* numbers() { for (let n = 1; ; n++) yield n; }",
      "const it = numbers().map((n) => n * n).take(3);",
      "[...it].join()",
    ],
    from: "node@22",
    to: "node",
    lacks: "Iterator.prototype.",
    line: 2,
    prints: "1,4,9",
  },
  {
    uses: "syntax",
    source: ["const letters = () => /[\\p{L}--[a-z]]/v;", 'letters().test("A")'],
    to: "node@18",
    lacks: "RegExp flag v (app.mjs:1:",
    line: 1,
    prints: "true",
  },
];

/** Nothing of these is lacking, or the program can do without it. */
const sufficient: readonly Case[] = [
  {
    uses: "what it asks for first",
    source: ['const copy = (x) => (typeof structuredClone === "function" ? structuredClone(x) : { ...x });', "copy({ a: 1 }).a"],
    to: "quickjs",
    prints: "1",
  },
  {
    uses: "a name of its own",
    source: ["const fetch = (x) => x + 1;", "class Bag { toSorted() { return 7; } }", "fetch(1) + new Bag().toSorted()"],
    to: "node@18",
    prints: "9",
  },
  {
    uses: "an optional module",
    source: [
      'import { createRequire } from "node:module";',
      "const require = createRequire(import.meta.url);",
      'const tty = () => { try { return require("tty"); } catch { return undefined; } };',
      "tty() === undefined",
    ],
    from: "quickjs",
    to: "quickjs",
    prints: "true",
  },
  {
    uses: "what neither engine has",
    source: ["const later = () => Temporal.Now.instant();", "typeof later"],
    to: "node@18",
    prints: "function",
  },
];

/** The turn before which it stands, so that it can't end before it was moved or refused. */
const turn = 5;

/** Names what it uses, waits for some turns, and then uses it. */
function programOf({ source }: Case): string {
  const wait = "for (let n = 0; n < 10; n++) await null;";
  return [...source.slice(0, -1), wait, `console.log(${String(source.at(-1))});`].join("\n");
}

async function run(test: Case, options: Partial<MigrateOptions> = {}) {
  const program = await startSource(connections["a"]!, programOf(test), test.from ?? "node", { freezeAt: turn });
  const following = collectOutput(connections, "a", program);
  const actions: string[] = [];
  const report = await moveTo(connections, ["a", "b"], program, test.to, {
    atTurn: turn,
    onAction: (action) => actions.push(action),
    ...options,
  });
  if (report.outcome === "stayed") await letGo(program);
  const { output, record, board } = await following;
  return { program, report, actions, board, printed: output.map(String), code: record.exit?.code };
}

/** It stands because we told it to when it started. */
async function letGo({ id, epoch }: ProgramRecord): Promise<void> {
  await connections["a"]!.request("freeze", { id, epoch });
  await connections["a"]!.request("thaw", { id, epoch });
}

describe("an engine that lacks what the program uses", { concurrent: true }, () => {
  it.each(lacking)("$uses: $to is refused before the program stands still, and the program finishes", async (test) => {
    const { program, report, actions, board, printed, code } = await run(test);
    expect(report, JSON.stringify(report)).toMatchObject({ outcome: "stayed", error: { code: "E_ENGINE_LACKS" } });
    expect(report.error?.message).toContain(`${test.to} on b lacks what the program uses`);
    expect(report.error?.message).toContain(test.lacks);
    expect(report.error?.place).toMatchObject({ file: "app.mjs", line: test.line });
    expect(report.error?.remedy).toContain("goes on where it was");
    expect(actions).not.toContain("freeze");
    expect([board, printed, code]).toEqual(["a", [`${test.prints}\n`, ""], 0]);
    // Nothing of it is left where it was to go.
    expect((await connections["b"]!.request("state", { id: program.id, epoch: 1 })).state).toBe("aborted");
  });

  it.each(sufficient)("$uses: it moves to $to and finishes there", async (test) => {
    const { report, board, printed, code } = await run(test);
    expect(report, JSON.stringify(report)).toMatchObject({ outcome: "moved" });
    expect([board, printed, code]).toEqual(["b", [`${test.prints}\n`, ""], 0]);
  });

  it("is taken nevertheless when the user insists, and the program that never comes there finishes", async () => {
    const source = ["const never = () => structuredClone({});", "if (false) never();", '"done"'];
    const { report, board, printed } = await run({ uses: "", source, to: "quickjs", prints: "done" }, { force: true });
    expect(report, JSON.stringify(report)).toMatchObject({ outcome: "moved" });
    expect([board, printed]).toEqual(["b", ["done\n", ""]]);
  });
});
