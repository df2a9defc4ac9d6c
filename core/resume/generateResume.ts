import * as t from "@babel/types";
import type { EncodedSourceMap } from "@jridgewell/gen-mapping";
import { callPlacesFile, type CallPlace } from "../codemap/callPlaces.js";
import { fileModule, resumeFileOf } from "../codemap/evaluations.js";
import type { Manifest, ManifestModule, Profile } from "../codemap/manifest.js";
import type { CallPoint } from "../instrument/analysis.js";
import { annotateModule, type AnnotatedModule } from "../instrument/annotateModule.js";
import { printModule } from "../instrument/printModule.js";
import type { ResumeTable, ResumeTables } from "../runtime/resumeModule.js";
import { originOf } from "./cloneNode.js";
import { parentsOf, type EmitContext } from "./emitContext.js";
import { moduleFactory } from "./moduleFactory.js";
import { planResume, type CodeUse } from "./resumePlan.js";
import { resumeTable } from "./resumeTables.js";

export interface ProgramSource {
  /** Of the instrumented program (or of a resume program made from it: it names the same sources). Its profile is that of the code to make. */
  readonly manifest: Manifest;
  /** The source of a module as the passes saw it: of TypeScript, the JavaScript that is left when its types are erased. */
  readonly readSource: (module: string) => string;
}

export interface ResumeInput extends ProgramSource {
  /** What the snapshot needs of each module. */
  readonly codeUse: readonly CodeUse[];
}

/** The files in which a resume program differs from the instrumented program. */
export interface ResumeProgram {
  /** By path below the program's directory; modules that were not evaluated stay as they are, and so do files of CommonJS modules. */
  readonly files: ReadonlyMap<string, string>;
  readonly manifest: Manifest;
  readonly tables: ResumeTables;
  /** From each resume module to its source as `readSource` gives it. */
  readonly maps: ReadonlyMap<string, EncodedSourceMap>;
}

/** Path of the script that tells the runtime the tables: `$tm.codemap({ … });`. */
export const tablesFile = ".thingsmigrate/tables.js";

/**
 * Writes the resume program of a snapshot from the original sources (section 6 of docs/code-contract.md). The same input gives the same bytes; how much
 * code there is depends on the source and on which functions are in use, not on the size of the heap.
 * @throws Error if `codeUse` names what the sources don't have: the snapshot belongs to another program
 */
export function generateResume({ codeUse, ...source }: ResumeInput): ResumeProgram {
  return resumeGenerator(source)(codeUse);
}

/** As `generateResume`, for several snapshots of one program: a module that is in use as it was before is not written again. */
export function resumeGenerator({ manifest, readSource }: ProgramSource): (codeUse: readonly CodeUse[]) => ResumeProgram {
  const known = new Map<string, { readonly use: string; readonly made: ResumeModuleCode }>();
  const make = (use: CodeUse, kind: "esm" | "cjs"): ResumeModuleCode => {
    const spelled = JSON.stringify(use);
    const before = known.get(use.module);
    if (before?.use === spelled) return before.made;
    const made = resumeModule(use, kind, readSource(fileModule(use.module)), manifest.profile, manifest.frames ?? false);
    known.set(use.module, { use: spelled, made });
    return made;
  };
  return (codeUse) => {
    const files = new Map<string, string>();
    const maps = new Map<string, EncodedSourceMap>();
    const tables: Record<string, ResumeTable> = {};
    const modules: Record<string, ManifestModule> = { ...manifest.modules };
    for (const use of codeUse) {
      const module = manifest.modules[fileModule(use.module)];
      if (!module) throw new Error(`the program has no module ${use.module}`);
      if (module.kind === "json") continue;
      const made = make(use, module.kind);
      const resumeFile = module.kind === "cjs" ? resumeFileOf(use.module, module.file) : undefined;
      if (resumeFile !== undefined) modules[use.module] = { ...module, resumeFile };
      files.set(resumeFile ?? module.file, made.code);
      maps.set(use.module, made.map);
      if (manifest.frames) files.set(callPlacesFile(use.module), JSON.stringify(made.callPlaces));
      tables[use.module] = made.table;
    }
    files.set(tablesFile, `$tm.codemap(${JSON.stringify(tables)});\n`);
    return { files, manifest: { ...manifest, modules, resume: true }, tables, maps };
  };
}

interface ResumeModuleCode {
  readonly code: string;
  readonly map: EncodedSourceMap;
  readonly callPlaces: readonly CallPlace[];
  readonly table: ResumeTable;
}

/** The resume code of one module from its JavaScript. */
export function resumeModule(
  use: CodeUse,
  kind: "esm" | "cjs",
  source: string,
  profile: Profile = "default",
  frames = false,
): ResumeModuleCode {
  const { module } = use;
  const annotated = annotateModule(source, { module, kind, profile, frames });
  const used: CodeUse = use.state === "linked" && !use.points.includes("0:0") ? { ...use, points: [...use.points, "0:0"] } : use;
  const context = emitContext(annotated, used);
  const { body, directives, before, after } = moduleFactory(annotated, planResume(annotated.analysis, used), context);
  const ast = t.file(t.program(body, directives, "script"));
  const markers = new Map<t.Node, string>();
  t.traverseFast(ast, (node) => {
    const marker = annotated.markers.get(originOf(node));
    if (marker !== undefined) markers.set(node, marker);
  });
  const callPoints = frames ? findCallPoints(ast, annotated, new Set(context.residuals.values())) : undefined;
  const printed = printModule(ast, { source: { path: module, text: source }, before, after, markers, ...(callPoints && { callPoints }) });
  return {
    code: printed.code,
    map: printed.map,
    callPlaces: printed.callPlaces,
    table: resumeTable(annotated.codeMap, annotated.analysis, use),
  };
}

/** The calls of a resume module at which a frame can be taken again. */
function findCallPoints(ast: t.File, annotated: AnnotatedModule, residuals: ReadonlySet<t.Node>): Map<t.Node, CallPoint> {
  const found = new Map<t.Node, CallPoint>();
  const visit = (node: t.Node, inResidual: boolean): void => {
    const point = annotated.callPoints.get(originOf(node));
    if (point) found.set(node, inResidual ? [point[0], point[1], 1] : point);
    // Functions in a residual are the program's again.
    const inside = residuals.has(originOf(node)) || (inResidual && !(t.isFunction(node) && annotated.markers.has(originOf(node))));
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[key];
      for (const child of Array.isArray(value) ? (value as (t.Node | null)[]) : [value as t.Node | null | undefined])
        if (child) visit(child, inside);
    }
  };
  visit(ast.program, false);
  return found;
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
