import { loadSource } from "./codeMaps.js";
import { host, hooks } from "./host.js";
import { inspect } from "./inspect.js";
import type { ModuleRecord } from "./modules/moduleRecord.js";
import { registry } from "./modules/moduleRecord.js";
import { pathOf, program } from "./modules/definitions.js";
import { nodeError } from "./nodeErrors.js";
import { emitExit, ownProcess, processState } from "./process.js";
import { setAdd, setDelete, setFirst } from "./primordials.js";
import { rejections } from "./promiseState.js";
import { placeName, prepareStackTrace } from "./stacks.js";
import { writeOutput } from "./output.js";
import { edges, isFrozen } from "./turns.js";
import { uncaughtHandler } from "./uncaught.js";

/** Ends the program as Node ends it of an uncaught error, unless a listener takes the error. */
function handle(error: unknown, origin: "uncaughtException" | "unhandledRejection"): void {
  const process = ownProcess;
  process.emit("uncaughtExceptionMonitor", error, origin);
  try {
    if (process.emit("uncaughtException", error, origin)) return;
  } catch (inner) {
    die(inner, 7);
  }
  die(error, 1);
}

function die(error: unknown, code: number): never {
  writeOutput(2, describeFatal(error));
  if (!processState.exiting) processState.exitCode = code;
  let final = code;
  try {
    final = emitExit(code);
  } catch (inner) {
    writeOutput(2, describeFatal(inner));
    final = 7;
  }
  host.exit(final === 0 ? code : final);
}

/** What Node prints of an error that ends the process. */
function describeFatal(error: unknown): string {
  const trailer = `\n\nNode.js ${host.facts.nodeVersion}\n`;
  const isError = error instanceof Error;
  const source = sourceLines(isError ? error : undefined);
  if (!isError) {
    const shown = typeof error === "string" ? error : inspect(error);
    return `${source ?? "node:internal/process/promises\n"}\n${typeof error === "object" && error !== null ? shown : `Uncaught:\n${inspect(error)}`}${typeof error === "object" ? "" : "\n(Use `node --trace-uncaught ...` to show where the exception was thrown)"}${trailer}`;
  }
  return `${source ?? "node:internal/process/promises\n            triggerUncaughtException(err, true /* fromPromise */);\n            ^\n"}\n${inspect(error)}${trailer}`;
}

/** The header: place, source line and caret of where an error was thrown, as far as its stack tells. */
function sourceLines(error: Error | undefined): string | undefined {
  const { stack } = error ?? {};
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
    // The engine marks the `throw`, the stack begins at the `new` after it.
    const thrown = /\bthrow\s+$/.exec(text.slice(0, column));
    if (thrown !== null) column = thrown.index;
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
      handle(error, "uncaughtException");
      ran = true;
      continue;
    }
    handle(value instanceof Error ? value : unhandled(value), "unhandledRejection");
    ran = true;
  }
  return ran;
}

function unhandled(reason: unknown): Error {
  const error = nodeError(
    Error,
    "ERR_UNHANDLED_REJECTION",
    `This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${typeof reason === "object" || typeof reason === "function" ? inspect(reason, { depth: -1 }) : String(reason)}".`,
  );
  error.stack = `[UnhandledPromiseRejection: ${error.message}]`;
  Object.defineProperty(error, "name", { value: "UnhandledPromiseRejection", enumerable: false, writable: true, configurable: true });
  return error;
}

/** Puts in place what happens to errors that nobody catches, how stacks look and how the process ends. Called once at start. */
export function installErrors(): void {
  uncaughtHandler.handle = handle;
  edges.processRejections = processRejections;
  // QuickJS takes the hook through a setter; elsewhere it is a property like any other.
  if (Object.getOwnPropertyDescriptor(Error, "prepareStackTrace")?.set === undefined)
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
