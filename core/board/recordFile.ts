import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import path from "node:path";
import type { ProgramRecord } from "./agentProtocol.js";

const fileName = "record.json";

/** Writes a program's record into its folder: on the disk, whole, when this returns; the one before is kept when it throws. */
export function writeRecord(folder: string, record: ProgramRecord): void {
  const file = path.join(folder, fileName);
  const text = Buffer.from(JSON.stringify(record));
  durably(openSync(`${file}.new`, "w", 0o600), (descriptor) => {
    for (let written = 0; written < text.length;) written += writeSync(descriptor, text, written);
  });
  renameSync(`${file}.new`, file);
  durably(openSync(folder, "r"));
}

/** The record in a folder, if there is one. */
export function readRecord(folder: string): ProgramRecord | undefined {
  const file = path.join(folder, fileName);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as ProgramRecord) : undefined;
}

function durably(descriptor: number, write: (descriptor: number) => void = () => undefined): void {
  try {
    write(descriptor);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
