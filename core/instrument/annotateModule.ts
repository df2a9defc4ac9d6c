import type { File, Node } from "@babel/types";
import type { CodeMap, ModuleKind } from "../codemap/codeMap.js";
import type { Profile } from "../codemap/manifest.js";
import { addMarkers } from "./addMarkers.js";
import type { Analysis, CallPoint } from "./analysis.js";
import { analyzeScopes } from "./analyzeScopes.js";
import { buildCodeMap } from "./buildCodeMap.js";
import { editTree } from "./editTree.js";
import { InstrumentError, unsupportedSyntax } from "./diagnostics.js";
import { LoweringError } from "./lower/lowering.js";
import { prepareFrames } from "./frames/prepareFrames.js";
import { lowerSuspensions } from "./lower/lowerSuspensions.js";
import { lowerModules } from "./lowerModules.js";
import type { ModuleShape } from "./moduleShape.js";
import { parseModule } from "./parseModule.js";
import { registerClasses } from "./registerClasses.js";
import { reportClosures } from "./reportClosures.js";
import { reportSuspensions } from "./reportSuspensions.js";
import { childrenOf } from "./scopes/childrenOf.js";

/** A module after passes 1 to 4 of docs/code-contract.md section 2: what is printed as instrumented code, and what resume code is cut from. */
export interface AnnotatedModule {
  /** With report lines and all; nodes of the program keep what recast needs to print them as they were. */
  readonly ast: File;
  readonly shape: ModuleShape;
  readonly analysis: Analysis;
  readonly codeMap: CodeMap;
  /** By function or class node, for the printer. */
  readonly markers: ReadonlyMap<Node, string>;
  /** By call, for the printer: the points of frames. */
  readonly callPoints: ReadonlyMap<Node, CallPoint>;
}

export interface AnnotateOptions {
  /** Module id. */
  readonly module: string;
  readonly kind: ModuleKind;
  /** The text that positions of the code map and hashes refer to, where types were erased from it; otherwise `source` itself. */
  readonly original?: string;
  readonly profile?: Profile | undefined;
  /** Whether the synchronous call stack can be captured as well. */
  readonly frames?: boolean | undefined;
}

/**
 * Makes a module able to describe its closures and suspended code. The same source gives the same result each time, with the same ids and numbers.
 * Throws `InstrumentError` for syntax errors, direct eval, `with`, and what can't be lowered.
 */
export function annotateModule(source: string, options: AnnotateOptions): AnnotatedModule {
  const { module, kind, profile = "default", frames = false } = options;
  const ast = parseModule(source, { file: module, kind });
  const shape = lowerModules(ast, { module, kind });
  lower(ast, shape, module, frames);
  const analysis = analyzeScopes(ast, { module, kind, source });
  const markers = addMarkers(analysis);
  const edits = new Map([...reportClosures(analysis, profile), ...reportSuspensions(analysis), ...registerClasses(analysis, profile)]);
  editTree(ast.program, edits);
  const codeMap = buildCodeMap(analysis, options.original ?? source, shape.exportNames);
  return { ast, shape, analysis, codeMap, markers, callPoints: callPointsOf(analysis) };
}

function callPointsOf({ functions }: Analysis): Map<Node, CallPoint> {
  const points = new Map<Node, CallPoint>();
  for (const func of functions) for (const { call, index } of func.points) if (call) points.set(call, [func.index, index]);
  return points;
}

/** Pass 2b, with names that nothing in the module has. */
function lower(ast: File, shape: ModuleShape, module: string, frames: boolean): void {
  const names = new Set<string>();
  collectNames(ast.program, names);
  const freshName = (base: string): string => {
    let name = base;
    for (let count = 1; names.has(name); count++) name = `${base}$${count}`;
    names.add(name);
    return name;
  };
  try {
    lowerSuspensions(ast, { freshName, topLevelAwait: shape.usesTopLevelAwait });
    if (frames) prepareFrames(ast, freshName);
  } catch (error) {
    if (!(error instanceof LoweringError)) throw error;
    throw new InstrumentError([
      unsupportedSyntax(module, error.node, error.message.replace(/^can't instrument /, "").replace(/ \(\d+:\d+\)$/, "")),
    ]);
  }
}

function collectNames(node: Node, names: Set<string>): void {
  if (node.type === "Identifier") names.add(node.name);
  for (const child of childrenOf(node)) collectNames(child, names);
}
