import { host } from "../host.js";
import { nodeError } from "../nodeErrors.js";
import { implement, stateful } from "../records.js";
import { builtinModule, builtinNames } from "./builtins.js";
import { definitionOf, dirnameOf, nextEvaluation, pathOf, program, resolveSpecifier } from "./definitions.js";
import type { CjsBody, Definition } from "./definitions.js";
import { evaluate } from "./evaluateModules.js";
import { link } from "./linkModules.js";
import { addModule, findModule, ModuleRecord, registry } from "./moduleRecord.js";
import type { Getter } from "./moduleRecord.js";
import { namespaceOf } from "./namespaces.js";

interface CjsModule {
  id: string;
  path: string;
  exports: unknown;
  filename: string;
  loaded: boolean;
  children: object[];
  paths: string[];
  readonly parent?: CjsModule | null;
}

/** `Module` of node:module, as far as programs use it: the class of the `module` objects. */
export const Module = function Module(this: CjsModule, id = "", parent?: CjsModule) {
  this.id = id;
  this.path = dirnameOf(id);
  this.exports = {};
  Object.defineProperty(this, "parent", { value: parent, writable: true, enumerable: false, configurable: true });
  this.filename = null as never;
  this.loaded = false;
  this.children = [];
  if (parent !== undefined) parent.children.push(this);
} as unknown as new (id?: string, parent?: object) => CjsModule;
Module.prototype.constructor = Module;
(Module.prototype as { require?: unknown }).require = function require(this: CjsModule, specifier: unknown): unknown {
  return requireFrom(idOfPath(this.filename), specifier, this);
};

const pathIds: Record<string, string> = Object.create(null) as Record<string, string>;

function idOfPath(path: string): string {
  const known = pathIds[path];
  if (known !== undefined) return known;
  for (const id of Object.keys(program.manifest.modules)) pathIds[pathOf(id)] ??= id;
  return pathIds[path] ?? path.replace(`${program.root}/`, "");
}

function nodeModulesPaths(folder: string): string[] {
  const paths: string[] = [];
  for (let at = folder; ; at = dirnameOf(at)) {
    if (!at.endsWith("/node_modules")) paths.push(at === "/" ? "/node_modules" : `${at}/node_modules`);
    if (at === "/") return paths;
  }
}

/** `exports` of a CommonJS or JSON module, evaluating it if nobody has. @throws what its code throws. */
export function requireRecord(id: string, parent?: CjsModule): unknown {
  const filename = pathOf(id);
  const cached = registry.cache[filename] as CjsModule | undefined;
  if (cached !== undefined) {
    if (parent !== undefined && !parent.children.includes(cached)) parent.children.push(cached);
    return cached.exports;
  }
  const definition = definitionOf(id);
  if (definition.kind === "esm") return requireEsm(id, filename, parent);
  if (definition.kind === "cjs" && findModule(id)?.module !== undefined) return evaluateCommonJs(nextEvaluation(id, isTaken), parent);
  return evaluateCommonJs(id, parent);
}

function isTaken(id: string): boolean {
  return findModule(id) !== undefined;
}

function evaluateCommonJs(id: string, parent: CjsModule | undefined): unknown {
  const filename = pathOf(id);
  const definition = definitionOf(id) as Definition & { readonly kind: "cjs" | "json" };
  const isMain = id === registry.entry && registry.main === undefined;
  const module = new Module(isMain ? "." : filename, parent);
  module.path = dirnameOf(filename);
  module.filename = filename;
  module.paths = nodeModulesPaths(module.path);
  let record = findModule(id);
  if (record === undefined) record = addModule(new ModuleRecord(id, definition.kind));
  record.module = module;
  if (isMain) registry.main = module;
  registry.cache[filename] = module;
  let ok = false;
  try {
    if (definition.kind === "json") module.exports = parseJson(definition.text, filename);
    else runCommonJs(id, definition.body, module);
    ok = true;
  } finally {
    if (!ok) delete registry.cache[filename];
  }
  setLoaded(record, module);
  return module.exports;
}

function setLoaded(record: ModuleRecord, module: CjsModule): void {
  module.loaded = true;
  if (record.status !== "evaluated" && record.values === undefined) record.status = "linked";
}

/** What is left when the body of a module has ended that was captured in the middle of it. */
export function endCommonJs(id: string, ok: boolean): void {
  const record = findModule(id) as ModuleRecord;
  if (ok) setLoaded(record, record.module as CjsModule);
  else delete registry.cache[pathOf(id)];
}

function parseJson(text: string, filename: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    (error as Error).message = `${filename}: ${(error as Error).message}`;
    throw error;
  }
}

function runCommonJs(id: string, body: CjsBody, module: CjsModule): void {
  Reflect.apply(body, module.exports, [module.exports, makeRequire(id, module), module, module.filename, module.path]);
}

function requireEsm(id: string, filename: string, parent: CjsModule | undefined): unknown {
  const requirer = parent?.filename ?? filename;
  // Node 22 and later load it when it has no top-level await; Node 20 refuses.
  if (Number(host.facts.nodeVersion.slice(1).split(".")[0]) >= 22) {
    const module = link(id);
    const state = evaluate(module);
    state.handled = true;
    if (state.status === 2) throw state.value;
    return namespaceOf(module);
  }
  throw nodeError(
    Error,
    "ERR_REQUIRE_ESM",
    `require() of ES Module ${filename} from ${requirer} not supported.\nInstead change the require of ${filename.slice(filename.lastIndexOf("/") + 1)} in ${requirer} to a dynamic import() which is available in all CommonJS modules.`,
  );
}

/** What a `require` function knows. */
interface RequireState {
  readonly id: string;
  readonly module: CjsModule | undefined;
}

/** The `require` function of a module. */
export function makeRequire(id: string, module: object | undefined): (specifier: string) => unknown {
  const state = { id, module };
  const require: ((specifier: string) => unknown) & Record<string, unknown> = stateful("require", state);
  require["resolve"] = stateful("require.resolve", state);
  require["main"] = registry.main;
  require["extensions"] = extensions;
  require["cache"] = registry.cache;
  return require;
}

/** `require.extensions`: there for programs that look; hooks have no effect, the modules are already instrumented. */
export const extensions = Object.assign(Object.create(null) as object, { ".js": noExtension, ".json": noExtension, ".node": noExtension });

function noExtension(): void {
  return;
}

implement(
  "require",
  (state: RequireState) =>
    function require(specifier: unknown): unknown {
      return requireFrom(state.id, specifier, state.module);
    },
);
implement(
  "require.resolve",
  (state: RequireState) =>
    function resolve(specifier: unknown): string {
      const target = resolveOrThrow(state.id, specifier, state.module);
      return target.startsWith("node:") ? String(specifier) : pathOf(target);
    },
);

/** @param requirer the module that asks, for the list of who required whom */
function resolveOrThrow(from: string, specifier: unknown, requirer: CjsModule | undefined): string {
  if (typeof specifier !== "string") {
    throw nodeError(TypeError, "ERR_INVALID_ARG_TYPE", `The "id" argument must be of type string. Received ${String(specifier)}`);
  }
  const target = resolveSpecifier(from, specifier, "require");
  if (target !== undefined) return target;
  const stack: string[] = [];
  for (let at: CjsModule | null | undefined = requirer; at !== undefined && at !== null; at = at.parent) stack.push(at.filename);
  if (stack.length === 0) stack.push(pathOf(from));
  const error = new Error(`Cannot find module '${specifier}'\nRequire stack:\n- ${stack.join("\n- ")}`) as Error & {
    code: string;
    requireStack: string[];
  };
  error.code = "MODULE_NOT_FOUND";
  error.requireStack = stack;
  throw error;
}

function requireFrom(from: string, specifier: unknown, parent: CjsModule | undefined): unknown {
  const target = resolveOrThrow(from, specifier, parent);
  if (target.startsWith("node:")) return builtinModule(target.slice(5));
  return requireRecord(target, parent);
}

/** `createRequire` of node:module. */
export function createRequire(from: unknown): (specifier: string) => unknown {
  const path = String(from).replace(/^file:\/\//, "");
  return makeRequire(idOfPath(decodeURIComponent(path)), undefined);
}

/** `$tm.scope(id, getters)`: the bindings of a CommonJS module, read at capture. */
export function commonJsScope(id: string, getters: Record<string, Getter>): void {
  const record = findModule(id);
  if (record !== undefined) record.scope = getters;
}

/** `node:module` */
export function moduleBuiltin(): object {
  return Object.assign(Module, {
    Module,
    createRequire,
    builtinModules: builtinNames,
    isBuiltin: (name: string) => builtinNames.includes(name.replace(/^node:/, "")),
    _cache: registry.cache,
    _extensions: extensions,
  });
}
