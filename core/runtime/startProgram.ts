import { findModule, registry } from "./modules/moduleRecord.js";
import { definitionOf, program } from "./modules/definitions.js";
import { endEvaluation, evaluate } from "./modules/evaluateModules.js";
import { link } from "./modules/linkModules.js";
import { endCommonJs, requireRecord } from "./modules/commonJs.js";
import type { Job } from "./jobs.js";
import { endings } from "./stack/frames.js";
import { waitFor } from "./promiseState.js";
import { record } from "./records.js";
import { reportUncaught } from "./uncaught.js";
import { runMain } from "./turns.js";

/** Waits for an entry that stopped at a top-level await: its error is an uncaught one. */
class EntryCompletion implements Job {
  runJob(value: unknown, ok: boolean): void {
    if (!ok) reportUncaught(value, "module");
  }
}
record("EntryCompletion", EntryCompletion, []);

/** `$tm.start(entry)`: runs the program. */
export function startProgram(entry: string): void {
  registry.entry = entry;
  const esm = definitionOf(entry).kind === "esm";
  runMain(() => {
    if (!esm) {
      requireRecord(entry);
      return;
    }
    const state = evaluate(link(entry));
    state.handled = true;
    if (state.status === 2) reportUncaught(state.value, "module");
    else if (state.status === 0) waitFor(state, new EntryCompletion());
  }, esm);
}

/** The entry has come to its end after a move in the middle of it. */
endings.main = (_running: unknown, ok: boolean, value: unknown) => {
  const { entry } = registry;
  const esm = findModule(entry)?.kind === "esm";
  if (esm) endEvaluation(entry, ok, value);
  else endCommonJs(entry, ok);
  if (!ok) reportUncaught(value, esm ? "module" : "throw");
};

/** Loads the program's entry and runs it (when the engine was started with the runtime itself). */
export function loadAndStart(): void {
  definitionOf(program.manifest.entry);
  startProgram(program.manifest.entry);
}
