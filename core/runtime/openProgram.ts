import type { Manifest } from "../codemap/manifest.js";
import { host } from "./host.js";
import { program } from "./modules/definitions.js";

/** Reads the manifest of the program in a directory, and finds the program's root on this board. @throws when there is none. */
export function openProgram(directory: string): void {
  const manifest = JSON.parse(host.readText(`${directory}/.thingsmigrate/manifest.json`)) as Manifest;
  program.manifest = manifest;
  program.directory = directory;
  program.root = host.facts.env["THINGSMIGRATE_ROOT"] ?? (manifest.root !== "" && host.exists(manifest.root) ? manifest.root : directory);
}
