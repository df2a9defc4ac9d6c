import { placeRestoredIterations } from "./collectionIteration.js";
import { makeRegistry, watchRestored } from "./finalization.js";
import { pathOf, program, resumeBodyOf } from "./modules/definitions.js";
import { hasFunctionText } from "./captureFunctions.js";
import { ModuleHandle } from "./modules/moduleHandle.js";
import { fillNewRecords } from "./modules/linkModules.js";
import type { ModuleRecord } from "./modules/moduleRecord.js";
import { findModule, indexModules, prepareModule, registry } from "./modules/moduleRecord.js";
import type { NamespaceState } from "./modules/namespaces.js";
import { namespaceOf } from "./modules/namespaces.js";
import { openProgram } from "./openProgram.js";
import { host } from "./host.js";
import type { Intrinsics } from "./intrinsics.js";
import { installCapturing } from "./runtime.js";
import { applyEnvironment } from "./process.js";
import { hidden, roots } from "./records.js";
import { restore } from "./restore.js";
import { RestoreError } from "./restoreError.js";
import type { ResumedModule, ResumeTables } from "./resumeModule.js";
import { indexTimers } from "./timerLists.js";

let tables: ResumeTables = {};

/** `$tm.codemap(tables)`: what restoring needs to know about the code of the resume program. */
export function codemap(given: ResumeTables): void {
  tables = given;
}

function setRestoring(on: boolean): void {
  // Made anew with its last value: V8 takes a property that never changed for a constant.
  delete (globalThis as { $restoring?: boolean }).$restoring;
  Object.defineProperty(globalThis, "$restoring", { value: on, writable: true, enumerable: false, configurable: true });
}

/** Namespace objects are made by the registry. */
function makeNamespace(state: NamespaceState): object {
  const namespace = namespaceOf(state.module);
  hidden.set(namespace, state);
  return namespace;
}

function resumeModule(id: string, value: (name: string) => unknown): ResumedModule | undefined {
  const kind = program.manifest.modules[id]?.kind;
  if (kind !== "esm" && kind !== "cjs") return undefined;
  const definition = resumeBodyOf(id);
  // A module that has not been touched by the snapshot keeps its instrumented file.
  if (definition === undefined) return undefined;
  const module = findModule(id);
  if (module === undefined) return undefined;
  if (definition.kind === "esm") {
    const resumed = definition.body(new ModuleHandle(module));
    if (resumed.exports !== undefined) module.exports = resumed.exports as ModuleRecord["exports"];
    module.scope = (resumed.get ?? Object.create(null)) as ModuleRecord["scope"];
    return resumed;
  }
  const path = pathOf(id);
  const body = definition.body as unknown as (
    exports: unknown,
    require: unknown,
    module: unknown,
    filename: string,
    dirname: string,
  ) => ResumedModule;
  const moduleObject = value("module");
  const resumed = Reflect.apply(body, value("this"), [
    value("exports"),
    value("require"),
    moduleObject,
    (value("__filename") as string | undefined) ?? path,
    (value("__dirname") as string | undefined) ?? path.slice(0, path.lastIndexOf("/")),
  ]);
  module.scope = (resumed.get ?? Object.create(null)) as ModuleRecord["scope"];
  return resumed;
}

/**
 * Loads a resume program and rebuilds its heap, in a fresh frozen process. The program does not run before `go`.
 * @throws RestoreError, BodyError or CodedError when the snapshot is damaged or the engine lacks something.
 */
export function restoreProgram(directory: string, intrinsics: Intrinsics): void {
  openProgram(directory);
  if (!hasFunctionText && program.manifest.profile !== "portable") {
    throw new RestoreError("this engine gives no source of functions: the resume program has to be made in the portable profile");
  }
  host.evaluate(host.readText(`${directory}/.thingsmigrate/tables.js`), "thingsmigrate-tables.js");
  const body = host.readText(`${directory}/.thingsmigrate/snapshot.tms`);
  restore(
    body,
    {
      intrinsics,
      tables,
      roots,
      exotic: { Namespace: { opaque: true, make: makeNamespace }, FinalizationRegistry: { opaque: false, make: makeRegistry } },
      prepareRecord: (kind, record) => {
        if (kind === "Module") prepareModule(record as ModuleRecord);
      },
      modulesReady: (records) => {
        registry.records = records as ModuleRecord[];
        indexModules();
      },
      resumeModule,
    },
    () => {
      setRestoring(true);
    },
    () => {
      setRestoring(false);
      // Functions may have been asked who they are.
      installCapturing();
    },
  );
  placeRestoredIterations();
  indexModules();
  fillNewRecords();
  indexTimers();
  watchRestored();
  applyEnvironment();
}
