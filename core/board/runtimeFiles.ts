import { copyFileSync, existsSync } from "node:fs";
import path from "node:path";
import { distFolder } from "./agentFile.js";
import type { EngineKind } from "./engines.js";

/** What a program directory needs for QuickJS beyond what every instrumented program has: the host script and the engine itself. */
export const quickjsFiles = ["quickjs.cjs", "emscripten-module.wasm"] as const;

/** Adds to the program in `directory` what an engine of `kind` needs and the directory has not. */
export function addRuntimeFiles(directory: string, kind: EngineKind): void {
  if (kind !== "quickjs") return;
  for (const name of quickjsFiles) {
    const target = path.join(directory, ".thingsmigrate", name);
    if (!existsSync(target)) copyFileSync(path.join(distFolder(), "runtime", name), target);
  }
}
