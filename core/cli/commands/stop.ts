import { Command } from "commander";
import { connectTo, findProgram } from "../connections.js";

/** `thingsmigrate stop`. */
export function stopCommand(): Command {
  return new Command("stop")
    .description("end a program with SIGTERM")
    .argument("<proc>", "its name, or the beginning of it")
    .option("--kill", "with SIGKILL instead")
    .option("--json", "print its last record as JSON")
    .action(async (proc: string, options: { kill?: boolean; json?: boolean }) => {
      const { board, record } = await findProgram(proc);
      const connection = await connectTo(board);
      const signal = options.kill ? "SIGKILL" : "SIGTERM";
      const stopped = await connection.request("stop", { id: record.id, epoch: record.epoch, signal });
      if (options.json) process.stdout.write(`${JSON.stringify({ board, ...stopped.record })}\n`);
      else process.stdout.write(`${record.id} ${stopped.record.state}\n`);
    });
}
