import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runCommand } from "../../core/cli/check/runResult.js";
import { temporaryFolder } from "../temporaryFolder.js";

/**
 * Programs that end no turn before they are told: each of their phases is printed, then they compute until a file is there. What they print does not depend
 * on when that is, so a test can do with them what it likes meanwhile.
 */
const sources = {
  // Nothing but loops, at the top level of a module. Leaves a file `ended` where the gates are.
  loop: `import { existsSync, writeFileSync } from "node:fs";
const [gate, phases] = process.argv.slice(2);
let seed = 1;
const next = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff);
let spun = 0;
for (let phase = 0; phase < Number(phases); phase++) {
  let sum = 0;
  for (let i = 0; i < 1000; i++) sum += next() % 7;
  console.log("phase", phase, sum);
  while (!existsSync(gate + phase)) for (let i = 0; i < 1000; i++) spun = (spun + i * phase) | 0;
}
console.log("end", seed, spun === (spun | 0));
writeFileSync(gate.replace(/gate$/, "ended"), "");
process.exitCode = 5;
`,
  // Each phase is deeper down; every frame has a closure that shares a variable with it, and one is in the middle of an expression and of a try.
  deep: `const { existsSync } = require("node:fs");
const [gate, phases] = process.argv.slice(2);
const bumps = [];
function down(depth, phase) {
  let mine = depth % 11;
  bumps.push(() => ++mine);
  if (depth === 0) return bottom(phase);
  try {
    return mine + down(depth - 1, phase) * 3 % 1009 + mine;
  } finally {
    bumps[depth % 50]();
  }
}
function bottom(phase) {
  console.log("bottom", phase, bumps.length);
  let rounds = 0;
  while (!existsSync(gate + phase)) rounds++;
  return Number(rounds >= 0) + (phase + 1 < Number(phases) ? down(100, phase + 1) : 0);
}
console.log("up", down(200, 0));
console.log("end", bumps.reduce((sum, bump) => sum + bump(), 0));
process.exitCode = 5;
`,
  // Its main program ends when it is told; then it ticks.
  ending: `import { existsSync } from "node:fs";
const [gate] = process.argv.slice(2);
let spun = 0;
console.log("phase 0");
while (!existsSync(gate + 0)) spun = (spun + 1) | 0;
const ticking = setInterval(() => {
  if (!existsSync(gate + 1)) return;
  clearInterval(ticking);
  console.log("end", spun === (spun | 0));
}, 5);
`,
  // Is called by the engine, not by a call of its own: such a stack is not captured.
  converted: `import { existsSync } from "node:fs";
const [gate] = process.argv.slice(2);
const value = { toString() { while (!existsSync(gate + 0)); return "converted"; } };
console.log("phase 0");
console.log(\`\${value}\`);
while (!existsSync(gate + 1));
console.log("end");
`,
} as const;

export type SpinningName = keyof typeof sources;

/** A program of these in a folder of its own. */
export class SpinningProgram {
  readonly entry: string;
  readonly args: readonly string[];
  readonly #gate: string;
  readonly #phases: number;

  constructor(folder: string, name: SpinningName, phases = 3) {
    mkdirSync(folder, { recursive: true });
    this.entry = path.join(folder, `${name}.${name === "deep" ? "cjs" : "mjs"}`);
    writeFileSync(this.entry, sources[name]);
    this.#gate = path.join(folder, "gate");
    this.#phases = phases;
    this.args = [this.#gate, String(phases)];
  }

  /** Lets it go on after a phase. */
  open(phase: number): void {
    writeFileSync(this.#gate + String(phase), "");
  }

  /** Lets it run to its end. */
  openAll(): void {
    for (let phase = 0; phase < this.#phases; phase++) this.open(phase);
  }
}

/** What plain Node prints for one that nothing holds back, and its exit code. */
export async function straightRun(name: SpinningName): Promise<{ readonly stdout: string; readonly code: number | null }> {
  const folder = temporaryFolder("straight");
  const program = new SpinningProgram(folder, name);
  program.openAll();
  const args = [program.entry, ...program.args];
  const { stdout, code } = await runCommand({ file: process.execPath, args, cwd: folder, env: process.env });
  return { stdout: stdout.toString(), code };
}
