import type { Manifest } from "../codemap/manifest.js";
import { startControl } from "./control.js";
import { host, setHost } from "./host.js";
import type { Host } from "./host.js";
import { listRealm } from "./moves.js";
import { program } from "./modules/definitions.js";
import { installRuntime } from "./runtime.js";
import { installProgramRealm } from "./programRealm.js";
import { loadAndStart } from "./startProgram.js";

/** Reads the manifest of the program in a directory. @throws when there is none. */
export function openProgram(directory: string): void {
  const manifest = JSON.parse(host.readText(`${directory}/.thingsmigrate/manifest.json`)) as Manifest;
  program.manifest = manifest;
  program.directory = directory;
  program.root = host.facts.env["THINGSMIGRATE_ROOT"] ?? (manifest.root !== "" && host.exists(manifest.root) ? manifest.root : directory);
}

/**
 * Prepares the realm and, if asked to, runs the program of the directory.
 * @param run whether the runtime itself was started, rather than loaded by the program's entry.
 */
export function boot(given: Host, directory: string, run: boolean): void {
  setHost(given);
  const warm = run && given.facts.env["THINGSMIGRATE_MODE"] === "warm";
  if (!warm) openProgram(directory);
  installRuntime();
  installProgramRealm();
  listRealm();
  startControl(warm);
  if (run && !warm) loadAndStart();
}
