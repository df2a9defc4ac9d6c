import { loadSource } from "./codeMaps.js";
import { host, hooks } from "./host.js";
import { inspect } from "./inspect.js";
import type { ModuleRecord } from "./modules/moduleRecord.js";
import { registry } from "./modules/moduleRecord.js";
import { pathOf, program } from "./modules/definitions.js";
import { emitExit, ownProcess, processState } from "./process.js";
import { setAdd, setDelete, setFirst } from "./primordials.js";
import { describe } from "./promise.js";
import { rejections } from "./promiseState.js";
import { mapStackText, placeName, prepareStackTrace } from "./stacks.js";
import { writeOutput } from "./output.js";
import { edges, isFrozen } from "./turns.js";
import { uncaughtHandler, type UncaughtFrom } from "./uncaught.js";

/** Ends the program as Node ends it of an uncaught error, unless a listener takes the error. */
function handle(error: unknown, from: UncaughtFrom): void {
  const process = ownProcess;
  const origin = from === "rejection" ? "unhandledRejection" : "uncaughtException";
  process.emit("uncaughtExceptionMonitor", error, origin);
  try {
    if (process.emit("uncaughtException", error, origin)) return;
  } catch (inner) {
    die(inner, 7, "throw");
  }
  die(error, 1, from);
}

function die(error: unknown, code: number, from: UncaughtFrom): never {
  writeOutput(2, describeFatal(error, from));
  if (!processState.exiting) processState.exitCode = code;
  let final = code;
  try {
    final = emitExit(code);
  } catch (inner) {
    writeOutput(2, describeFatal(inner, "throw"));
    final = 7;
  }
  host.exit(final === 0 ? code : final);
}

/** What Node prints of an error that ends the process. */
function describeFatal(error: unknown, from: UncaughtFrom): string {
  const trailer = `\n\nNode.js ${host.facts.nodeVersion}\n`;
  if (error instanceof Error) {
    mapStack(error);
    return `${headerOf(error, from)}\n${inspect(error)}${trailer}`;
  }
  const isObject = typeof error === "object" && error !== null;
  const shown = typeof error === "string" ? error : inspect(error);
  const hint = isObject ? "" : "\n(Use `node --trace-uncaught ...` to show where the exception was thrown)";
  if (from === "module") return `\nnode:internal/modules/run_main\n    triggerUncaughtException(\n    ^\n${shown}${hint}${trailer}`;
  // Where it was thrown only the engine knows.
  return isObject ? `Uncaught:\n${shown}${trailer}` : `Uncaught:\n${inspect(error)}${hint}${trailer}`;
}

function mapStack(error: Error): void {
  const stack = Object.getOwnPropertyDescriptor(error, "stack");
  if (stack?.writable !== true || typeof stack.value !== "string") return;
  const mapped = mapStackText(stack.value);
  if (mapped !== stack.value) error.stack = mapped;
}

/** Place, source line and caret that Node prints above an error, with the empty line that follows. */
function headerOf(error: Error, from: UncaughtFrom): string {
  if (error instanceof UnhandledPromiseRejection) {
    return "node:internal/process/promises\n      new UnhandledPromiseRejection(reason);\n      ^\n";
  }
  const { code } = error as { code?: unknown };
  if (code === "MODULE_NOT_FOUND") return "node:internal/modules/cjs/loader\n  throw err;\n  ^\n";
  if (code === "ERR_MODULE_NOT_FOUND") return "node:internal/modules/esm/resolve\n    throw new ERR_MODULE_NOT_FOUND(\n          ^\n";
  const lines = sourceLines(error, from === "throw");
  return lines ?? "node:internal/process/promises\n            triggerUncaughtException(err, true /* fromPromise */);\n            ^\n";
}

/** Place, source line and caret of where an error was made, as far as its stack tells. @param thrown the engine reports the `throw` */
function sourceLines(error: Error, thrown: boolean): string | undefined {
  const { stack } = error;
  if (typeof stack !== "string") return undefined;
  for (const line of stack.split("\n")) {
    const found = /^ {4}at (?:.*\()?(.*?):(\d+):(\d+)\)?$/.exec(line);
    if (found === null) continue;
    const [, place, lineNumber, columnNumber] = found;
    const id = Object.keys(program.manifest.modules).find((each) => placeName(each) === place || pathOf(each) === place);
    if (id === undefined) return undefined;
    const lines = loadSource(id)?.split("\n");
    const text = lines?.[Number(lineNumber) - 1];
    if (text === undefined) return undefined;
    let column = Number(columnNumber) - 1;
    // The engine marks the `throw`, the stack begins at the `new` somewhere after it.
    const before = thrown ? /\bthrow\s[^;]*$/.exec(text.slice(0, column)) : null;
    if (before !== null) column = before.index;
    const caret = text.slice(0, column).replace(/[^\t]/g, " ");
    return `${place ?? ""}:${lineNumber ?? ""}\n${text.endsWith("\r") ? text.slice(0, -1) : text}\n${caret}^\n`;
  }
  return undefined;
}

/** Reports rejections that nobody has handled by the end of the macrotask. True if anything of the program ran (Node's processPromiseRejections). */
function processRejections(): boolean {
  let ran = false;
  while (rejections.handledLate.length > 0) {
    const state = rejections.handledLate.shift();
    if (state !== undefined && ownProcess.emit("rejectionHandled", state.promise)) ran = true;
  }
  for (let state = setFirst(rejections.pending); state !== undefined; state = setFirst(rejections.pending)) {
    if (isFrozen()) return false;
    setDelete(rejections.pending, state);
    setAdd(rejections.reported, state);
    const { value } = state;
    try {
      if (ownProcess.emit("unhandledRejection", value, state.promise)) {
        ran = true;
        continue;
      }
    } catch (error) {
      handle(error, "throw");
      ran = true;
      continue;
    }
    handle(value instanceof Error ? value : new UnhandledPromiseRejection(value), "rejection");
    ran = true;
  }
  return ran;
}

/** What ends a program whose promise was rejected with something that is no error. */
class UnhandledPromiseRejection extends Error {
  constructor(reason: unknown) {
    const shown = typeof reason === "object" && reason !== null ? describe(reason) : String(reason);
    super(
      `This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${shown}".`,
    );
    Object.defineProperty(this, "name", { value: "UnhandledPromiseRejection", enumerable: false, writable: true, configurable: true });
    (this as { code?: string }).code = "ERR_UNHANDLED_REJECTION";
    this.stack = `UnhandledPromiseRejection: ${this.message}\n    at throwUnhandledRejectionsMode (node:internal/process/promises)`;
  }
}

/** Puts in place what happens to errors that nobody catches, how stacks look and how the process ends. Called once at start. */
export function installErrors(): void {
  uncaughtHandler.handle = handle;
  edges.processRejections = processRejections;
  // Where the engine has the property it is watched (QuickJS, Bun) or has Node's default; elsewhere it is made.
  if (Object.getOwnPropertyDescriptor(Error, "prepareStackTrace") === undefined)
    Object.defineProperty(Error, "prepareStackTrace", { value: undefined, writable: true, enumerable: false, configurable: true });
  (Error as { prepareStackTrace?: unknown }).prepareStackTrace = prepareStackTrace;
  hooks.exit = (code) => {
    const entry = registry.records.find((module: ModuleRecord) => module.id === registry.entry);
    let final = code;
    if (entry?.status === "evaluating-async" && code === 0 && processState.exitCode === undefined) {
      writeOutput(2, `Warning: Detected unsettled top-level await at ${placeName(entry.id)}\n\n\n`);
      final = 13;
    }
    host.setExitCode(emitExit(final));
  };
}
