import { parse } from "@babel/parser";
import type { File } from "@babel/types";
import type { EncodedSourceMap } from "@jridgewell/gen-mapping";
import { transformSync as eraseInPlace } from "amaro";
import type { ModuleKind } from "../codemap/codeMap.js";
import { compileTypes } from "./compileTypes.js";
import { findReferences } from "./modules/findReferences.js";

export interface ErasedSource {
  /** JavaScript. Where `map` is null every character that stays stands where it stood. */
  readonly code: string;
  /** From `code` to the original, if the code had to be compiled. */
  readonly map: EncodedSourceMap | null;
}

export interface EraseOptions {
  /** Name for diagnostics; its extension decides about TypeScript and JSX. */
  readonly file: string;
  readonly kind: Exclude<ModuleKind, "json">;
  /** Text of the nearest tsconfig.json, if there is one. */
  readonly tsconfig?: string | undefined;
}

/** Whether a path names a file that must go through `eraseTypes`. */
export function needsErasing(path: string): boolean {
  return /\.(?:[cm]?ts|tsx|jsx)$/.test(path);
}

/**
 * TypeScript (or JSX) to JavaScript. Types that can be erased are blanked in place, so that lines and columns stay; enums, namespaces, parameter
 * properties, decorators and JSX are compiled. As TypeScript does, imports that are used only as types are dropped, unless the
 * configuration says `verbatimModuleSyntax`.
 * @throws InstrumentError E_PARSE
 */
export function eraseTypes(source: string, options: EraseOptions): ErasedSource {
  const inPlace = /\.[cm]?ts$/.test(options.file) ? tryInPlace(source, options) : null;
  return inPlace === null ? compileTypes(source, options) : { code: inPlace, map: null };
}

/** The erased text, or `null` when something in it can't be erased. */
function tryInPlace(source: string, options: EraseOptions): string | null {
  try {
    const { code } = eraseInPlace(source, { mode: "strip-only" });
    const ast = parse(code, {
      sourceType: options.kind === "esm" ? "module" : "script",
      allowReturnOutsideFunction: true,
      plugins: ["explicitResourceManagement"],
    });
    return /"verbatimModuleSyntax"\s*:\s*true/.test(options.tsconfig ?? "") ? code : blankUnusedImports(code, ast);
  } catch {
    // Not erasable, or not valid at all: the compiler says what is wrong with it.
    return null;
  }
}

/** Blanks imported names that nothing uses once types are gone, and import declarations of which nothing is left. */
function blankUnusedImports(code: string, ast: File): string {
  const imported = new Set<string>();
  for (const statement of ast.program.body) {
    if (statement.type === "ImportDeclaration") for (const one of statement.specifiers) imported.add(one.local.name);
  }
  const used = new Set(findReferences(ast, imported).map((path) => path.node.name));
  for (const statement of ast.program.body) {
    if (statement.type !== "ExportNamedDeclaration" || statement.source) continue;
    for (const one of statement.specifiers) if (one.type === "ExportSpecifier") used.add(one.local.name);
  }
  let result = code;
  const blank = (start: number, end: number): void => {
    result = result.slice(0, start) + result.slice(start, end).replace(/[^\n\r\u2028\u2029]/g, " ") + result.slice(end);
  };
  for (const statement of ast.program.body) {
    if (statement.type !== "ImportDeclaration" || statement.specifiers.length === 0 || statement.start == null || statement.end == null)
      continue;
    const unused = statement.specifiers.filter((one) => !used.has(one.local.name));
    if (unused.length === statement.specifiers.length) blank(statement.start, statement.end);
    else if (unused.every((one) => one.type === "ImportSpecifier")) {
      for (const one of unused) if (one.start != null && one.end != null) blank(one.start, endWithComma(code, one.end));
    }
  }
  return result;
}

function endWithComma(code: string, end: number): number {
  const comma = /^\s*,/.exec(code.slice(end, end + 200));
  return end + (comma?.[0].length ?? 0);
}
