import { builtinModule } from "./builtins.js";
import { definitionOf, pathOf, resolveSpecifier } from "./definitions.js";
import type { EsmBody } from "./definitions.js";
import { ModuleHandle } from "./moduleHandle.js";
import { addModule, findModule, ModuleRecord } from "./moduleRecord.js";
import { bindingOf, fillRecord } from "./namespaces.js";
import { nodeError } from "../nodeErrors.js";

/** Linked since linking began: their records are filled when all are there. */
let unfilled: ModuleRecord[] = [];

/** The record of what a specifier in a module leads to, linking it if it is new. @throws ERR_MODULE_NOT_FOUND. */
export function requestModule(from: ModuleRecord, specifier: string): ModuleRecord {
  const id = resolveSpecifier(from.id, specifier);
  if (id === undefined) throw notFound(from.id, specifier);
  const dependency = instantiate(id);
  // A module that is being restored asks while its list is not filled yet: the snapshot has it.
  const requested = from.requested as string[] | undefined;
  if (requested !== undefined && !requested.includes(id)) requested.push(id);
  return dependency;
}

/** ERR_MODULE_NOT_FOUND as `import` throws it. */
export function notFound(from: string, specifier: string): Error {
  const what = /^[./]/.test(specifier) ? "module" : "package";
  const name = what === "module" ? pathOf(from).replace(/[^/]*$/, "") + specifier.replace(/^\.\//, "") : specifier;
  const error = nodeError(Error, "ERR_MODULE_NOT_FOUND", `Cannot find ${what} '${name}' imported from ${pathOf(from)}`);
  // Nothing of the program is on the stack, and an error without any place would be printed in brackets.
  error.stack = `Error [ERR_MODULE_NOT_FOUND]: ${error.message}\n    at finalizeResolution (node:internal/modules/esm/resolve)`;
  return error;
}

/** Creates the record of a module and runs its code up to the linking `yield`. */
function instantiate(id: string): ModuleRecord {
  const known = findModule(id);
  if (known !== undefined) {
    if (!known.filled) unfilled.push(known);
    return known;
  }
  if (id.startsWith("node:")) {
    const module = addModule(new ModuleRecord(id, "builtin"));
    builtinModule(id.slice(5));
    module.status = "evaluated";
    unfilled.push(module);
    return module;
  }
  const definition = definitionOf(id);
  const module = addModule(new ModuleRecord(id, definition.kind));
  unfilled.push(module);
  if (definition.kind !== "esm") {
    module.status = "linked";
    return module;
  }
  module.status = "linking";
  instantiateEsm(module, definition.body);
  return module;
}

function instantiateEsm(module: ModuleRecord, body: EsmBody): void {
  module.generator = body(new ModuleHandle(module));
  module.generator.next();
  module.status = "linked";
}

/** Links a module and everything it depends on. @throws SyntaxError when an imported name isn't exported. */
export function link(id: string): ModuleRecord {
  const module = instantiate(id);
  const filling = unfilled;
  unfilled = [];
  for (const linked of filling) checkImports(linked);
  for (const linked of filling) fillRecord(linked);
  return module;
}

/** Fills the namespace records of modules that resume code has asked for (their imports were checked when the program began). */
export function fillNewRecords(): void {
  const filling = unfilled;
  unfilled = [];
  for (const linked of filling) fillRecord(linked);
}

function checkImports(module: ModuleRecord): void {
  for (const { specifier, from, names } of module.wanted) {
    const dependency = findModule(from) as ModuleRecord;
    for (const name of names) {
      if (name === "default" && dependency.kind !== "esm") continue;
      const found = bindingOf(dependency, name);
      if (found === undefined) throw new SyntaxError(missingExport(dependency, specifier, name));
      if (found === "ambiguous")
        throw new SyntaxError(`The requested module '${specifier}' contains conflicting star exports for name '${name}'`);
    }
  }
}

function missingExport(dependency: ModuleRecord, specifier: string, name: string): string {
  if (dependency.kind === "cjs") {
    return (
      `Named export '${name}' not found. The requested module '${specifier}' is a CommonJS module, which may not support all module.exports as named exports.\n` +
      `CommonJS modules can always be imported via the default export, for example using:\n\nimport pkg from '${specifier}';\nconst { ${name} } = pkg;\n`
    );
  }
  return `The requested module '${specifier}' does not provide an export named '${name}'`;
}
