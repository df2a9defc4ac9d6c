import { Command } from "commander";
import { generatedCode } from "../../handoff/generatedCode.js";
import { readSnapshotFile } from "../readSnapshotFile.js";

/** `thingsmigrate code`: the modules of the resume program. */
export function codeCommand(): Command {
  return new Command("code")
    .description("print the program that goes on from a snapshot")
    .argument("<file>", "a snapshot file")
    .option("--json", "print an object: path -> code")
    .action((file: string, options: { json?: boolean }) => {
      const texts = generatedCode(readSnapshotFile(file));
      if (options.json) process.stdout.write(`${JSON.stringify(Object.fromEntries(texts))}\n`);
      else for (const [path, text] of texts) process.stdout.write(`// ${path}\n${text.endsWith("\n") ? text : `${text}\n`}\n`);
    });
}
