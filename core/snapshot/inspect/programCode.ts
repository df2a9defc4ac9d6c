import { z } from "zod";
import { codeTag } from "../../codemap/codeTag.js";
import { fileModule } from "../../codemap/evaluations.js";
import type { CodeMap, FunctionEntry, ScopeEntry } from "../../codemap/codeMap.js";
import type { Manifest } from "../../codemap/manifest.js";
import { codedError, type Place } from "../../errors.js";
import { manifestOf, type Snapshot } from "../container.js";
import type { CodeKind } from "./inspection.js";
import { plainText } from "./plainText.js";

const count = z.int().min(0);
const place = { line: count, column: count };
const capture = z.object({ scope: count, name: z.string(), mutable: z.boolean() });
const point = z.object({ ...place, values: z.array(z.string()), own: z.array(capture), scope: count });
const functionKinds = ["module", "function", "arrow", "method", "getter", "setter", "generator", "class", "initializer"] as const;
const scopeKinds = ["module", "function", "body", "block", "loop", "catch", "switch", "class", "self", "home"] as const;
/** The shape of a code map (core/codemap/codeMap.ts). Snapshots come from anywhere: nothing in them is believed unseen. */
const codeMapSchema = z.object({
  version: z.literal(1),
  module: z.string(),
  tag: z.string().regex(/^[0-9a-z]{6}$/),
  kind: z.enum(["esm", "cjs", "json"]),
  sourceHash: z.string(),
  exports: z.array(z.string()),
  functions: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(functionKinds),
      start: count,
      end: count,
      ...place,
      scope: count,
      captures: z.array(capture),
      points: z.array(point).optional(),
    }),
  ),
  scopes: z.array(
    z.object({
      kind: z.enum(scopeKinds),
      parent: z.int().min(-1),
      function: count,
      bindings: z.array(z.string()),
      declared: z.array(z.union([z.null(), z.object({ ...place, name: z.string().optional() })])),
      ...place,
    }),
  ),
});

/** One function of the program: where a code id leads. */
export interface Code {
  readonly map: CodeMap;
  readonly n: number;
  readonly entry: FunctionEntry;
}

/** What a snapshot's files say about the code of its program: code maps by tag and module. */
export class ProgramCode {
  readonly manifest: Manifest;
  readonly #files: Snapshot["files"];
  readonly #byModule = new Map<string, CodeMap>();
  readonly #byTag = new Map<string, CodeMap>();

  /**
   * @param used modules that the snapshot uses: further evaluations of a file are not in the manifest
   * @throws CodedError E_SNAPSHOT_INVALID when a code map is not one
   */
  constructor(files: Snapshot["files"], used: readonly string[] = []) {
    this.#files = files;
    this.manifest = manifestOf({ files });
    for (const module of Object.keys(this.manifest.modules)) {
      const bytes = files.get(`.thingsmigrate/code/${module}.json`);
      if (!bytes) continue;
      const map = readCodeMap(bytes, module);
      this.#byModule.set(module, map);
      this.#byTag.set(map.tag, map);
    }
    for (const module of used) {
      const map = this.#byModule.get(fileModule(module));
      if (map === undefined || module === map.module) continue;
      const again = { ...map, module, tag: codeTag(module) };
      this.#byModule.set(module, again);
      this.#byTag.set(again.tag, again);
    }
  }

  get modules(): readonly string[] {
    return Object.keys(this.manifest.modules);
  }

  mapOf(module: string): CodeMap | undefined {
    return this.#byModule.get(module);
  }

  /** The JavaScript that the passes saw; undefined when the snapshot holds none. */
  sourceOf(module: string): string | undefined {
    return this.#files.get(`.thingsmigrate/source/${fileModule(module)}`)?.toString("utf8");
  }

  /** The function of a code id; undefined when the snapshot does not describe it. */
  codeOf(id: string): Code | undefined {
    const map = this.#byTag.get(id.slice(0, 6));
    const n = Number(id.slice(7));
    const entry = map?.functions[n];
    return map && entry ? { map, n, entry } : undefined;
  }

  /** The function as its author wrote it: an async function for the generator it was lowered to and for its wrapper. */
  original(code: Code, wrapped?: "async" | "async generator"): { readonly name: string; readonly kind: CodeKind } {
    const wrapper = code.entry.kind === "generator" ? wrapperOf(code) : undefined;
    const name = plainText((wrapper?.name ?? code.entry.name).replace(loweredBody, ""));
    if (wrapped === "async" || (wrapped === undefined && wrapper)) return { name, kind: "async function" };
    return { name, kind: wrapped === "async generator" ? wrapped : code.entry.kind };
  }
}

/** The name that lowering gives to the generator of an async function `f`: `f$body`. */
const loweredBody = /\$body\d*$/;

export function isLoweredBody(code: Code): boolean {
  return code.entry.kind === "generator" && wrapperOf(code) !== undefined;
}

/** The function made from the same source text as a generator: what the program sees of an async function. */
function wrapperOf({ map, entry }: Code): FunctionEntry | undefined {
  if (!loweredBody.test(entry.name)) return undefined;
  return map.functions.find((other) => other !== entry && other.start === entry.start && other.end === entry.end);
}

/** The generator that an async function was lowered to. */
export function bodyOf({ map, entry }: Code): { readonly n: number; readonly name: string } | undefined {
  const n = map.functions.findIndex(
    (other) =>
      other !== entry &&
      other.start === entry.start &&
      other.end === entry.end &&
      other.kind === "generator" &&
      loweredBody.test(other.name),
  );
  return n < 0 ? undefined : { n, name: map.functions[n]!.name };
}

export function placeIn(map: CodeMap, at: { readonly line: number; readonly column: number }): Place {
  return { file: plainText(map.module), line: at.line, column: at.column };
}

/** A variable's name in the source and where it is declared. Undefined for what the instrumenter has added. */
export function variableOf(map: CodeMap, scope: ScopeEntry | undefined, name: string): { name: string; place?: Place } | undefined {
  const at = scope?.bindings.indexOf(name) ?? -1;
  const declared = scope?.declared[at];
  if (declared) {
    if (loweredBody.test(name) && declared.name !== undefined) return undefined;
    return { name: plainText(declared.name ?? name), place: placeIn(map, declared) };
  }
  // `this` and the like, what a CommonJS module is given; everything hidden has a name with `$`.
  return name.includes("$") ? undefined : { name: plainText(name) };
}

function readCodeMap(bytes: Buffer, module: string): CodeMap {
  let json: unknown;
  try {
    json = (JSON.parse(bytes.toString("utf8")) as { codeMap?: unknown } | null)?.codeMap;
  } catch {
    json = undefined;
  }
  const read = codeMapSchema.safeParse(json);
  const map = read.data as CodeMap | undefined;
  if (!map || map.module !== module) throw codedError("E_SNAPSHOT_INVALID", `not a whole snapshot: the code map of ${module} is not one`);
  const outside = (scope: number): boolean => scope >= map.scopes.length;
  const wrong =
    map.scopes.some((scope, n) => scope.parent >= n || scope.declared.length !== scope.bindings.length) ||
    map.functions.some((entry) => outside(entry.scope) || entry.captures.some((one) => outside(one.scope)));
  if (wrong && map.kind !== "json")
    throw codedError("E_SNAPSHOT_INVALID", `not a whole snapshot: the code map of ${module} contradicts itself`);
  return map;
}
