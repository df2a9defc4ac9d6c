import { writeFileSync } from "node:fs";
import { Command } from "commander";
import { codedError } from "../../errors.js";
import { hopsOf, takeSnapshot } from "../../handoff/takeSnapshot.js";
import { writeSnapshot } from "../../snapshot/container.js";
import { atOption, type AtChoice } from "../atOption.js";
import { formatStand } from "../../snapshot/formatStand.js";
import { connectTo, findProgram } from "../connections.js";

interface Options {
  readonly output: string;
  readonly at: AtChoice;
  readonly json?: boolean;
}

/** `thingsmigrate snapshot`. */
export function snapshotCommand(): Command {
  return new Command("snapshot")
    .description("write a running program's state to a file; it goes on afterwards")
    .argument("<proc>", "its name, or the beginning of it")
    .requiredOption("-o, --output <file>", "file to write")
    .addOption(atOption())
    .option("--json", "print what was written as JSON")
    .addHelpText("after", "\nExample:\n    thingsmigrate snapshot app-x3f9 -o app.tms && thingsmigrate inspect app.tms")
    .action(async (proc: string, options: Options) => {
      const { board, record, epochs } = await findProgram(proc);
      const snapshot = await takeSnapshot({
        connection: await connectTo(board),
        program: record,
        board,
        hops: hopsOf(epochs),
        endOfTurn: options.at === "turn",
      });
      const bytes = writeSnapshot(snapshot);
      try {
        writeFileSync(options.output, bytes);
      } catch (cause) {
        throw codedError("E_WRITE", cause instanceof Error ? cause.message : String(cause), { cause });
      }
      const { turn, inTurn } = snapshot.description;
      const told = { program: record.id, file: options.output, bytes: bytes.length, body: snapshot.body.length, turn, inTurn };
      const text = `${options.output}: ${record.id} ${formatStand({ turn, inTurn })}, ${String(bytes.length)} bytes (state alone: ${String(snapshot.body.length)})`;
      process.stdout.write(`${options.json ? JSON.stringify(told) : text}\n`);
    });
}
