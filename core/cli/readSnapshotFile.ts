import { readFileSync } from "node:fs";
import { codedError } from "../errors.js";
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
