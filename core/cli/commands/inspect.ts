import { Command } from "commander";
import { codedError } from "../../errors.js";
import { SnapshotInspector } from "../../snapshot/inspect/snapshotInspector.js";
import { formatInspection } from "../formatInspection.js";
import { readSnapshotFile } from "../readSnapshotFile.js";
import { styleFor } from "../style.js";

interface Options {
  readonly all?: boolean;
  readonly json?: boolean;
  readonly expand?: string;
}

/** `thingsmigrate inspect`. */
export function inspectCommand(): Command {
  return new Command("inspect")
    .description("show what a snapshot holds: closures with their variables, suspended code, timers, sizes")
    .argument("<file>", "a snapshot file")
    .option("--all", "leave nothing out")
    .option("--json", "print everything as JSON (docs/command-line.md)")
    .option("--expand <ref>", "print what is inside of one object: `ref` as in the JSON")
    .addHelpText(
      "after",
      `
Examples:
    thingsmigrate snapshot app-x3f9 -o app.tms && thingsmigrate inspect app.tms
    thingsmigrate inspect app.tms --json | jq '.closures[] | select(.name == "inc")'`,
    )
    .action((file: string, options: Options) => {
      const inspector = new SnapshotInspector(readSnapshotFile(file));
      if (options.expand !== undefined) {
        const ref = Number(options.expand);
        if (!Number.isInteger(ref) || ref < 0) throw codedError("E_USAGE", `${options.expand} is not the \`ref\` of an object`);
        process.stdout.write(`${JSON.stringify(inspector.expand(ref, 0, options.all ? Infinity : 100))}\n`);
        return;
      }
      const inspection = inspector.inspect();
      const width = Math.min(process.stdout.isTTY ? process.stdout.columns : 80, 120);
      const text = options.json
        ? `${JSON.stringify(inspection)}\n`
        : formatInspection(inspection, { style: styleFor(process.stdout), width, all: options.all === true });
      process.stdout.write(text);
    });
}
