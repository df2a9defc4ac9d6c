import { createHash } from "node:crypto";

/** The tag of a module: six base-36 characters from the SHA-256 of its module id; the first part of its code ids (docs/code-contract.md section 1). */
export function codeTag(module: string): string {
  const digest = createHash("sha256").update(module).digest();
  return (digest.readUInt32BE(0) % 36 ** 6).toString(36).padStart(6, "0");
}
