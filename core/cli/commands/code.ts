import { Command } from "commander";
import path from "node:path";
import { codedError } from "../../errors.js";
import { type GeneratedModule, generatedModules } from "../../handoff/generatedCode.js";
import { ProgramDirectory } from "../../instrument/programDirectory.js";
import { readSnapshotFile } from "../readSnapshotFile.js";

interface Options {
  readonly module?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** `thingsmigrate code`: the modules of the resume program. */
export function codeCommand(): Command {
  return new Command("code")
    .description("print the program that goes on from a snapshot")
    .argument("<file>", "a snapshot file")
    .option("--module <id>", "only this module")
    .option("--out <dir>", "write files with source maps instead: a folder that is new, empty, or of an earlier run")
    .option("--json", "print an object: path -> code")
    .addHelpText(
      "after",
      "\nExamples:\n    thingsmigrate code app.tms --module src/app.ts\n    thingsmigrate code app.tms --out generated    # to read or debug it in an editor",
    )
    .action((file: string, options: Options) => {
      const modules = chosen(generatedModules(readSnapshotFile(file)), options.module);
      if (options.out !== undefined) write(options.out, modules, options.json === true);
      else if (options.json)
        process.stdout.write(`${JSON.stringify(Object.fromEntries(modules.map(({ file: at, code }) => [at, code])))}\n`);
      else process.stdout.write(options.module === undefined ? modules.map(section).join("\n") : modules[0]!.code);
    });
}

/** @throws CodedError E_USAGE for a module that is not among them */
function chosen(modules: readonly GeneratedModule[], id: string | undefined): readonly GeneratedModule[] {
  const found = id === undefined ? modules : modules.filter((one) => one.module === id || one.file === id);
  if (found.length > 0 || id === undefined) return found;
  const known = modules.map((one) => one.module).join(", ");
  throw codedError("E_USAGE", `no code is generated for ${id}; there is ${known}`, {
    remedy: "Modules that the program had not loaded stay as they were.",
  });
}

/** A module under a line with its name. */
function section({ file, code }: GeneratedModule): string {
  const name = `// ${file} `;
  return `${name}${"─".repeat(Math.max(4, 80 - name.length))}\n\n${code.trimEnd()}\n`;
}

function write(out: string, modules: readonly GeneratedModule[], json: boolean): void {
  const directory = new ProgramDirectory(out);
  for (const { file, code, map } of modules) {
    directory.write(file, `${code.trimEnd()}\n//# sourceMappingURL=${path.posix.basename(file)}.map\n`);
    directory.write(`${file}.map`, map);
  }
  directory.finish();
  const files = modules.map(({ file }) => path.join(out, file));
  process.stdout.write(json ? `${JSON.stringify({ out, files })}\n` : files.map((file) => `${file}\n`).join(""));
}
