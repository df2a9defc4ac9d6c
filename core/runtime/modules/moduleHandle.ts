import { implement, stateful } from "../records.js";
import { dynamicImport } from "./dynamicImport.js";
import { dirnameOf, fileUrl, pathOf, resolveSpecifier } from "./definitions.js";
import { requestModule } from "./linkModules.js";
import type { Getter, ModuleRecord } from "./moduleRecord.js";
import { namespaceOf } from "./namespaces.js";
import { nodeError } from "../nodeErrors.js";

/** `$m`: what the code of one ES module says to the registry (docs/code-contract.md, section 5). */
export class ModuleHandle {
  readonly #module: ModuleRecord;
  constructor(module: ModuleRecord) {
    this.#module = module;
  }

  /** Live getters of the module's own exports. */
  exports(getters: Record<string, Getter>): void {
    Object.assign(this.#module.exports, getters);
  }

  /** Getters of the module's bindings, read at capture. */
  scope(getters: Record<string, Getter>): void {
    this.#module.scope = getters;
  }

  /** Namespace record of a dependency. `names` must be exported by it. */
  import(specifier: string, names: readonly string[] = []): object {
    const dependency = requestModule(this.#module, specifier);
    this.#module.wanted.push({ specifier, from: dependency.id, names });
    return dependency.namespaceRecord;
  }

  /** `export * from specifier` */
  exportAll(specifier: string): void {
    this.#module.starExports.push(requestModule(this.#module, specifier).id);
  }

  /** `export { a as b } from specifier`: names is `{ b: "a" }`. */
  exportFrom(specifier: string, names: Record<string, string>): void {
    const from = requestModule(this.#module, specifier).id;
    for (const name of Object.keys(names)) this.#module.indirectExports.push({ name, from, importedName: names[name] as string });
  }

  /** The namespace object of a dependency. */
  namespace(specifier: string): object {
    return namespaceOf(requestModule(this.#module, specifier));
  }

  /** `import(specifier)` */
  dynamicImport(specifier: unknown, options?: unknown): object {
    return dynamicImport(this.#module.id, specifier, options);
  }

  /** `import.meta` */
  get meta(): object {
    return (this.#module.meta ??= makeMeta(this.#module.id));
  }
}

function makeMeta(id: string): object {
  const path = pathOf(id);
  const meta = Object.create(null) as Record<string, unknown>;
  meta["dirname"] = dirnameOf(path);
  meta["filename"] = path;
  meta["resolve"] = stateful("import.meta.resolve", id);
  meta["url"] = fileUrl(path);
  return meta;
}

implement("import.meta.resolve", (id: string) => {
  const resolve = (specifier: unknown): string => {
    const target = resolveSpecifier(id, String(specifier));
    if (target === undefined) {
      throw nodeError(Error, "ERR_MODULE_NOT_FOUND", `Cannot find module '${String(specifier)}' imported from ${pathOf(id)}`);
    }
    return target.startsWith("node:") ? target : fileUrl(pathOf(target));
  };
  return resolve;
});
