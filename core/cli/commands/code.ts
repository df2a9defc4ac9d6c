import { Command } from "commander";
import { readSnapshotFile, resumeFilesOf } from "../readSnapshotFile.js";

/** `thingsmigrate code`: the modules of the resume program. */
export function codeCommand(): Command {
  return new Command("code")
    .description("print the program that goes on from a snapshot")
    .argument("<file>", "a snapshot file")
    .option("--json", "print an object: path -> code")
    .action((file: string, options: { json?: boolean }) => {
      const files = resumeFilesOf(readSnapshotFile(file));
      const modules = [...files].filter(([path]) => !path.startsWith(".thingsmigrate/"));
      const texts = modules.map(
        ([path, content]) => [path, typeof content === "string" ? content : Buffer.from(content).toString("utf8")] as const,
      );
      if (options.json) process.stdout.write(`${JSON.stringify(Object.fromEntries(texts))}\n`);
      else for (const [path, text] of texts) process.stdout.write(`// ${path}\n${text.endsWith("\n") ? text : `${text}\n`}\n`);
    });
}
