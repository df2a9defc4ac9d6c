import type { ModuleKind } from "../../codemap/codeMap.js";
import type { PromiseState } from "../promiseState.js";
import { record, root } from "../records.js";

export type Getter = () => unknown;

/** One module of the program (Cyclic Module Record, ECMA-262 16.2.1.6; a CommonJS module; a builtin as ES modules see it). */
export class ModuleRecord {
  id: string;
  kind: ModuleKind | "builtin";
  status: "defined" | "linking" | "linked" | "evaluating" | "evaluating-async" | "evaluated" = "defined";
  /** Whether evaluation ended with `error`. */
  failed = false;
  error: unknown = undefined;
  /** Body of an ES module, suspended before its evaluation or at a top-level await. */
  generator: Generator | undefined;
  /** Ids of the static dependencies in source order, once linked. */
  requested: string[] = [];
  /** CommonJS: the `module` object. */
  module: object | undefined;
  /** CommonJS, JSON and builtins: what ES modules see, taken when it was evaluated. */
  values: Record<string, unknown> | undefined;
  /** Promise of the evaluation, for a root of `import()` or of the program. */
  evaluation: PromiseState | undefined;
  /** [[DFSIndex]] and [[DFSAncestorIndex]], only while evaluating. */
  index = -1;
  ancestor = -1;
  cycleRoot: ModuleRecord | undefined;
  /** [[AsyncEvaluationOrder]], 0 if it never waited. */
  asyncOrder = 0;
  pendingDependencies = 0;
  asyncParents: ModuleRecord[] = [];
  /** The namespace object, once one was asked for. */
  namespace: object | undefined;
  /** `import.meta`, once it was asked for. */
  meta: object | undefined;

  // Given by the code, again after each move.
  declare exports: Record<string, Getter>;
  declare starExports: string[];
  declare indirectExports: { name: string; from: string; importedName: string }[];
  declare scope: Record<string, Getter>;
  /** What importers read: live accessors, no prototype. */
  declare namespaceRecord: object;
  declare wanted: { specifier: string; from: string; names: readonly string[] }[];
  declare filled: boolean;
  constructor(id: string, kind: ModuleKind | "builtin") {
    this.id = id;
    this.kind = kind;
    prepareModule(this);
  }
}
record("Module", ModuleRecord, [
  "id",
  "kind",
  "status",
  "failed",
  "error",
  "generator",
  "requested",
  "module",
  "values",
  "evaluation",
  "index",
  "ancestor",
  "cycleRoot",
  "asyncOrder",
  "pendingDependencies",
  "asyncParents",
  "namespace",
  "meta",
]);

/** Gives a record (new, or one that restore has allocated) what isn't captured. */
export function prepareModule(module: ModuleRecord): void {
  module.exports = Object.create(null) as Record<string, Getter>;
  module.starExports = [];
  module.indirectExports = [];
  module.scope = Object.create(null) as Record<string, Getter>;
  module.namespaceRecord = newNamespaceRecord();
  module.wanted = [];
  module.filled = false;
}

const Bare = function () {
  return;
} as unknown as new () => object;

/**
 * An object without prototype whose properties V8 keeps as those of a class: of `Object.create(null)` it makes a hash table, and every use of an imported
 * name would be a look-up in it (5x slower, docs/bench.md).
 */
function newNamespaceRecord(): object {
  return Object.setPrototypeOf(new Bare(), null) as object;
}

/** All modules of the program, in the order in which they were first asked for. */
export class Registry {
  records: ModuleRecord[] = [];
  nextAsyncOrder = 1;
  /** `require.cache` and `require.main`. */
  cache: Record<string, object> = Object.create(null) as Record<string, object>;
  main: object | undefined;
  entry = "";
}
record("Registry", Registry, ["records", "nextAsyncOrder", "cache", "main", "entry"]);
export const registry = root("modules", new Registry());

let byId: Record<string, ModuleRecord> = Object.create(null) as Record<string, ModuleRecord>;

/** The record of a module, or undefined when nothing has asked for it yet. */
export function findModule(id: string): ModuleRecord | undefined {
  return byId[id];
}

/** Adds a record. */
export function addModule(module: ModuleRecord): ModuleRecord {
  registry.records.push(module);
  byId[module.id] = module;
  return module;
}

/** Rebuilds what is derived from the registry (after a restore). */
export function indexModules(): void {
  byId = Object.create(null) as Record<string, ModuleRecord>;
  for (const module of registry.records) byId[module.id] = module;
}
