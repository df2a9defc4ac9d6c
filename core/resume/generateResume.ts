import * as t from "@babel/types";
import type { EncodedSourceMap } from "@jridgewell/gen-mapping";
import type { Manifest } from "../codemap/manifest.js";
import { annotateModule, type AnnotatedModule } from "../instrument/annotateModule.js";
import { eraseTypes, needsErasing } from "../instrument/eraseTypes.js";
import { printModule } from "../instrument/printModule.js";
import type { ResumeTable, ResumeTables } from "../runtime/resumeModule.js";
import { originOf } from "./cloneNode.js";
import { parentsOf, type EmitContext } from "./emitContext.js";
import { moduleFactory } from "./moduleFactory.js";
import { planResume, type CodeUse } from "./resumePlan.js";
import { resumeTable } from "./resumeTables.js";

export interface ResumeInput {
  /** Of the instrumented program (or of a resume program made from it: it names the same sources). */
  readonly manifest: Manifest;
  /** The original source of a module. */
  readonly readSource: (module: string) => string;
  /** What the snapshot needs of each module. */
  readonly codeUse: readonly CodeUse[];
}

/** The files in which a resume program differs from the instrumented program. */
export interface ResumeProgram {
  /** By path below the program's directory; modules that were not evaluated stay as they are. */
  readonly files: ReadonlyMap<string, string>;
  readonly manifest: Manifest;
  readonly tables: ResumeTables;
  /** From each resume module to the original source (of TypeScript: to the JavaScript that its types were erased from). */
  readonly maps: ReadonlyMap<string, EncodedSourceMap>;
}

/** Path of the script that tells the runtime the tables: `$tm.codemap({ … });`. */
export const tablesFile = ".thingsmigrate/tables.js";

/**
 * Writes the resume program of a snapshot from the original sources (section 6 of docs/code-contract.md). The same input gives the same bytes; how much
 * code there is depends on the source and on which functions are in use, not on the size of the heap.
 * @throws Error if `codeUse` names what the sources don't have: the snapshot belongs to another program
 */
export function generateResume(input: ResumeInput): ResumeProgram {
  const { manifest } = input;
  const files = new Map<string, string>();
  const maps = new Map<string, EncodedSourceMap>();
  const tables: Record<string, ResumeTable> = {};
  for (const use of input.codeUse) {
    const known = manifest.modules[use.module];
    if (!known) throw new Error(`the program has no module ${use.module}`);
    if (known.kind === "json") continue;
    const made = resumeModule(use, known.kind, input.readSource(use.module));
    files.set(known.file, made.code);
    maps.set(use.module, made.map);
    tables[use.module] = made.table;
  }
  files.set(tablesFile, `$tm.codemap(${JSON.stringify(tables)});\n`);
  return { files, manifest: { ...manifest, resume: true }, tables, maps };
}

interface ResumeModuleCode {
  readonly code: string;
  readonly map: EncodedSourceMap;
  readonly table: ResumeTable;
}

/** The resume code of one module. */
export function resumeModule(use: CodeUse, kind: "esm" | "cjs", source: string): ResumeModuleCode {
  const { module } = use;
  const javascript = needsErasing(module) ? eraseTypes(source, { file: module, kind }).code : source;
  const annotated = annotateModule(javascript, { module, kind });
  const used: CodeUse = use.state === "linked" && !use.points.includes("0:0") ? { ...use, points: [...use.points, "0:0"] } : use;
  const context = emitContext(annotated, used);
  const { body, directives, before, after } = moduleFactory(annotated, planResume(annotated.analysis, used), context);
  const ast = t.file(t.program(body, directives, "script"));
  const markers = new Map<t.Node, string>();
  t.traverseFast(ast, (node) => {
    const marker = annotated.markers.get(originOf(node));
    if (marker !== undefined) markers.set(node, marker);
  });
  const printed = printModule(ast, { source: { path: module, text: javascript }, before, after, markers });
  return { code: printed.code, map: printed.map, table: resumeTable(annotated.codeMap, annotated.analysis, use) };
}

function emitContext(annotated: AnnotatedModule, use: CodeUse): EmitContext {
  const { analysis, ast } = annotated;
  const late = (use.uninitialized ?? []).flatMap((text) => {
    const colon = text.indexOf(":");
    const binding = analysis.scopes[Number(text.slice(0, colon))]?.bindings.get(text.slice(colon + 1));
    return binding ? [binding] : [];
  });
  const used = new Set<string>();
  return {
    analysis,
    source: analysis.module,
    parents: parentsOf(ast),
    late: new Set(late),
    residuals: new Map(),
    freshName(base) {
      let name = base;
      for (let n = 2; used.has(name) || analysis.names.has(name); n++) name = `${base}_${n}`;
      used.add(name);
      return name;
    },
  };
}
