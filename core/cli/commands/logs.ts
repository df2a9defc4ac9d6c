import { Command } from "commander";
import type { OutputOffsets } from "../../board/programProcess.js";
import { exitCodeOf, follow } from "../attach.js";
import { findProgram } from "../connections.js";
import { interruptible } from "../progress.js";
import { toCodedError } from "../../errors.js";

/** `thingsmigrate logs`: the output of all epochs in order. */
export function logsCommand(): Command {
  return new Command("logs")
    .description("a program's output from its first byte on, wherever it ran")
    .argument("<proc>", "its name, or the beginning of it")
    .option("-f, --follow", "wait for more until it ends; our exit code is then the program's")
    .action(async (proc: string, options: { follow?: boolean }) => {
      const { epochs } = await findProgram(proc);
      const [first] = epochs;
      if (!first) return;
      const wait = options.follow === true;
      const from: OutputOffsets = first.record.base;
      if (from[0] + from[1] > 0) process.stderr.write(`(what came before offset ${from.join(" and ")} is no longer kept)\n`);
      try {
        // Earlier epochs say themselves where the program went.
        const { record } = await follow(first.board, first.record, { wait, from, ...(wait ? { signal: interruptible() } : {}) });
        if (wait) process.exitCode = exitCodeOf(record);
      } catch (thrown) {
        // Leaving is what Ctrl-C is for here.
        if (toCodedError(thrown).code !== "E_ABORTED") throw thrown;
      }
    });
}
