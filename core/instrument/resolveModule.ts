import fs from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { CachedInputFileSystem, ResolverFactory, type Resolver } from "enhanced-resolve";

/** How a module names another: the two have different conditions and rules (Node's ESM and CommonJS loaders). */
export type LoadForm = "import" | "require";

export type Resolution =
  | { readonly type: "file"; readonly path: string }
  /** With the `node:` prefix. */
  | { readonly type: "builtin"; readonly id: string }
  /** A native addon. */
  | { readonly type: "native"; readonly path: string }
  | { readonly type: "missing" };

/**
 * Node's module resolution (nodejs.org/api/esm.html#resolution-algorithm, modules.html#all-together) at instrument time: exports, imports and
 * self-references of package.json with their conditions, `main`, extensions and directories for `require`, symbolic links followed.
 * `./x.js` finds `x.ts` when only that exists. Keeps what it read of the file system: make a new one for each run.
 */
export class ModuleResolver {
  readonly #resolvers = new Map<string, Resolver>();
  readonly #fileSystem = new CachedInputFileSystem(fs, 60_000);

  /** @param importer absolute path of the file that names the specifier */
  resolve(specifier: string, importer: string, form: LoadForm): Resolution {
    if (isBuiltin(specifier)) return { type: "builtin", id: specifier.startsWith("node:") ? specifier : `node:${specifier}` };
    const request = form === "import" ? pathOfUrl(specifier) : specifier.startsWith("file:") ? null : specifier;
    if (request === null) return { type: "missing" };
    const found = this.#find(request, importer, form);
    if (found !== null) return found.endsWith(".node") ? { type: "native", path: found } : { type: "file", path: found };
    return specifier.startsWith("#") && form === "import" ? this.#builtinOfImports(specifier, importer) : { type: "missing" };
  }

  #find(request: string, importer: string, form: LoadForm): string | null {
    try {
      const found = this.#resolver(form, /\.(?:[cm]?ts|tsx)$/.test(importer)).resolveSync({}, path.dirname(importer), request);
      return found === false ? null : withoutQuery(found);
    } catch {
      return null;
    }
  }

  #resolver(form: LoadForm, fromTypeScript: boolean): Resolver {
    const key = `${form} ${fromTypeScript}`;
    let resolver = this.#resolvers.get(key);
    if (!resolver) {
      resolver = ResolverFactory.createResolver({
        fileSystem: this.#fileSystem,
        useSyncFileSystemCalls: true,
        conditionNames: ["node", form, "module-sync", "node-addons"],
        // TypeScript is often written for bundlers, which leave extensions out of imports as well.
        fullySpecified: form === "import" && !fromTypeScript,
        extensions: fromTypeScript ? [".js", ".json", ".node", ".ts", ".tsx", ".mts", ".cts"] : [".js", ".json", ".node"],
        extensionAlias: { ".js": [".js", ".ts", ".tsx"], ".mjs": [".mjs", ".mts"], ".cjs": [".cjs", ".cts"], ".jsx": [".jsx", ".tsx"] },
        mainFields: ["main"],
        mainFiles: ["index"],
        exportsFields: ["exports"],
        importsFields: ["imports"],
        modules: ["node_modules"],
        symlinks: true,
      });
      this.#resolvers.set(key, resolver);
    }
    return resolver;
  }

  /** `"imports": { "#fs": "fs" }`: the one case in which a package maps a name to a builtin module. `require` does not know it. */
  #builtinOfImports(specifier: string, importer: string): Resolution {
    const scope = findPackage(path.dirname(importer));
    const imports = scope?.content["imports"];
    let target = typeof imports === "object" && imports !== null ? (imports as Record<string, unknown>)[specifier] : undefined;
    const conditions: ReadonlySet<string> = new Set(["node", "import", "module-sync", "node-addons", "default"]);
    while (typeof target === "object" && target !== null) {
      target = Object.entries(target).find(([condition]) => conditions.has(condition))?.[1];
    }
    return typeof target === "string" && isBuiltin(target) ? this.resolve(target, importer, "import") : { type: "missing" };
  }
}

/** A package.json that governs a directory, or `null`. Never that of a `node_modules` folder itself. */
export function findPackage(directory: string): { readonly directory: string; readonly content: Readonly<Record<string, unknown>> } | null {
  for (let at = directory; ; at = path.dirname(at)) {
    if (path.basename(at) === "node_modules") return null;
    const content = readPackage(path.join(at, "package.json"));
    if (content) return { directory: at, content };
    if (path.dirname(at) === at) return null;
  }
}

function readPackage(file: string): Record<string, unknown> | null {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch {
    return null;
  }
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === "object" && content !== null ? (content as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Specifiers of imports are URLs: relative ones may be percent-encoded; absolute ones other than `file:` name no file. */
function pathOfUrl(specifier: string): string | null {
  try {
    if (specifier.startsWith("file:")) return fileURLToPath(specifier);
    if (/^[a-z][a-z\d+.-]+:/i.test(specifier)) return null;
    return /^[./]/.test(specifier) && specifier.includes("%") ? decodeURIComponent(specifier) : specifier;
  } catch {
    return null;
  }
}

/** A query makes another instance of a module in Node; here all of them are the same file. */
function withoutQuery(found: string): string {
  const query = found.indexOf("?");
  return (query < 0 ? found : found.slice(0, query)).replaceAll("\0#", "#");
}
