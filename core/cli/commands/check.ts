import { Command, InvalidArgumentError, Option } from "commander";
import type { Profile } from "../../codemap/manifest.js";
import { findEngines, selectEngine } from "../../board/engines.js";
import { codedError, formatError } from "../../errors.js";
import { type CheckAt, type CheckResult, checkProgram } from "../check/checkProgram.js";
import { runOnBoards } from "../check/runOnBoards.js";
import { exitCodes } from "../exitCodes.js";
import { interruptible, Progress } from "../progress.js";

interface Options {
  readonly hops: number;
  readonly at: CheckAt;
  readonly seed: number;
  readonly engine: readonly string[];
  readonly boards?: readonly string[];
  readonly profile: Profile;
  readonly json?: boolean;
}

/** `thingsmigrate check`: the proof anyone can run on their own program. */
export function checkCommand(): Command {
  return new Command("check")
    .description("run a program straight and moved, and compare what it prints and how it exits, byte for byte")
    .argument("<entry>", "a .js, .mjs, .cjs or .ts file anywhere; no configuration needed")
    .argument("[args...]", "arguments for the program, after --")
    .option("--hops <n>", "moves to another process, each at a turn chosen by the seed", count, 5)
    .addOption(
      new Option("--at <where>", "move between turns, or in the middle of them: at calls, in loops, or once at every such place")
        .choices(["turns", "calls", "loops", "every"])
        .default("turns"),
    )
    .option("--seed <n>", "chooses the turns", integer, 1)
    .option("--engine <names>", "engines in rotation, with commas: node,bun,node@18,deno,quickjs", list, ["node"])
    .option("--boards <names>", "boards in rotation, with commas; otherwise processes of this machine without any board", list)
    .addOption(
      new Option("--profile <name>", "portable: as for engines without function source")
        .choices(["default", "portable"])
        .default("default"),
    )
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
Prints "same: N hops, M bytes of output" and exits 0; otherwise the first difference (exit 1), "not deterministic" when two straight runs of the original
differ already (exit 2), or what could not be captured (exit 3). A program with fewer turns than hops is moved at each of them.

Examples:
    thingsmigrate check app.mjs
    thingsmigrate check app.mjs --hops 20 --seed 7 --engine node,bun,quickjs -- --verbose
    thingsmigrate check app.mjs --boards local,local:two
    thingsmigrate check app.mjs --at loops --hops 20`,
    )
    .action(async (entry: string, args: string[], options: Options) => {
      const engines = await findEngines();
      const progress = new Progress();
      const signal = interruptible();
      const { boards } = options;
      if (boards !== undefined && options.at !== "turns") throw codedError("E_USAGE", "--boards moves between turns: leave --at away");
      const result = await checkProgram({
        entry,
        args,
        cwd: process.cwd(),
        env: process.env,
        hops: options.hops,
        at: options.at,
        seed: options.seed,
        engines: options.engine.map((name) => selectEngine(engines, name)),
        reference: selectEngine(engines, options.engine.find((name) => name.startsWith("node")) ?? "node"),
        signal,
        profile: options.profile,
        ...(boards === undefined ? {} : { run: (run) => runOnBoards(run, boards) }),
        onProgress: (text) => {
          progress.say(text);
        },
      }).finally(() => {
        progress.clear();
      });
      process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : describe(result, options));
      process.exitCode = codeOf(result);
    });
}

function describe(result: CheckResult, { seed }: Options): string {
  switch (result.outcome) {
    case "same":
      return `same: ${String(result.hops)} hops, ${String(result.output)} bytes of output\n`;
    case "not deterministic":
    case "different": {
      const { what, line, expected, actual } = result.difference;
      const where = what === "exit" ? "exit" : `${what} line ${String(line)}`;
      if (result.outcome === "not deterministic")
        return `not deterministic: ${where}\n  first run:  ${expected}\n  second run: ${actual}\n`;
      const how =
        result.moves.length === 0
          ? "instrumented, not moved"
          : `moved ${result.moves.map((move) => `at turn ${String(move.turn)} ${move.from} -> ${move.to}`).join(", ")}`;
      return `different: ${where}\n  original: ${expected}\n  moved:    ${actual}\n  ${how} (--seed ${String(seed)})\n`;
    }
    case "refused":
      return `refused at turn ${String(result.turn)} (${String(result.refusals)} of ${String(result.refusals + result.hops)} moves)\n${formatError(result.error)}\n`;
  }
}

function codeOf(result: CheckResult): number {
  switch (result.outcome) {
    case "same":
      return exitCodes.ok;
    case "different":
      return exitCodes.different;
    case "not deterministic":
      return exitCodes.notDeterministic;
    case "refused":
      return exitCodes.refused;
  }
}

function integer(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value)) throw new InvalidArgumentError("not a whole number");
  return value;
}

function count(text: string): number {
  const value = integer(text);
  if (value < 0) throw new InvalidArgumentError("negative");
  return value;
}

function list(text: string): string[] {
  return text.split(",").filter((name) => name !== "");
}
