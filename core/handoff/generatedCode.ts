import type { Snapshot } from "../snapshot/container.js";
import { resumeFilesOf } from "./resumeFiles.js";

/** The code that goes on from a snapshot: path of each module in the resume program -> its text. @throws CodedError E_SNAPSHOT_INVALID */
export function generatedCode(snapshot: Snapshot): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [path, content] of resumeFilesOf(snapshot)) {
    if (!path.startsWith(".thingsmigrate/")) texts.set(path, typeof content === "string" ? content : Buffer.from(content).toString("utf8"));
  }
  return texts;
}
