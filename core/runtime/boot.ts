import { dressBuiltins, rememberBuiltins } from "./builtinTexts.js";
import { connectControl, startControl } from "./control.js";
import { setHost } from "./host.js";
import type { Host } from "./host.js";
import { listRealm } from "./moves.js";
import { openProgram } from "./openProgram.js";
import { installRuntime } from "./runtime.js";
import { installProgramRealm } from "./programRealm.js";
import { loadAndStart } from "./startProgram.js";

/**
 * Prepares the realm and, if asked to, runs the program of the directory.
 * @param run whether the runtime itself was started, rather than loaded by the program's entry.
 */
export function boot(given: Host, directory: string, run: boolean): void {
  setHost(given);
  const warm = run && given.facts.env["THINGSMIGRATE_MODE"] === "warm";
  if (!warm) openProgram(directory);
  connectControl();
  rememberBuiltins();
  installRuntime();
  installProgramRealm();
  dressBuiltins();
  listRealm();
  startControl(warm);
  if (run && !warm) loadAndStart();
}
