import { Command } from "commander";
import { listBoards } from "../../board/boards.js";
import { sshConfigHosts } from "../../board/sshConfigHosts.js";
import { toCodedError } from "../../errors.js";
import { connectTo } from "../connections.js";
import { table } from "../table.js";

/** `thingsmigrate boards`: what is listed is asked for its engines; hosts that only the ssh configuration names are shown, not contacted. */
export function boardsCommand(): Command {
  return new Command("boards")
    .description("list boards and their engines")
    .option("--json", "print as JSON")
    .addHelpText(
      "after",
      "\nBoards: local, local:NAME (made on first use), .thingsmigrate/boards.json (docs/boards.md), hosts of your ssh configuration.",
    )
    .action(async (options: { json?: boolean }) => {
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
