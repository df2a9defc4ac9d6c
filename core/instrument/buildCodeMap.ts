import { createHash } from "node:crypto";
import type { Node } from "@babel/types";
import type { Capture, CodeMap, DeclaredPlace, FunctionEntry, PointEntry, ScopeEntry } from "../codemap/codeMap.js";
import { originalPlaceOf } from "./originalPlace.js";
import type { Analysis, BindingInfo, FunctionInfo, PointInfo, ScopeInfo } from "./analysis.js";

/** Where something stands in the original source: offsets, line from 1, column from 0. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

/** The code map of an analyzed module: what is known about it apart from its code (core/codemap/codeMap.ts). `source` is the original text. */
export function buildCodeMap(analysis: Analysis, source: string, exports: readonly string[]): CodeMap {
  return {
    version: 1,
    module: analysis.module,
    tag: analysis.tag,
    kind: analysis.kind,
    sourceHash: createHash("sha256").update(source).digest("hex"),
    exports,
    functions: analysis.functions.map((func) => functionEntry(func, source)),
    scopes: analysis.scopes.map((scope) => scopeEntry(scope, source)),
  };
}

function functionEntry(func: FunctionInfo, source: string): FunctionEntry {
  const place = func.kind === "module" ? { start: 0, end: source.length, line: 1, column: 0 } : placeOfFunction(func);
  return {
    name: originalName(func),
    kind: func.kind,
    ...place,
    scope: numbered(func.scope),
    captures: func.captures.map(captureOf),
    ...(func.points.length > 0 ? { points: func.points.map(pointEntry) } : {}),
  };
}

/** A function made by lowering has the place and name of the one it was made from. */
function placeOfFunction(func: FunctionInfo): Place {
  for (let outer: FunctionInfo | null = func; outer; outer = outer.parent) {
    const place = placeOf(outer.node);
    if (place) return place;
  }
  return { start: 0, end: 0, line: 1, column: 0 };
}

function placeOf(node: Node): Place | null {
  const original = originalPlaceOf(node);
  if (original) return { start: original.start, end: original.end, line: original.line, column: original.column };
  if (node.start == null || node.end == null || !node.loc) return null;
  return { start: node.start, end: node.end, line: node.loc.start.line, column: node.loc.start.column };
}

function originalName(func: FunctionInfo): string {
  return originalPlaceOf(func.node)?.name ?? func.name;
}

function pointEntry(point: PointInfo): PointEntry {
  const place = placeOfPoint(point) ?? placeOfFunction(point.function);
  return {
    line: place.line,
    column: place.column,
    values: point.values,
    own: point.own.map(captureOf),
    scope: numbered(point.scope, (scope) => [...scope.bindings.values()].some((binding) => binding.captured)),
  };
}

function placeOfPoint(point: PointInfo): Place | null {
  const node = point.statement ?? point.call;
  return node && placeOf(node);
}

function scopeEntry(scope: ScopeInfo, source: string): ScopeEntry {
  const place = placeOf(scope.node) ?? placeOfFunction(scope.function);
  return {
    kind: scope.kind,
    parent: scope.parent ? numbered(scope.parent) : -1,
    function: scope.function.index,
    bindings: [...scope.bindings.keys()],
    declared: [...scope.bindings.values()].map((binding) => declaredPlace(binding, source)),
    line: scope.kind === "module" ? 1 : place.line,
    column: scope.kind === "module" ? 0 : place.column,
  };
}

/** Identifiers made by lowering stand where nothing of the kind stands in the source, or where the name was that they replace. */
function declaredPlace(binding: BindingInfo, source: string): DeclaredPlace | null {
  const identifier = binding.declarations[0];
  const place = identifier && placeOf(identifier);
  if (!place) return null;
  const { line, column } = place;
  if (source.startsWith(binding.name, place.start)) return { line, column };
  const name = source.slice(place.start, place.end);
  return isIdentifier.test(name) ? { line, column, name } : null;
}

const isIdentifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

function captureOf(binding: BindingInfo): Capture {
  return { scope: binding.scope.index, name: binding.name, mutable: binding.mutable };
}

/** Number of the innermost scope from here that has one (and that `suits`). */
function numbered(scope: ScopeInfo, suits: (scope: ScopeInfo) => boolean = () => true): number {
  for (let outer: ScopeInfo | null = scope; outer; outer = outer.parent) {
    if (outer.index >= 0 && suits(outer)) return outer.index;
  }
  return 0;
}
