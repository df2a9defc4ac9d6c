import { Command, Option } from "commander";
import path from "node:path";
import type { Profile } from "../../codemap/manifest.js";
import { formatDiagnostic } from "../../instrument/diagnostics.js";
import { instrumentProgram } from "../../instrument/instrumentProgram.js";
import { captureOption, type CaptureChoice } from "../captureOption.js";
import { interruptible, Progress } from "../progress.js";

interface Options {
  readonly out: string;
  readonly profile: Profile;
  readonly capture: CaptureChoice;
  readonly json?: boolean;
}

/** `thingsmigrate instrument`: source to a program that can describe itself. */
export function instrumentCommand(): Command {
  return new Command("instrument")
    .description("make the same program, able to describe itself; node DIR/<entry> runs it without any agent")
    .argument("<entry>", "its first file")
    .requiredOption("--out <dir>", "folder to write to: new, empty, or of an earlier run")
    .addOption(
      new Option("--profile <name>", "portable: for engines without function source").choices(["default", "portable"]).default("default"),
    )
    .addOption(captureOption())
    .option("--json", "print the result as JSON")
    .addHelpText("after", "\nExample:\n    thingsmigrate instrument src/app.ts --out build && node build/app.ts")
    .action(async (entry: string, options: Options) => {
      const progress = new Progress();
      const result = await instrumentProgram(entry, {
        out: options.out,
        profile: options.profile,
        frames: options.capture === "anywhere",
        signal: interruptible(),
        onProgress: ({ done, module }) => {
          progress.say(`${String(done)} ${module}`);
        },
      }).finally(() => {
        progress.clear();
      });
      if (options.json) {
        const { out, entryFile, diagnostics, files, timings } = result;
        process.stdout.write(`${JSON.stringify({ out, entryFile, diagnostics, files, timings })}\n`);
        return;
      }
      for (const diagnostic of result.diagnostics) process.stderr.write(`${formatDiagnostic(diagnostic)}\n`);
      const { instrumented, fromCache } = result.files;
      process.stdout.write(
        `${String(instrumented + fromCache)} files (${String(fromCache)} unchanged). Run it: node ${path.relative("", result.entryFile)}\n`,
      );
    });
}
