import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * A program of several modules and an npm package that ticks until a file appears, so that tests can do what they like with it meanwhile and still know
 * every byte it prints. Ends with exit code 7.
 */
export class TickingProgram {
  readonly entry: string;
  readonly #stopFile: string;

  /** @param folder new; holds the program */
  constructor(folder: string) {
    mkdirSync(path.join(folder, "node_modules"), { recursive: true });
    cpSync(path.join(import.meta.dirname, "../../node_modules/sprintf-js"), path.join(folder, "node_modules/sprintf-js"), {
      recursive: true,
    });
    this.entry = path.join(folder, "main.mjs");
    this.#stopFile = path.join(folder, "stop");
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "ticking", type: "module" }));
    writeFileSync(
      this.entry,
      `import { existsSync } from "node:fs";
import { Statistics, words } from "./statistics.js";

const [stopFile, pace, note] = process.argv.slice(2);
const noted = () => note;
const statistics = new Statistics();
const word = words();
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
while (!existsSync(stopFile)) {
  await sleep(Number(pace));
  console.log(statistics.next(word.next().value));
  if (statistics.count % 10 === 0 && noted() !== "quiet") console.error("ten more");
}
console.log("last");
process.exitCode = 7;
`,
    );
    writeFileSync(
      path.join(folder, "statistics.js"),
      `import sprintf from "sprintf-js";
export class Statistics {
  #sum = 0;
  count = 0;
  next(word) {
    this.#sum += ++this.count;
    return sprintf.sprintf("%s %05d %d", word, this.count, this.#sum);
  }
}
export function* words() { for (;;) { yield "tick"; yield "töck"; } }
`,
    );
  }

  /** What to give to the program: the file that ends it, and the milliseconds between two lines. */
  get args(): string[] {
    return [this.#stopFile, "10"];
  }

  /** Lets every copy of it end. */
  stop(): void {
    writeFileSync(this.#stopFile, "");
  }

  /** The lines `first` to `last` that it prints, counted from 1. */
  lines(first: number, last: number): string[] {
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
      const n = first + index;
      return `${n % 2 === 1 ? "tick" : "töck"} ${String(n).padStart(5, "0")} ${String((n * (n + 1)) / 2)}`;
    });
  }

  /** Whether a text is what a run prints to stdout from line `first` to its end; the number of lines is its own affair. */
  isWhole(stdout: string, first = 1): boolean {
    const lines = stdout.split("\n");
    const count = lines.length - 2;
    return stdout === [...this.lines(first, first + count - 1), "last", ""].join("\n");
  }
}
