import { Command } from "commander";
import type { ProgramRecord } from "../../board/agentProtocol.js";
import { exitCodeOf, follow } from "../attach.js";
import { connectTo, findProgram } from "../connections.js";
import { deployProgram, withInstrumented } from "../deploy.js";
import { Progress } from "../progress.js";

interface Options {
  readonly board: string;
  readonly engine: string;
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
    .option("--detach", "print its name and leave it running")
    .option("--json", "with --detach: print its record as JSON")
    .addHelpText(
      "after",
      `
Its output appears here until it ends, also when it is moved meanwhile, and its exit code is ours. Ctrl-C stops it, a second Ctrl-C leaves it running.

Examples:
    thingsmigrate run app.mjs -- --verbose
    thingsmigrate run app.mjs --board kitchen --engine bun --detach`,
    )
    .action(async (entry: string, args: string[], options: Options) => {
      const stop = new AbortController();
      const running: { record?: ProgramRecord } = {};
      let interrupts = 0;
      process.on("SIGINT", () => {
        if (++interrupts > 1) process.exit(130);
        if (running.record) void stopProgram(running.record.id);
        else stop.abort();
      });
      const progress = new Progress();
      progress.say("instrumenting");
      const connecting = connectTo(options.board);
      // Awaited below; instrumenting may fail first.
      connecting.catch(() => undefined);
      const { record, connection } = await withInstrumented(entry, stop.signal, async ({ out, manifest }) => {
        const connection = await connecting;
        progress.say(`starting on ${options.board}`);
        const program = await deployProgram(connection, out, { entry: manifest.entry, engine: options.engine, args });
        return { connection, ...(await connection.request("start", program)) };
      }).finally(() => {
        progress.clear();
      });
      running.record = record;
      if (options.detach) {
        process.stdout.write(options.json ? `${JSON.stringify({ board: connection.board.name, ...record })}\n` : `${record.id}\n`);
        return;
      }
      const followed = await follow(options.board, record, { wait: true });
      process.exitCode = exitCodeOf(followed.record);
    });
}

async function stopProgram(id: string): Promise<void> {
  try {
    const { board, record } = await findProgram(id);
    const connection = await connectTo(board);
    await connection.request("stop", { id: record.id, epoch: record.epoch, signal: "SIGINT" });
  } catch {
    // It has ended meanwhile, or can't be reached: the second Ctrl-C leaves.
  }
}
