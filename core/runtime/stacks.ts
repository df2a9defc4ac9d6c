import { fileUrl, pathOf, program } from "./modules/definitions.js";
import { originalPlace } from "./sourceMaps.js";

interface CallSite {
  getFileName(): string | null | undefined;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  getFunctionName(): string | null;
  getTypeName?(): string | null;
  getMethodName?(): string | null;
  isNative?(): boolean;
  isToplevel?(): boolean;
  isConstructor?(): boolean;
  isAsync?(): boolean;
  isEval?(): boolean;
  toString(): string;
}

const scriptPrefix = "thingsmigrate:";

/** How a place in a module is spelt in stacks: a path in CommonJS, a URL in ES modules. */
export function placeName(id: string): string {
  return program.manifest.modules[id]?.kind === "esm" ? fileUrl(pathOf(id)) : pathOf(id);
}

/** The module a script name belongs to: its own, or the entry's file when the engine has loaded that itself. */
export function moduleOfScript(name: string): string | undefined {
  if (name.startsWith(scriptPrefix)) return name.slice(scriptPrefix.length);
  const path = name.startsWith("file://") ? decodeURIComponent(name.slice(7)) : name;
  if (program.directory === "" || !path.startsWith(`${program.directory}/`)) return undefined;
  const file = path.slice(program.directory.length + 1);
  if (file.startsWith(".thingsmigrate/")) return undefined;
  const { modules } = program.manifest;
  if (modules[file] !== undefined) return file;
  return Object.keys(modules).find((id) => modules[id]?.file === file);
}

/** Name of a function as the original has it: lowering makes `f$body` of `f`, and the module function is the top level. */
function originalName(name: string): string {
  return name.replace(/\$body\d*$/, "");
}

/** Frames that have no file (builtins), are the runtime's or the host's own, or anybody else's. */
type Origin = "builtin" | "runtime" | "other";

function originOf(site: CallSite): Origin {
  const file = site.getFileName();
  if (file === null || file === undefined) return "builtin";
  return file.startsWith("node:") || file.includes("/.thingsmigrate/") || file.includes("/dist/runtime/") ? "runtime" : "other";
}

/** One line of a stack as the original would have it, or undefined for frames of the runtime. @param caller the frame below it */
function frameLine(site: CallSite, caller: CallSite | undefined): string | undefined {
  const origin = originOf(site);
  if (origin === "builtin") {
    // Builtins stay (`at Array.map (<anonymous>)`), except the generators that the runtime drives.
    const text = site.toString();
    const advances = /\.(?:next|throw|return) \(<anonymous>\)|^next |Generator/.test(text);
    return advances && (caller === undefined || originOf(caller) !== "other") ? undefined : `    at ${text}`;
  }
  const id = origin === "runtime" ? undefined : moduleOfScript(site.getFileName()!);
  if (id === undefined) {
    if (origin === "other") return `    at ${site.toString()}`;
    // Ours stands where the engine has a builtin that calls the program.
    return site.getFunctionName() === "Promise" && site.isConstructor?.() === true ? "    at new Promise (<anonymous>)" : undefined;
  }
  const line = site.getLineNumber() ?? 1;
  const column = site.getColumnNumber() ?? 1;
  const place = originalPlace(id, line, column) ?? { line, column };
  const where = `${placeName(id)}:${place.line}:${place.column}`;
  return describe(site, where, id);
}

function describe(site: CallSite, where: string, id: string): string {
  const esm = program.manifest.modules[id]?.kind === "esm";
  const own = site.toString();
  // QuickJS has no text for its call sites.
  const text = own.startsWith("[object") ? `${site.getFunctionName() ?? "<anonymous>"} ()` : own;
  const open = text.lastIndexOf(" (");
  if (site.getFunctionName()?.startsWith("$rest") === true) return `    at ${where}`;
  if (open < 0) return esm || site.getFunctionName() !== null ? `    at ${where}` : `    at Object.<anonymous> (${where})`;
  const name = text.slice(0, open);
  // V8 says so of a function without a name that has been called on an object.
  const calledOn = site.getFunctionName() === null && site.isToplevel?.() === false;
  if (/^(?:Object\.)?<anonymous>$/.test(name)) return esm && !calledOn ? `    at ${where}` : `    at Object.<anonymous> (${where})`;
  return `    at ${name
    .split(" ")
    .map((part) => originalName(part).replace(/^[$\w]+\.(?=[$\w]+\$body)/, ""))
    .join(" ")} (${where})`;
}

/** Error.prepareStackTrace of V8, JavaScriptCore (Bun) and QuickJS: stacks lead to the original files, the runtime's own frames are left out. */
export function prepareStackTrace(error: unknown, sites: readonly CallSite[]): string {
  let header: string;
  try {
    header = Error.prototype.toString.call(error);
  } catch {
    header = "<error>";
  }
  let text = header;
  for (let i = 0; i < sites.length; i++) {
    const line = frameLine(sites[i] as CallSite, sites[i + 1]);
    if (line !== undefined) text += `\n${line}`;
  }
  return text;
}
