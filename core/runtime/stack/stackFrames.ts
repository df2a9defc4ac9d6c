import { defineProperty, getOwnPropertyDescriptor } from "../primordials.js";

/** One frame of the synchronous call stack, as the engine tells it to `Error.prepareStackTrace`. */
export interface StackFrame {
  /** `code`: a function with source, also of the host's (`node:…`). `native`: a builtin that has called the frame before it. */
  readonly kind: "code" | "native";
  /** Its own name, empty if it has none; of builtins as V8 writes it: `Array.map`, `new Promise`. */
  readonly functionName: string;
  /** Name of the script, as it was evaluated; empty for builtins. */
  readonly url: string;
  /** Place of the call that the frame waits for, from 1; 0 for builtins. */
  readonly line: number;
  /** From 1, in UTF-16 units; 0 for builtins. */
  readonly column: number;
}

interface CallSite {
  getFileName(): string | null | undefined;
  getFunctionName(): string | null;
  getScriptNameOrSourceURL(): string | null | undefined;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  isAsync(): boolean;
  toString(): string;
}

const NativeError = Error;
const { captureStackTrace } = Error;
const { isArray } = Array;

/**
 * The frames outward from the caller of `below`, innermost first; undefined where the engine doesn't tell them (the program has frozen `Error`, for one).
 * Builtins without a frame of their own are not among them: getters, `valueOf` and traps are called from the middle of the code before them.
 */
export function stackFrames(below: Function): StackFrame[] | undefined {
  const sites = callSites(below);
  if (sites === undefined) return undefined;
  const frames: StackFrame[] = [];
  for (const site of sites) {
    // From here on it is who awaits, not who has called.
    if (site.isAsync()) break;
    const line = site.getLineNumber();
    if (line === null) {
      const functionName = site.toString().replace(/ \(<anonymous>\)$/, "");
      frames.push({ kind: "native", functionName, url: "", line: 0, column: 0 });
    } else {
      const functionName = site.getFunctionName() ?? "";
      const url = site.getFileName() ?? site.getScriptNameOrSourceURL() ?? "";
      frames.push({ kind: "code", functionName, url, line, column: site.getColumnNumber() ?? 0 });
    }
  }
  return frames;
}

/** Asks for the whole stack with settings of ours, which nobody sees: the program's are back when it goes on. */
function callSites(below: Function): readonly CallSite[] | undefined {
  const holder: { stack?: unknown } = {};
  const limit = replaceProperty("stackTraceLimit", Infinity);
  const prepare = replaceProperty("prepareStackTrace", (_error: unknown, sites: unknown) => sites);
  try {
    captureStackTrace(holder, below);
    // V8 asks `prepareStackTrace` when it is read.
    const sites = holder.stack;
    return isArray(sites) ? (sites as readonly CallSite[]) : undefined;
  } finally {
    prepare();
    limit();
  }
}

/** Gives a property of `Error` another value. @returns what puts it back. */
function replaceProperty(name: string, value: unknown): () => void {
  const before = getOwnPropertyDescriptor(NativeError, name);
  defineProperty(NativeError, name, { value, writable: true, enumerable: true, configurable: true });
  return () => {
    if (before === undefined) delete (NativeError as unknown as Record<string, unknown>)[name];
    else defineProperty(NativeError, name, before);
  };
}
