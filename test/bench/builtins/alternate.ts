import { replacements } from "../../../core/selfhosted/replacements.js";
import { type Usage, usages } from "./usages.js";

/**
 * What self-hosted builtins cost against the native ones, in this process, in turn. Prints JSON lines: nanoseconds for an element, medians. First each builtin
 * is used in one way only, as engines like it; then in all ways in turn, as in a large program.
 */
interface Measured {
  readonly name: string;
  readonly usage: string;
  readonly size: number;
  readonly native: number;
  readonly own: number;
}

const { ROUNDS, ONLY } = globalThis as unknown as { readonly ROUNDS: number; readonly ONLY: string };
const batch = 4;
/** Results have to go somewhere, or compilers would not compute them. */
const kept: { result?: unknown } = {};

/** Milliseconds of processor time: the machine may be busy. */
function clock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** How often `play` is called to be measured. */
function repetitions(play: () => unknown): number {
  for (let n = 1; ; n *= 2) {
    const start = clock();
    for (let i = 0; i < n; i++) kept.result = play();
    if (clock() - start > batch) return n;
  }
}

function measure(native: () => unknown, own: () => unknown): [native: number, own: number] {
  const count = Math.min(repetitions(native), repetitions(own));
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [n, play] of [native, own].entries()) {
      const start = clock();
      for (let i = 0; i < count; i++) kept.result = play();
      times[n as 0 | 1].push((clock() - start) / count);
    }
  }
  // The first third is for the compilers.
  const median = (list: readonly number[]): number => {
    const late = list.slice(Math.floor(ROUNDS / 3)).sort((a, b) => a - b);
    return late[late.length >> 1]!;
  };
  return [median(times[0]), median(times[1])];
}

/** A function of its own for each call site, or engines would think of them as one. */
function site(usage: Usage, builtin: unknown, size: number): () => unknown {
  return new Function("use", "builtin", "size", "let n = 0; return () => use(builtin, size, n++);")(
    usage.use,
    builtin,
    size,
  ) as () => unknown;
}

function report(measured: Measured): void {
  console.log(JSON.stringify(measured));
}

for (const way of ["one", "mixed"] as const) {
  for (const { name, native, own } of replacements) {
    if (!new RegExp(ONLY).test(name)) continue;
    for (const usage of usages(name, way)) {
      for (const size of usage.sizes) {
        const [nativeTime, ownTime] = measure(site(usage, native, size), site(usage, own, size));
        report({ name, usage: usage.name, size, native: (nativeTime / size) * 1e6, own: (ownTime / size) * 1e6 });
      }
    }
  }
}
