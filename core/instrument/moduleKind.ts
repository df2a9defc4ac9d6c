import { parse, type ParserOptions } from "@babel/parser";
import path from "node:path";
import type { ModuleKind } from "../codemap/codeMap.js";
import { findPackage } from "./resolveModule.js";

/**
 * Whether a file is an ES module, CommonJS or JSON, as Node 20.19 and later decide: by extension, then by `type` of the nearest package.json, and
 * without one by its syntax (nodejs.org/api/packages.html#determining-module-system).
 */
export function moduleKind(file: string, source: string): ModuleKind {
  switch (path.extname(file)) {
    case ".json":
      return "json";
    case ".mjs":
    case ".mts":
      return "esm";
    case ".cjs":
    case ".cts":
      return "cjs";
    default: {
      const type = findPackage(path.dirname(file))?.content["type"];
      if (type === "module") return "esm";
      if (type === "commonjs") return "cjs";
      return hasModuleSyntax(file, source) ? "esm" : "cjs";
    }
  }
}

/** A file that only parses as a module: it has import or export declarations, `import.meta`, or top-level await. */
function hasModuleSyntax(file: string, source: string): boolean {
  if (!/\b(?:import|export|await)\b/.test(source)) return false;
  const plugins: ParserOptions["plugins"] = ["explicitResourceManagement"];
  if (/\.[cm]?tsx?$/.test(file)) plugins.push("typescript", "decorators");
  if (/x$/.test(file)) plugins.push("jsx");
  const parses = (sourceType: "script" | "module"): boolean => {
    try {
      parse(source, { sourceType, allowReturnOutsideFunction: sourceType === "script", plugins });
      return true;
    } catch {
      return false;
    }
  };
  return !parses("script") && parses("module");
}
