import type { Diagnostic } from "./diagnostics.js";
import { dynamicRequire, nativeAddon, unresolvedImport, unresolvedRequire } from "./diagnostics.js";
import { computedLoads } from "./computedLoads.js";
import type { LoadForm, ModuleResolver, Resolution } from "./resolveModule.js";

/** One mention of another module in a module's source. */
export interface ModuleLoad {
  readonly form: LoadForm;
  /** Part of an `import … from` or `export … from`, so that nothing runs without it. */
  readonly static: boolean;
  /** `null` when it is computed at run time. */
  readonly specifier: string | null;
  /** What is known of a computed one (LoadCall). */
  readonly pattern: readonly (string | null)[];
  readonly line: number;
  readonly column: number;
}

/** A module of the program and where its specifiers lead. */
export interface GraphModule<M> {
  readonly path: string;
  readonly module: M;
  /** Keys as in the manifest: the specifier, or `import:x` / `require:x` where the two forms of one specifier lead to different files. */
  readonly resolutions: ReadonlyMap<string, Resolution>;
}

export interface ModuleGraph<M> {
  /** By absolute path, in the order of discovery; the entry first. */
  readonly modules: ReadonlyMap<string, GraphModule<M>>;
  readonly diagnostics: readonly Diagnostic[];
}

export interface LoadedModule {
  readonly kind: "esm" | "cjs" | "json";
  readonly loads: readonly ModuleLoad[];
}

/**
 * Follows static imports, `require("x")` and `import("x")` from the entry, breadth first. A static import that leads nowhere is an error; other loads
 * may fail at run time and are warnings. Files that only a computed specifier could lead to come last: those that can't be instrumented are left out.
 * @param load reads and instruments a file; `null` for a file that may be missing and can't be instrumented
 * @param nameOf how diagnostics name a file
 */
export async function buildModuleGraph<M extends LoadedModule>(
  entry: string,
  resolver: ModuleResolver,
  load: (path: string, optional: boolean) => M | null | Promise<M | null>,
  nameOf: (path: string) => string,
): Promise<ModuleGraph<M>> {
  const modules = new Map<string, GraphModule<M>>();
  const diagnostics: Diagnostic[] = [];
  const queue = [entry];
  const possible: string[] = [];
  const seen = new Set(queue);
  for (;;) {
    let path = queue.shift();
    const optional = path === undefined;
    if (path === undefined) {
      do path = possible.shift();
      while (path !== undefined && seen.has(path));
      if (path === undefined) break;
      seen.add(path);
    }
    const module = await load(path, optional);
    if (module === null) continue;
    const resolutions = new Map<string, Resolution>();
    for (const one of module.loads) {
      if (one.specifier === null) possible.push(...computedLoads(one.pattern, path));
      const diagnostic = follow(one, path, module.kind, resolutions, resolver, nameOf(path));
      if (diagnostic && !(optional && diagnostic.severity === "error")) diagnostics.push(diagnostic);
    }
    modules.set(path, { path, module, resolutions });
    for (const resolution of resolutions.values()) {
      if (resolution.type !== "file" || seen.has(resolution.path) || !isCode(resolution.path)) continue;
      // What only an optional module needs is optional as well: by then everything else is there.
      if (optional) possible.push(resolution.path);
      else {
        seen.add(resolution.path);
        queue.push(resolution.path);
      }
    }
  }
  return { modules, diagnostics };
}

function follow(
  load: ModuleLoad,
  importer: string,
  kind: LoadedModule["kind"],
  resolutions: Map<string, Resolution>,
  resolver: ModuleResolver,
  file: string,
): Diagnostic | null {
  const { specifier, form } = load;
  if (specifier === null) return dynamicRequire(file, load);
  const resolution = resolver.resolve(specifier, importer, form);
  if (resolution.type === "missing")
    return load.static ? unresolvedImport(file, load, specifier) : unresolvedRequire(file, load, specifier);
  const usual = kind === "esm" ? "import" : "require";
  const known = resolutions.get(specifier);
  const other = form === usual ? known : resolver.resolve(specifier, importer, usual);
  if (form === usual || !other || sameTarget(other, resolution)) resolutions.set(specifier, resolution);
  else resolutions.set(`${form}:${specifier}`, resolution);
  return resolution.type === "native" ? nativeAddon(file, load, specifier) : null;
}

function sameTarget(a: Resolution, b: Resolution): boolean {
  return targetOf(a) === targetOf(b);
}

function targetOf(resolution: Resolution): string | null {
  switch (resolution.type) {
    case "builtin":
      return resolution.id;
    case "file":
    case "native":
      return resolution.path;
    case "missing":
      return null;
  }
}

/** Node loads a file of any other extension as JavaScript too, which for `.wasm` or `.css` could only fail. */
function isCode(path: string): boolean {
  return !/\.(?:wasm|css|node|html|txt|md|map|png|svg|jpe?g|gif)$/i.test(path);
}
