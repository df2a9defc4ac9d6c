import { Command, CommanderError } from "commander";
import { formatError, toCodedError } from "../errors.js";
import { boardsCommand } from "./commands/boards.js";
import { checkCommand } from "./commands/check.js";
import { codeCommand } from "./commands/code.js";
import { inspectCommand } from "./commands/inspect.js";
import { resumeCommand } from "./commands/resume.js";
import { snapshotCommand } from "./commands/snapshot.js";
import { instrumentCommand } from "./commands/instrument.js";
import { logsCommand } from "./commands/logs.js";
import { migrateCommand } from "./commands/migrate.js";
import { psCommand } from "./commands/ps.js";
import { runProgramCommand } from "./commands/run.js";
import { stopCommand } from "./commands/stop.js";
import { exitCodes } from "./exitCodes.js";
import { closeConnections } from "./connections.js";
import { watchOutput } from "./outputReader.js";

const program = new Command("thingsmigrate")
  .description("Move a running JavaScript program, alive, between machines and engines.")
  .enablePositionalOptions()
  .showHelpAfterError("(--help shows what is possible)")
  .exitOverride()
  .addHelpText(
    "after",
    `
Begin with your own program, on this machine, without any set-up:

    thingsmigrate check app.mjs                     is it the same when it is moved in the middle?
    thingsmigrate run app.mjs --detach              runs it on the board "local" and prints its name
    thingsmigrate migrate app-x3f9 --to local:two   moves it, alive
    thingsmigrate logs app-x3f9 --follow            its output, from the first byte on

Each command has its own --help. Exit codes: docs/command-line.md.`,
  );

for (const command of [
  instrumentCommand(),
  runProgramCommand(),
  psCommand(),
  logsCommand(),
  stopCommand(),
  boardsCommand(),
  migrateCommand(),
  snapshotCommand(),
  inspectCommand(),
  codeCommand(),
  resumeCommand(),
  checkCommand(),
]) {
  program.addCommand(command.copyInheritedSettings(program));
}

watchOutput();
try {
  // Also where our Node is Electron, whose arguments commander would take for those of a packed app.
  await program.parseAsync(process.argv, { from: "node" });
} catch (thrown) {
  if (thrown instanceof CommanderError) process.exitCode = thrown.exitCode === 0 ? 0 : exitCodes.usage;
  else {
    const error = toCodedError(thrown);
    if (wantsJson(process.argv)) process.stdout.write(`${JSON.stringify({ error: error.toRecord() })}\n`);
    process.stderr.write(`${formatError(error.toRecord())}\n`);
    if (error.code === "E_INTERNAL" && error.cause instanceof Error) process.stderr.write(`${error.cause.stack ?? ""}\n`);
    process.exitCode = error.code === "E_USAGE" ? exitCodes.usage : error.code === "E_ABORTED" ? exitCodes.interrupted : exitCodes.failed;
  }
} finally {
  await closeConnections();
}

/** Whether our own arguments, not the program's after `--`, ask for JSON. */
function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? undefined : end).includes("--json");
}
