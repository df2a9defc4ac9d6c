import { Command } from "commander";
import { toCodedError } from "../../errors.js";
import { allPrograms } from "../connections.js";
import { table } from "../table.js";

/** `thingsmigrate ps`: programs of all listed boards, newest epochs only. */
export function psCommand(): Command {
  return new Command("ps")
    .description("list programs")
    .option("--board <name>", "of this board only (otherwise: all local boards and those of .thingsmigrate/boards.json)")
    .option("--all", "also where a program was before it moved, and targets that never ran")
    .option("--json", "print records as JSON")
    .action(async (options: { board?: string; all?: boolean; json?: boolean }) => {
      const { found, unreachable } = await allPrograms(options.board === undefined ? undefined : [options.board]);
      const shown = options.all ? found : found.filter(({ record }) => !["moved", "aborted", "warm", "prepared"].includes(record.state));
      for (const { board, error } of unreachable) process.stderr.write(`${board}: ${toCodedError(error).message}\n`);
      if (options.json) {
        process.stdout.write(`${JSON.stringify(shown.map(({ board, record }) => ({ board, ...record })))}\n`);
        return;
      }
      const rows = shown.map(({ board, record }) => [
        record.id,
        board,
        record.engine,
        record.state === "ended" ? `ended ${String(record.exit?.code ?? record.exit?.signal)}` : record.state,
        String(record.epoch),
        String(record.end[0] + record.end[1]),
        record.entry,
      ]);
      process.stdout.write(table(["PROC", "BOARD", "ENGINE", "STATE", "MOVES", "OUTPUT", "ENTRY"], rows));
    });
}
