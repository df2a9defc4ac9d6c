import { Command, Option } from "commander";
import type { Profile } from "../../codemap/manifest.js";
import { deployProgram, withInstrumented } from "../../handoff/deploy.js";
import type { InstrumentedProgram } from "../../instrument/instrumentProgram.js";
import { attachment } from "../attach.js";
import { captureOption, type CaptureChoice } from "../captureOption.js";
import { connectTo } from "../connections.js";
import { Progress } from "../progress.js";

interface Options {
  readonly board: string;
  readonly engine: string;
  readonly profile: Profile;
  readonly capture: CaptureChoice;
  readonly detach?: boolean;
  readonly json?: boolean;
}

/** `thingsmigrate run`. Attached, Ctrl-C stops the program wherever it is by then; a second one leaves it. */
export function runProgramCommand(): Command {
  return new Command("run")
    .description("run a program on a board")
    .argument("<entry>", "its first file")
    .argument("[args...]", "arguments for the program, after --")
    .option("--board <name>", "where", "local")
    .option("--engine <name>", "node, bun, deno, quickjs, node@18, …", "node")
    .addOption(
      new Option("--profile <name>", "portable: for engines without function source").choices(["default", "portable"]).default("default"),
    )
    .addOption(captureOption())
    .option("--detach", "print its name and leave it running")
    .option("--json", "with --detach: print its record as JSON")
    .addHelpText(
      "after",
      `
Its output appears here until it ends, also when it is moved meanwhile, and its exit code is ours. Ctrl-C stops it, a second Ctrl-C leaves it running.
A program that computes for long without coming back to its event loop can be moved then if it was started with --capture anywhere.

Examples:
    thingsmigrate run app.mjs -- --verbose
    thingsmigrate run solver.mjs --capture anywhere --detach
    thingsmigrate run app.mjs --board kitchen --engine bun --detach`,
    )
    .action(async (entry: string, args: string[], options: Options) => {
      const attached = attachment();
      const progress = new Progress();
      progress.say("instrumenting");
      const connecting = connectTo(options.board);
      // Awaited below; instrumenting may fail first.
      connecting.catch(() => undefined);
      const start = async ({ out, manifest }: InstrumentedProgram) => {
        const connection = await connecting;
        progress.say(`starting on ${options.board}`);
        const program = await deployProgram(connection, out, { entry: manifest.entry, engine: options.engine, args, cwd: process.cwd() });
        attached.throwIfStopped();
        return { connection, ...(await connection.request("start", program)) };
      };
      const instrumenting = { profile: options.profile, frames: options.capture === "anywhere" };
      const { record, connection } = await withInstrumented(entry, attached.signal, start, instrumenting).finally(() => {
        progress.clear();
      });
      if (options.detach) {
        process.stdout.write(options.json ? `${JSON.stringify({ board: connection.board.name, ...record })}\n` : `${record.id}\n`);
        return;
      }
      await attached.attach(options.board, record);
    });
}
