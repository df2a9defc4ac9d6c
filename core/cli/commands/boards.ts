import { existsSync } from "node:fs";
import { Command } from "commander";
import { AgentConnection } from "../../board/agentConnection.js";
import { agentSocket, answers } from "../../board/agentSocket.js";
import { type Board, findBoard, listBoards } from "../../board/boards.js";
import { sshConfigHosts } from "../../board/sshConfigHosts.js";
import { type ErrorRecord, formatError, toCodedError } from "../../errors.js";
import { connectTo } from "../connections.js";
import { exitCodes } from "../exitCodes.js";
import { table } from "../table.js";

interface Options {
  readonly shutdown?: readonly string[];
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `thingsmigrate boards`: what is listed is asked for its engines; hosts that only the ssh configuration names are shown, not contacted. */
export function boardsCommand(): Command {
  return new Command("boards")
    .description("list boards and their engines")
    .option("--shutdown <names...>", "end the agents of these boards; refused while programs run there")
    .option("--force", "with --shutdown: kill the programs too")
    .option("--json", "print as JSON")
    .addHelpText(
      "after",
      `
Boards are: local; local:NAME, made on first use; those of .thingsmigrate/boards.json (docs/boards.md); hosts of your ssh configuration.
An agent is started when it is needed and ends ten minutes after its last program and connection.

Examples:
    thingsmigrate boards
    thingsmigrate run app.mjs --board local:two
    thingsmigrate boards --shutdown local local:two`,
    )
    .action(async (options: Options) => {
      if (options.shutdown) {
        await shutdown(options.shutdown, options);
        return;
      }
      const boards = await Promise.all(
        listBoards(process.cwd()).map(async ({ name, kind }) => {
          try {
            const { hello } = await connectTo(name);
            return { name, kind, platform: hello.platform, engines: hello.engines };
          } catch (error) {
            return { name, kind, error: toCodedError(error).toRecord() };
          }
        }),
      );
      const hosts = sshConfigHosts().filter((host) => !boards.some((board) => board.name === host));
      if (options.json) {
        process.stdout.write(`${JSON.stringify({ boards, sshHosts: hosts })}\n`);
        return;
      }
      const rows = boards.map((board) => [
        board.name,
        board.kind,
        board.platform ?? "",
        board.engines?.map(({ name, version }) => `${name} (${version})`).join(", ") ?? board.error?.message ?? "",
      ]);
      for (const host of hosts) rows.push([host, "ssh", "", "(ssh configuration; not asked)"]);
      process.stdout.write(table(["BOARD", "KIND", "PLATFORM", "ENGINES"], rows));
    });
}

/** Ends them all, whatever becomes of one; agents that don't run are not started for it. */
async function shutdown(names: readonly string[], { force, json }: Options): Promise<void> {
  const ended: string[] = [];
  const failed: { name: string; error: ErrorRecord }[] = [];
  for (const name of names) {
    try {
      const wasThere = await endAgent(findBoard(name, process.cwd()), force === true);
      ended.push(name);
      if (!json) process.stdout.write(wasThere ? `${name}: its agent has ended\n` : `${name}: no agent was running\n`);
    } catch (thrown) {
      const error = toCodedError(thrown).toRecord();
      failed.push({ name, error });
      if (!json) process.stderr.write(`${name}: ${formatError(error)}\n`);
    }
  }
  if (json) process.stdout.write(`${JSON.stringify({ ended, failed })}\n`);
  if (failed.length > 0) process.exitCode = exitCodes.failed;
}

/** @returns whether one was running. */
async function endAgent(board: Board, force: boolean): Promise<boolean> {
  if (board.kind === "local" && !(existsSync(board.folder) && (await answers(agentSocket(board.folder))))) return false;
  const connection = await AgentConnection.open(board, { interactive: process.stdin.isTTY, anyVersion: true });
  try {
    await connection.request("shutdown", { force });
    await connection.closed();
  } finally {
    connection.close();
  }
  return true;
}
