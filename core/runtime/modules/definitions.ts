import { evaluationOf, fileModule } from "../../codemap/evaluations.js";
import type { Manifest, ManifestModule } from "../../codemap/manifest.js";
import { codeTag } from "../../codemap/codeTag.js";
import { host } from "../host.js";
import type { ResumedModule } from "../resumeModule.js";
import type { ModuleHandle } from "./moduleHandle.js";

export type EsmBody = ($m: ModuleHandle) => Generator;
export type CjsBody = (exports: unknown, require: unknown, module: unknown, filename: string, dirname: string) => void;
export type ResumeBody = ($m: ModuleHandle) => ResumedModule;

/** What a module's file says. */
export type Definition =
  | { readonly kind: "esm"; readonly body: EsmBody }
  | { readonly kind: "cjs"; readonly body: CjsBody }
  | { readonly kind: "json"; readonly text: string };

/** The program on disk. Set by the start, before any module is asked for. */
export const program: { manifest: Manifest; directory: string; root: string } = {
  manifest: { version: 1, instrumenter: "", profile: "default", entry: "", root: "", modules: {}, programHash: "", resume: false },
  directory: "",
  root: "",
};

const definitions: Record<string, Definition> = Object.create(null) as Record<string, Definition>;
/** What `$tm.resume` was given, for restore. */
const resumeBodies: Record<string, { readonly kind: "esm" | "cjs"; readonly body: ResumeBody }> = Object.create(null) as never;

/** `$tm.define(id, kind, body)` */
export function define(id: string, kind: "esm" | "cjs" | "json", body: unknown): void {
  if (kind === "json") definitions[id] = { kind, text: body as string };
  else definitions[id] = { kind, body: body as never };
}

/** `$tm.resume(id, kind, body)` */
export function resume(id: string, kind: "esm" | "cjs", body: ResumeBody): void {
  resumeBodies[id] = { kind, body };
}

/** Loads the file of a module of the program (once) and gives what it defines. @throws Error when there is no such module. */
export function definitionOf(id: string): Definition {
  const known = definitions[id];
  if (known !== undefined) return known;
  loadFile(id);
  const loaded = definitions[id];
  if (loaded === undefined) throw new Error(`the file of ${id} doesn't define it`);
  return loaded;
}

/** Evaluates the file of a module: it calls `$tm.define`, or `$tm.resume` where that is its resume code. */
function loadFile(id: string): void {
  host.evaluate(textOf(id), scriptName(id));
}

/** What the resume code of a module gives; undefined if it has none. */
export function resumeBodyOf(id: string): { readonly kind: "esm" | "cjs"; readonly body: ResumeBody } | undefined {
  const resumeFile = program.manifest.modules[id]?.resumeFile;
  if (resumeFile !== undefined) host.evaluate(host.readText(`${program.directory}/${resumeFile}`), scriptName(id));
  else if (resumeBodies[id] === undefined) loadFile(id);
  return resumeBodies[id];
}

function textOf(id: string): string {
  const file = fileModule(id);
  const entry = program.manifest.modules[file];
  if (entry === undefined) throw new Error(`no module ${id} in this program`);
  const text = host.readText(`${program.directory}/${entry.file}`);
  if (id !== file) return named(text, file, id);
  return id === program.manifest.entry ? withoutStart(text) : text;
}

/** The code of a module under another module id: its tag is in markers and in the ids of report lines, its id in calls of the runtime. */
function named(text: string, id: string, other: string): string {
  const tag = codeTag(other);
  const tagged = text.replace(new RegExp(`(["#])${codeTag(id)}\\.(?=\\d)`, "g"), (_all: string, before: string) => `${before}${tag}.`);
  return tagged.replace(/(\$tm\.(?:define|scope|dynamicImport)\()("(?:[^"\\\n]|\\.)*")/g, (all: string, call: string, spelled: string) =>
    JSON.parse(spelled) === id ? call + JSON.stringify(other) : all,
  );
}

/** A module id for one more evaluation of a CommonJS file (core/codemap/evaluations.ts). */
export function nextEvaluation(file: string, taken: (id: string) => boolean): string {
  let n = 2;
  while (taken(evaluationOf(file, n))) n++;
  const id = evaluationOf(file, n);
  const { resumeFile: _, ...entry } = program.manifest.modules[file]!;
  (program.manifest.modules as Record<string, ManifestModule>)[id] = entry;
  return id;
}

/** The entry's file is a module or script of its own that loads the runtime and starts the program: its lines stay, these two statements go. */
function withoutStart(text: string): string {
  return text
    .replace(
      /^(#![^\n]*\n)?(?:import "[^"\n]*start\.cjs";|require\("[^"\n]*start\.cjs"\);)/,
      (_all, hashbang: string | undefined) => hashbang ?? "",
    )
    .replace(/\$tm\.start\("[^\n]*"\);\s*$/, "");
}

/** Name under which the engine knows a module's script: stacks are mapped from it. */
export function scriptName(id: string): string {
  return `thingsmigrate:${id}`;
}

/** Absolute path of a module on this board. */
export function pathOf(module: string): string {
  const id = fileModule(module);
  const upward = /^(?:_up\/)+/.exec(id)?.[0];
  if (upward === undefined) return `${program.root}/${id}`;
  let base = program.root;
  for (let i = 0; i < upward.length; i += 4) base = base.slice(0, Math.max(0, base.lastIndexOf("/")));
  return `${base}/${id.slice(upward.length)}`;
}

/** `file:` URL of an absolute path (as node:url's pathToFileURL). */
export function fileUrl(path: string): string {
  return `file://${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}`;
}

/** Where an import of a module leads: a module id, `node:name` of a builtin, or undefined. */
export function resolveSpecifier(from: string, specifier: string, form: "import" | "require" = "import"): string | undefined {
  const imports = program.manifest.modules[from]?.imports;
  // Of a package that answers differently to `import` and `require`, each has its own entry.
  for (const key of [`${form}:${specifier}`, specifier]) if (imports !== undefined && Object.hasOwn(imports, key)) return imports[key];
  const builtin = specifier.startsWith("node:") ? specifier.slice(5) : specifier;
  if (isBuiltin.test(builtin) && (specifier.startsWith("node:") || !/^[./]/.test(specifier))) return `node:${builtin}`;
  return resolvePath(from, specifier);
}

/** Whether a name is one of the host's builtin modules. Set by builtins.ts. */
export const isBuiltin: { test(name: string): boolean } = { test: () => false };

/** A computed specifier: a path to a module that is in the program. */
function resolvePath(from: string, specifier: string): string | undefined {
  let path: string;
  if (specifier.startsWith("file://")) path = decodeURIComponent(specifier.slice(7));
  else if (specifier.startsWith("/")) path = specifier;
  else if (/^\.\.?(?:\/|$)/.test(specifier)) path = normalize(`${dirnameOf(pathOf(from))}/${specifier}`);
  else return undefined;
  for (const suffix of ["", ".js", ".json", ".cjs", ".mjs", "/index.js", "/index.json"]) {
    for (const id of Object.keys(program.manifest.modules)) {
      if (pathOf(id) === path + suffix) return id;
    }
  }
  return undefined;
}

/** The folder of a path. */
export function dirnameOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}

function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
