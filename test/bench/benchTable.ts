import type { MoveMeasurement } from "./measureMove.js";
import type { Cost, ProgramMeasurement, Size, Spread } from "./measureProgram.js";

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
  "between turns",
  "after a snapshot",
  "processor time",
  "anywhere",
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

**How.** Three variants of the program take turns in one process, a round each, in worker threads: the original, one that can be captured *between turns*, and one that can be
captured *anywhere* (instrumented with \`frames\`). Each has a realm of its own, so that the original doesn't use what the runtime has put in place of builtins, and none is compiled
with what the engine has learned of another. *original*: median of its rounds. *between turns*, *anywhere*: median of the variant to the original, round by round, with the middle half.
*after a snapshot*: the same after the program was frozen, captured and has gone on. *processor time*: the slowdown before the snapshot in processor time of the process, its collector
and compiler threads counted. *code*: bytes of the program's own modules, without the runtime, and how many times as much the variants are. *snapshot* is that of the variant with frames,
between turns. *peak memory*: most memory resident at once, each variant in processes of its own, medians; the runtime itself is part of the second and third.
*with a snapshot*: the third when a snapshot was taken in between. QuickJS is not here: it has neither threads nor the clock.

The programs are in test/bench/programs: loops over typed arrays (numeric), classes (scheduler), closures (closures), allocation with private fields and generators (trees),
strings and regular expressions (text), several modules (rays), async functions that do little but await (promises), and nine that do nothing but compute.

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
    ...(["instrumented", "frames"] as const).flatMap((variant) => [
      ratio(before[variant].slowdown),
      "bytes" in snapshot ? ratio(after[variant].slowdown) : "no snapshot",
      cpuOf(before[variant]),
    ]),
    `${(size.original.plain / 1024).toFixed(1)} KB${times(size, "plain")}`,
    times(size, "zipped").trim(),
    "bytes" in snapshot ? `${(snapshot.bytes / 1024).toFixed(1)} KB` : "refused",
    `${[memory.original, memory.instrumented, memory.frames].map(megabytes).join(" -> ")} MB`,
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

/** How much more code the two variants are. */
function times(size: ProgramMeasurement["size"], which: keyof Size): string {
  return [size.instrumented, size.frames].map((one) => ` x ${(one[which] / size.original[which]).toFixed(2)}`).join("");
}

function cpuOf({ cpu }: Cost): string {
  return Number.isNaN(cpu.median) ? "-" : cpu.median.toFixed(2);
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
