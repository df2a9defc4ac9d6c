import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { codedError } from "../errors.js";
import { hashOf } from "./blobStore.js";

/** The agent's one file as it is installed on boards. */
export interface AgentFile {
  /** Absolute path here. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly hash: string;
}

/** `dist/` of this installation: the folder that holds `agent.cjs` and `runtime/`. @throws CodedError E_READ when it has not been built. */
export function distFolder(): string {
  const given = process.env["THINGSMIGRATE_DIST"];
  if (given !== undefined && given !== "") return path.resolve(given);
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    for (const candidate of [folder, path.join(folder, "dist")]) if (existsSync(path.join(candidate, "agent.cjs"))) return candidate;
    const parent = path.dirname(folder);
    if (parent === folder) throw codedError("E_READ", "agent.cjs was not found", { remedy: "Run `npm run build`." });
    folder = parent;
  }
}

/** Reads the agent of this installation, or another one. */
export function readAgentFile(file = path.join(distFolder(), "agent.cjs")): AgentFile {
  const bytes = readFileSync(file);
  return { path: path.resolve(file), bytes, hash: hashOf(bytes) };
}
