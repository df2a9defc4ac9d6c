import { Command } from "commander";
import { bringFiles, memorySource } from "../../handoff/bringFiles.js";
import { profileFor } from "../../handoff/checkEngine.js";
import { environmentFor, newName, runtimeFiles } from "../../handoff/deploy.js";
import { resumeFilesOf } from "../../handoff/resumeFiles.js";
import { quickjsFiles } from "../../board/runtimeFiles.js";
import { attachment } from "../attach.js";
import { connectTo } from "../connections.js";
import { readSnapshotFile } from "../readSnapshotFile.js";

interface Options {
  readonly board: string;
  readonly engine?: string;
  readonly detach?: boolean;
  readonly json?: boolean;
}

/** `thingsmigrate resume`: another program goes on from a snapshot; the one it was taken of is not touched. */
export function resumeCommand(): Command {
  return new Command("resume")
    .description("let a program go on from a snapshot file, under a new name")
    .argument("<file>", "a snapshot file")
    .option("--board <name>", "where", "local")
    .option("--engine <name>", "otherwise the one it was taken on")
    .option("--detach", "print its name and leave it running")
    .option("--json", "with --detach: print its record as JSON")
    .addHelpText("after", "\nExample:\n    thingsmigrate resume app.tms --board kitchen --engine bun")
    .action(async (file: string, options: Options) => {
      const snapshot = readSnapshotFile(file);
      const attached = attachment();
      const connection = await connectTo(options.board);
      const { entry, args, cwd, turn, engine: takenOn } = snapshot.description;
      const engine = options.engine ?? takenOn;
      const key = { id: newName(entry), epoch: 0 };
      const held = memorySource(snapshot.files);
      const runtime = runtimeFiles(["start.cjs", "bare.js", ...(engine === "quickjs" ? quickjsFiles : [])]);
      const files = await bringFiles(connection, held.files, (hash) => held.read(hash), runtime);
      await connection.request("warm", { ...key, entry, files, engine, args, cwd, env: environmentFor(connection) });
      const profile = await profileFor(connection, key, { timeout: 30_000, signal: attached.signal });
      const made = memorySource([...resumeFilesOf(snapshot, profile), [".thingsmigrate/snapshot.tms", snapshot.body]]);
      const resumed = await bringFiles(connection, made.files, (hash) => made.read(hash));
      await connection.request("restore", { ...key, files: resumed, base: [0, 0], turn, snapshotBytes: snapshot.body.length });
      attached.throwIfStopped();
      const { record } = await connection.request("go", { ...key, released: key.epoch });
      if (options.detach) process.stdout.write(`${options.json ? JSON.stringify({ board: options.board, ...record }) : record.id}\n`);
      else await attached.attach(options.board, record);
    });
}
