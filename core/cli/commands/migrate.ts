import { Command } from "commander";
import { formatError } from "../../errors.js";
import type { MigrateReport } from "../../handoff/migrate.js";
import { moveProgram } from "../../handoff/moveProgram.js";
import { atOption, type AtChoice } from "../atOption.js";
import { connections, findProgram } from "../connections.js";
import { exitCodes } from "../exitCodes.js";
import { interruptible, Progress } from "../progress.js";

interface Options {
  readonly to: string;
  readonly engine?: string;
  readonly at: AtChoice;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `thingsmigrate migrate`. */
export function migrateCommand(): Command {
  return new Command("migrate")
    .description("move a running program, alive")
    .argument("<proc>", "its name, or the beginning of it")
    .requiredOption("--to <board>", "where to; its own board moves it to another process")
    .option("--engine <name>", "engine there; otherwise the same as now")
    .addOption(atOption())
    .option("--dry-run", "rebuild it on the target, then let it go on where it is: shows whether it can move")
    .option("--force", "also to an engine that lacks something which the program's code names")
    .option("--json", "print the report as JSON")
    .addHelpText(
      "after",
      `
An engine that lacks modules, builtins or syntax which the program uses is refused while the program runs on.
The program stands still only while it is captured, sent and rebuilt. If anything fails before that is done it goes on where it was, and we exit with 3.
Ctrl-C until then does the same.

Example:
    thingsmigrate migrate app-x3f9 --to kitchen --engine bun`,
    )
    .action(async (proc: string, options: Options) => {
      const found = await findProgram(proc);
      const { record } = found;
      const progress = new Progress();
      const cancel = new AbortController();
      const interrupted = interruptible();
      interrupted.addEventListener("abort", () => {
        cancel.abort();
      });
      const report = await moveProgram(connections, found, {
        to: options.to,
        engine: options.engine,
        force: options.force,
        endOfTurn: options.at === "turn",
        signal: cancel.signal,
        onAction: (action) => {
          progress.say(action);
          // Everything that can refuse has been asked when the target is prepared.
          if (options.dryRun && action === "prepare") cancel.abort();
        },
      }).finally(() => {
        progress.clear();
      });
      const rehearsed = options.dryRun === true && !interrupted.aborted && report.error?.code === "E_ABORTED";
      if (options.json) process.stdout.write(`${JSON.stringify({ ...report, ...(rehearsed ? { outcome: "could move" } : {}) })}\n`);
      else process.stdout.write(rehearsed ? `${record.id} can move to ${options.to}\n` : describe(record.id, options.to, report));
      if (!rehearsed) process.exitCode = interrupted.aborted && report.error?.code === "E_ABORTED" ? exitCodes.interrupted : codeOf(report);
    });
}

function describe(id: string, to: string, report: MigrateReport): string {
  const reason = report.error === undefined ? "" : `${formatError(report.error)}\n`;
  switch (report.outcome) {
    case "moved": {
      const numbers =
        report.frozen === undefined
          ? ""
          : `: ${report.frozen.toFixed(0)} ms frozen, ${String(report.snapshotBytes ?? 0)} bytes of snapshot`;
      return `${id} runs on ${to}${numbers}\n`;
    }
    case "stayed":
      return `${id} goes on where it was\n${reason}`;
    case "inDoubt":
      return `${id}: in doubt; it is frozen on its board and nothing is lost. Repeat the command when ${to} can be reached.\n${reason}`;
  }
}

function codeOf({ outcome }: MigrateReport): number {
  return outcome === "moved" ? exitCodes.ok : outcome === "stayed" ? exitCodes.refused : exitCodes.inDoubt;
}
