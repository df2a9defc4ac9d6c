import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Set by scripts/build.mjs in bundles, which have no source files beside them. */
declare const THINGSMIGRATE_INSTRUMENTER: string | undefined;

let version: string | undefined;

/**
 * Version of the instrumenter: a hash over the files that decide what it makes of a source. Part of cache keys and manifests, so that a snapshot is never
 * read with code that another instrumenter would generate.
 */
export function instrumenterVersion(): string {
  version ??=
    typeof THINGSMIGRATE_INSTRUMENTER === "string" ? THINGSMIGRATE_INSTRUMENTER : hashSources(path.dirname(fileURLToPath(import.meta.url)));
  return version;
}

function hashSources(directory: string): string {
  const hash = createHash("sha256");
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(path.relative(directory, file)).update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}
