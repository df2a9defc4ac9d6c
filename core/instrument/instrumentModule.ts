import { createHash } from "node:crypto";
import { initSync, parse as lexCommonJs } from "cjs-module-lexer";
import { addMapping, GenMapping, setSourceContent, toEncodedMap, type EncodedSourceMap } from "@jridgewell/gen-mapping";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { CallPlace } from "../codemap/callPlaces.js";
import type { CodeMap, ModuleKind } from "../codemap/codeMap.js";
import type { Profile } from "../codemap/manifest.js";
import { annotateModule } from "./annotateModule.js";
import { codeTag } from "./codeTag.js";
import { composeMaps } from "./print/composeMaps.js";
import { InstrumentError, type Diagnostic } from "./diagnostics.js";
import { eraseTypes, needsErasing, type ErasedSource } from "./eraseTypes.js";
import type { ModuleLoad } from "./moduleGraph.js";
import type { ModuleShape } from "./moduleShape.js";
import { printModule } from "./printModule.js";
import { wrapJson, wrapModule } from "./wrapModule.js";

export interface InstrumentOptions {
  /** Module id. */
  readonly module: string;
  readonly kind: ModuleKind;
  readonly profile?: Profile | undefined;
  /** Whether the synchronous call stack can be captured as well. */
  readonly frames?: boolean | undefined;
  /** Text of the nearest tsconfig.json, for TypeScript sources. */
  readonly tsconfig?: string | undefined;
}

/** A pure function of source, options and instrumenter version; plain data, fit for the cache. */
export interface InstrumentedModule {
  readonly kind: ModuleKind;
  readonly code: string;
  /** Where calls stand in `code` at which a frame can be taken. */
  readonly callPlaces: readonly CallPlace[];
  /** From `code` to the source as it was given, TypeScript included. Empty for JSON. */
  readonly map: EncodedSourceMap;
  readonly codeMap: CodeMap;
  /** What it names of other modules, in source order. */
  readonly loads: readonly ModuleLoad[];
  /** CommonJS: specifiers whose exports it takes over (`module.exports = require("./x")`). */
  readonly reexports: readonly string[];
  /** The JavaScript that the passes saw. */
  readonly javascript: string;
  /** From `javascript` to the source, if it had to be compiled; null where lines and columns are the same. */
  readonly javascriptMap: EncodedSourceMap | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Instruments one file (docs/code-contract.md section 2).
 * @throws InstrumentError with located diagnostics if it can't be instrumented
 */
export function instrumentModule(source: string, options: InstrumentOptions): InstrumentedModule {
  const { module, kind } = options;
  if (kind === "json") return instrumentJson(source, module);
  const erased: ErasedSource = needsErasing(module)
    ? eraseTypes(source, { file: module, kind, tsconfig: options.tsconfig })
    : { code: source, map: null };
  const javascript = erased.code;
  try {
    const annotated = annotateModule(javascript, { module, kind, profile: options.profile, frames: options.frames });
    const { before, after } = wrapModule(annotated.ast, annotated.shape, annotated.analysis);
    const printed = printModule(annotated.ast, {
      source: { path: module, text: javascript },
      before,
      after,
      markers: annotated.markers,
      callPoints: annotated.callPoints,
    });
    const names = kind === "cjs" ? commonJsExports(javascript) : { exports: annotated.shape.exportNames, reexports: [] };
    return {
      kind,
      code: printed.code,
      callPlaces: printed.callPlaces,
      map: erased.map ? composeMaps(printed.map, erased.map) : withSource(printed.map, source),
      codeMap: placesInOriginal({ ...annotated.codeMap, exports: names.exports, sourceHash: sha256(javascript) }, erased.map),
      loads: loadsOf(annotated.shape, erased.map),
      reexports: names.reexports,
      javascript,
      javascriptMap: erased.map,
      diagnostics: [],
    };
  } catch (error) {
    if (error instanceof InstrumentError && erased.map)
      throw new InstrumentError(error.diagnostics.map((one) => ({ ...one, ...originalPlace(one, erased.map) })));
    throw error;
  }
}

function instrumentJson(source: string, module: string): InstrumentedModule {
  const map = new GenMapping();
  setSourceContent(map, module, source);
  addMapping(map, { generated: { line: 1, column: 0 }, original: { line: 1, column: 0 }, source: module });
  const codeMap: CodeMap = {
    version: 1,
    module,
    tag: codeTag(module),
    kind: "json",
    sourceHash: sha256(source),
    exports: ["default"],
    functions: [],
    scopes: [],
  };
  return {
    kind: "json",
    code: wrapJson(module, source),
    callPlaces: [],
    map: toEncodedMap(map),
    codeMap,
    loads: [],
    reexports: [],
    javascript: source,
    javascriptMap: null,
    diagnostics: [],
  };
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Names that Node would find for `import { x } from "./x.cjs"`. Code that the lexer can't read has none, as in Node. */
function commonJsExports(source: string): { exports: string[]; reexports: string[] } {
  initSync();
  try {
    const { exports, reexports } = lexCommonJs(source);
    return { exports: [...new Set(exports)], reexports: [...new Set(reexports)] };
  } catch {
    return { exports: [], reexports: [] };
  }
}

function loadsOf(shape: ModuleShape, map: EncodedSourceMap | null): ModuleLoad[] {
  const imports = shape.imports.map((one) => ({
    form: "import" as const,
    static: true,
    specifier: one.specifier,
    pattern: [],
    node: one.node,
  }));
  const calls = shape.calls.map((one) => ({
    form: one.form,
    static: false,
    specifier: one.specifier,
    pattern: one.pattern,
    node: one.node,
  }));
  return [...imports, ...calls].map(({ node, ...load }) => {
    const start = node.loc?.start;
    return { ...load, ...originalPlace({ line: start?.line ?? 1, column: start?.column ?? 0 }, map) };
  });
}

/** In-place erasure leaves positions as they were: only the text to show is another. */
function withSource(map: EncodedSourceMap, source: string): EncodedSourceMap {
  return { ...map, sourcesContent: [source] };
}

function placesInOriginal(codeMap: CodeMap, map: EncodedSourceMap | null): CodeMap {
  if (!map) return codeMap;
  const moved = <T extends { readonly line: number; readonly column: number }>(entry: T): T => ({ ...entry, ...originalPlace(entry, map) });
  return {
    ...codeMap,
    functions: codeMap.functions.map((entry) => ({ ...moved(entry), ...(entry.points ? { points: entry.points.map(moved) } : {}) })),
    scopes: codeMap.scopes.map((entry) => ({ ...moved(entry), declared: entry.declared.map((place) => place && moved(place)) })),
  };
}

const traces = new WeakMap<EncodedSourceMap, TraceMap>();

function originalPlace(
  place: { readonly line: number; readonly column: number },
  map: EncodedSourceMap | null,
): { line: number; column: number } {
  if (!map) return { line: place.line, column: place.column };
  let trace = traces.get(map);
  if (!trace) traces.set(map, (trace = new TraceMap(JSON.stringify(map))));
  const found = originalPositionFor(trace, { line: Math.max(1, place.line), column: place.column });
  return found.line === null ? { line: place.line, column: place.column } : { line: found.line, column: found.column };
}
