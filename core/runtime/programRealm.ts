import { installConsole } from "./console.js";
import { installErrors } from "./errors.js";
import { installHeldIterators } from "./heldIterators.js";
import { installInspect } from "./inspect.js";
import { installPatches } from "./patches.js";
import { installProcess } from "./process.js";
import { installShims } from "./shims/shims.js";

/** Puts in place what the program sees of its host: console, process, builtin modules, errors. Called once, before any code of the program. */
export function installProgramRealm(): void {
  installPatches();
  installInspect();
  installHeldIterators();
  installConsole();
  installProcess();
  installErrors();
  installShims();
}
