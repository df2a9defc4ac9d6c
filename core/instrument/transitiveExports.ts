import type { CodeMap } from "../codemap/codeMap.js";
import type { ModuleGraph, LoadedModule } from "./moduleGraph.js";

type WithExports = LoadedModule & { readonly codeMap: CodeMap; readonly reexports: readonly string[] };

/** By path: the exported names of CommonJS modules that take over those of others (`module.exports = require("./x")`), as Node's loader collects them. */
export function transitiveExports(graph: ModuleGraph<WithExports>): Map<string, readonly string[]> {
  const result = new Map<string, readonly string[]>();
  for (const path of graph.modules.keys()) {
    const names = new Set<string>();
    collect(path, new Set(), names);
    if ((graph.modules.get(path)?.module.reexports.length ?? 0) > 0) result.set(path, [...names]);
  }
  return result;

  function collect(path: string, seen: Set<string>, names: Set<string>): void {
    const entry = graph.modules.get(path);
    if (!entry || seen.has(path)) return;
    seen.add(path);
    for (const name of entry.module.codeMap.exports) names.add(name);
    for (const specifier of entry.module.reexports) {
      const resolution = entry.resolutions.get(specifier);
      if (resolution?.type === "file") collect(resolution.path, seen, names);
    }
  }
}
