import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Engine } from "../../core/board/engines.js";
import { ProgramProcess } from "../../core/board/programProcess.js";
import { instrumentProgram } from "../../core/instrument/instrumentProgram.js";

const runtimeDirectory = path.join(import.meta.dirname, "../../dist/runtime");

/** What never ends its turn, but `idle`, which does nothing. Each prints a line when it has begun. */
const works: Readonly<Record<string, string>> = {
  loop: `let n = 0;\nconsole.log("begun");\nwhile (true) n = (n + 1) | 0;\n`,
  recursion: `const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));\nconsole.log("begun");\nwhile (true) fib(30);\n`,
  "100 frames": `const down = (n) => {\n  if (n > 0) return down(n - 1) + 1;\n  console.log("begun");\n  while (true);\n};\ndown(100);\n`,
  idle: `setInterval(() => {}, 1e6);\nconsole.log("begun");\n`,
};

/** Milliseconds from when a program is asked to stop until it is known that it stands, its frames read. */
export interface StopMeasurement {
  readonly work: string;
  /** In order, `runs` of them. */
  readonly times: readonly number[];
}

/** Stops each kind of work several times in one process, and lets it go on in between. */
export async function measureStops(engine: Engine, folder: string, runs: number): Promise<StopMeasurement[]> {
  const measured: StopMeasurement[] = [];
  for (const [work, source] of Object.entries(works)) {
    const root = path.join(folder, work.replace(" ", ""));
    mkdirSync(root, { recursive: true });
    writeFileSync(path.join(root, "work.mjs"), source);
    const directory = path.join(root, "out");
    await instrumentProgram(path.join(root, "work.mjs"), { out: directory, root, runtimeDirectory, frames: true });
    let begun: (() => void) | undefined;
    const beginning = new Promise<void>((resolve) => (begun = resolve));
    const program = await ProgramProcess.start({
      engine,
      directory,
      args: [],
      cwd: root,
      env: process.env,
      watched: true,
      onOutput: () => begun?.(),
    });
    try {
      await beginning;
      const times: number[] = [];
      for (let run = 0; run < runs; run++) {
        const asked = performance.now();
        await program.freeze({ within: 60_000 });
        times.push(performance.now() - asked);
        await program.thaw();
      }
      measured.push({ work, times: times.sort((a, b) => a - b) });
    } finally {
      program.kill("SIGKILL");
      await program.exited;
    }
  }
  return measured;
}

/** A line to a kind of work. */
export function formatStops(measured: readonly StopMeasurement[]): string {
  const ms = (time: number | undefined): string => `${(time ?? NaN).toFixed(0)} ms`.padStart(8);
  const lines = measured.map(
    ({ work, times }) => `${work.padEnd(12)}${ms(times[Math.floor(times.length / 2)])}${ms(times[0])}${ms(times.at(-1))}`,
  );
  return `${"stands after".padEnd(12)}${["median", "least", "most"].map((title) => title.padStart(8)).join("")}\n${lines.join("\n")}\n`;
}
