import { readFileSync } from "node:fs";
import { codedError } from "../errors.js";
import { type ResumeFiles, resumeFilesMaker } from "../handoff/resumeFiles.js";
import { readSnapshot, type Snapshot } from "../snapshot/container.js";

/** A snapshot file, checked. @throws CodedError E_READ, E_SNAPSHOT_INVALID, E_SNAPSHOT_VERSION */
export function readSnapshotFile(file: string): Snapshot {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw codedError("E_READ", cause instanceof Error ? cause.message : String(cause), { cause });
  }
  return readSnapshot(bytes);
}

/** The resume program of a snapshot: what its code needs beside the files in it. */
export function resumeFilesOf({ files, description }: Snapshot): ResumeFiles {
  const make = resumeFilesMaker((path) => {
    const bytes = files.get(path);
    if (!bytes) throw codedError("E_SNAPSHOT_INVALID", `it holds no ${path}`);
    return bytes.toString("utf8");
  });
  return make(description.codeUse);
}
