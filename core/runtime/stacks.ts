import { loadCodeMap, loadSource } from "./codeMaps.js";
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
  if (file === null || file === undefined || site.isNative?.() === true) return "builtin";
  const isOurs =
    file.startsWith("node:") || file.startsWith("ext:") || file.includes("/.thingsmigrate/") || file.includes("/dist/runtime/");
  return isOurs ? "runtime" : "other";
}

/** QuickJS has no text for its call sites; what is not the program's there is ours. */
function isUnspelt(text: string): boolean {
  return text.startsWith("[object ");
}

/** One line of a stack as the original would have it, or undefined for frames of the runtime. @param caller the frame below it */
function frameLine(site: CallSite, caller: CallSite | undefined): string | undefined {
  const origin = originOf(site);
  if (origin === "builtin") {
    // Builtins stay (`at Array.map (<anonymous>)`), except the generators that the runtime drives.
    const text = site.toString();
    if (isUnspelt(text)) return undefined;
    const advances = /\.(?:next|throw|return) \(<anonymous>\)|^next |Generator/.test(text);
    if (text.startsWith("processTicksAndRejections ") || (advances && (caller === undefined || originOf(caller) !== "other")))
      return undefined;
    return `    at ${text.replace("(native)", "(<anonymous>)")}`;
  }
  const id = origin === "runtime" ? undefined : moduleOfScript(site.getFileName()!);
  if (id === undefined) {
    const text = origin === "other" ? site.toString() : "";
    if (text !== "") return isUnspelt(text) ? undefined : `    at ${text}`;
    // Ours stands where the engine has a builtin that calls the program.
    return site.getFunctionName() === "Promise" && site.isConstructor?.() === true ? "    at new Promise (<anonymous>)" : undefined;
  }
  const line = site.getLineNumber() ?? 1;
  const column = site.getColumnNumber() ?? 1;
  const place = originalPlace(id, line, column) ?? { line, column };
  return `    at ${describe(site, id, place)}`;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Function and place, as V8 writes them. */
function describe(site: CallSite, id: string, place: Place): string {
  const where = `${placeName(id)}:${place.line}:${place.column}`;
  const own = site.toString();
  const text = isUnspelt(own) ? `${site.getFunctionName() ?? "<anonymous>"} ()` : own;
  const open = text.lastIndexOf(" (");
  const name = open < 0 ? "" : text.slice(0, open);
  if (name === "" || name.startsWith("$rest") || /^(?:Object\.)?<anonymous>$/.test(name)) {
    // V8 says so of a function without a name that has been called on an object, such as that of a CommonJS module; of others we know only that.
    const isCalledOnObject = site.isToplevel !== undefined && site.getFunctionName() === null ? !site.isToplevel() : isMain(id, place);
    return isCalledOnObject ? `Object.<anonymous> (${where})` : where;
  }
  const shown = name.split(" ").map((part) => originalName(part).replace(/^[$\w]+\.(?=[$\w]+\$body)/, ""));
  return `${shown.join(" ")} (${where})`;
}

/** Whether a place is in the code of a CommonJS module itself, and not in a function in it. */
function isMain(id: string, { line, column }: Place): boolean {
  if (program.manifest.modules[id]?.kind !== "cjs") return false;
  const lines = loadSource(id)?.split("\n");
  const { functions } = loadCodeMap(id)?.codeMap ?? {};
  if (lines === undefined || functions === undefined) return false;
  let offset = column - 1;
  for (let i = 0; i < line - 1 && i < lines.length; i++) offset += lines[i]!.length + 1;
  return !functions.some(({ kind, start, end }, n) => n > 0 && kind !== "class" && start <= offset && offset < end);
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

/**
 * The text of a stack that the engine has written without asking `prepareStackTrace`, as that would have written it: JavaScriptCore does so when `stack` is
 * first read in a later turn.
 */
export function mapStackText(stack: string): string {
  if (!/thingsmigrate[:/]/.test(stack)) return stack;
  const lines = stack.split("\n");
  const sites = lines.map(siteOfLine);
  let text = "";
  for (let i = 0; i < lines.length; i++) {
    const site = sites[i];
    const line = site === undefined ? lines[i] : frameLine(site, sites[i + 1]);
    if (line !== undefined) text += i === 0 ? line : `\n${line}`;
  }
  return text;
}

function siteOfLine(line: string): CallSite | undefined {
  const found = /^ {4}at (?:(.*) \()?(.*?)(?::(\d+):(\d+))?\)?$/.exec(line);
  if (found === null) return undefined;
  const [, name, file, lineNumber, column] = found;
  const isBuiltin = lineNumber === undefined;
  return {
    getFileName: () => file,
    getLineNumber: () => Number(lineNumber),
    getColumnNumber: () => Number(column),
    getFunctionName: () => name ?? "",
    isNative: () => isBuiltin,
    toString: () => line.slice("    at ".length),
  };
}
