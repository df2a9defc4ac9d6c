import type { MoveMeasurement } from "./measureMove.js";
import type { Phase, ProgramMeasurement, Spread } from "./measureProgram.js";

const moveColumns = [
  "heap",
  "n",
  "capture",
  "generate",
  "restore",
  "body",
  "bytes each",
  "code",
  "memory",
  "capture's extra",
  "restore's peak",
];
const columns = [
  "program",
  "engine",
  "original",
  "slowdown",
  "after a snapshot",
  "processor time",
  "code",
  "gzipped",
  "snapshot",
  "peak memory",
  "with a snapshot",
];

/** What was measured, a line to a program and engine, for a terminal. */
export function formatTable(measured: readonly ProgramMeasurement[]): string {
  return aligned([columns, ...measured.map(rowOf)]);
}

/** What moves cost, a line to a program and size. */
export function formatMoves(moves: readonly MoveMeasurement[]): string {
  return aligned([moveColumns, ...moves.map(moveRow)]);
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}

/** docs/bench.md */
export function benchPage(
  measured: readonly ProgramMeasurement[],
  moves: readonly MoveMeasurement[],
  machine: { readonly cpu: string; readonly count: number },
): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const moveTable = [row(moveColumns), row(moveColumns.map(() => "---")), ...moves.map((one) => row(moveRow(one)))].join("\n");
  const table = [row(columns), row(columns.map(() => "---")), ...measured.map((one) => row(rowOf(one)))].join("\n");
  const engines = [...new Set(measured.map(({ engine, version }) => `${engine.split("@")[0]!} ${version}`))].join(", ");
  return `# What instrumented code costs

Written by \`npm run bench -- --engine node,node@22,bun,deno --write\`; \`npm run bench\` measures on your machine. ${machine.count} x ${machine.cpu}, ${engines}; a machine
that other work shared, so the last digit means little.

${table}

**How.** Original and instrumented program take turns in one process, a round each, in worker threads: each in a realm of its own, so that the original doesn't use what
the runtime has put in place of builtins, and neither is compiled with what the engine has learned of the other. *original*: median of its rounds. *slowdown*:
median of instrumented to original, round by round, with the middle half. *after a snapshot*: the same after the instrumented program was frozen, captured and has gone on.
*processor time*: the slowdown before the snapshot in processor time of the process, its collector and compiler threads counted. *code*: bytes of the program's own modules, without the runtime. *peak memory*: most
memory resident at once, original and instrumented each in processes of their own, medians; the runtime itself is part of the second. *with a snapshot*: the same when a snapshot was taken in between.

The programs are in test/bench/programs: loops over typed arrays (numeric), classes (scheduler), closures (closures), allocation with private fields and generators (trees),
strings and regular expressions (text), several modules (rays), async functions that do little but await (promises).

## What a move costs

One move between two processes of the first engine, at n and 2n (programs in test/bench/scale). *memory*: resident before the capture; *capture's extra*: how much more at its peak;
*code*: bytes of the resume code, which do not depend on n. What is done is counted in test/snapshot/linear.test.ts; here is only the time.

${moveTable}
`;
}

function rowOf(one: ProgramMeasurement): string[] {
  const { before, after, size, memory, snapshot } = one;
  return [
    one.program,
    one.engine,
    `${before.original.median.toFixed(1)} ms`,
    ratio(before.slowdown),
    "bytes" in snapshot ? ratio(after.slowdown) : "no snapshot",
    cpuOf(before),
    `${(size.original / 1024).toFixed(1)} KB x ${(size.instrumented / size.original).toFixed(2)}`,
    `x ${(size.instrumentedZipped / size.originalZipped).toFixed(2)}`,
    "bytes" in snapshot ? `${(snapshot.bytes / 1024).toFixed(1)} KB` : "refused",
    `${megabytes(memory.original)} -> ${megabytes(memory.instrumented)} MB`,
    `${megabytes(memory.afterSnapshot)} MB`,
  ];
}

function moveRow(one: MoveMeasurement): string[] {
  const ms = (time: number): string => `${time.toFixed(0)} ms`;
  const mb = (bytes: number): string => `${megabytes(bytes)} MB`;
  return [
    one.program,
    String(one.n),
    ms(one.capture),
    ms(one.generate),
    ms(one.restore),
    `${(one.body / 2 ** 20).toFixed(1)} MB`,
    (one.body / one.n).toFixed(0),
    String(one.code),
    mb(one.resident),
    mb(one.captureExtra),
    mb(one.restorePeak),
  ];
}

function ratio({ median, low, high }: Spread): string {
  return `${median.toFixed(2)} (${low.toFixed(2)}-${high.toFixed(2)})`;
}

function cpuOf({ cpu }: Phase): string {
  return Number.isNaN(cpu.median) ? "-" : cpu.median.toFixed(2);
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
