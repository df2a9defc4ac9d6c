import { clockNow } from "./clock.js";
import { formatWithOptions, inspect } from "./inspect.js";
import { table } from "./consoleTable.js";
import { record, root } from "./records.js";

/** What the console remembers. */
class ConsoleState {
  indentation = "";
  counts: Record<string, number> = Object.create(null) as Record<string, number>;
  timers: Record<string, number> = Object.create(null) as Record<string, number>;
}
record("Console", ConsoleState, ["indentation", "counts", "timers"]);
const state = root("console", new ConsoleState());

type Write = (text: string) => void;
/** Where the console writes: the program's process.stdout and process.stderr. Set by process.ts. */
export const streams: { out: Write; err: Write; colors(fd: 1 | 2): boolean } = {
  out: () => undefined,
  err: () => undefined,
  colors: () => false,
};

function print(fd: 1 | 2, args: unknown[]): void {
  let text = formatWithOptions({ colors: streams.colors(fd) }, ...args);
  const { indentation } = state;
  if (indentation !== "") text = indentation + text.replaceAll("\n", `\n${indentation}`);
  if (fd === 1) streams.out(`${text}\n`);
  else streams.err(`${text}\n`);
}

function elapsed(label: string): string {
  const ms = clockNow() - (state.timers[label] as number);
  if (ms >= 3600000) return `${(ms / 3600000).toFixed(3)}h`;
  if (ms >= 1000) return `${(ms / 1000).toFixed(3)}s`;
  return `${Number(ms.toFixed(3))}ms`;
}

function warn(text: string): void {
  streams.err(`(node) Warning: ${text}\n`);
}

const methods: Record<string, (...args: never[]) => unknown> = {
  log(...args: unknown[]) {
    print(1, args);
  },
  warn(...args: unknown[]) {
    print(2, args);
  },
  dir(value: unknown, options?: object) {
    print(1, [inspect(value, { customInspect: false, colors: streams.colors(1), ...options })]);
  },
  time(label: unknown = "default") {
    const key = String(label);
    if (key in state.timers) warn(`Label '${key}' already exists for console.time()`);
    else state.timers[key] = clockNow();
  },
  timeEnd(label: unknown = "default") {
    const key = String(label);
    if (!(key in state.timers)) {
      warn(`No such label '${key}' for console.timeEnd()`);
      return;
    }
    print(1, [`${key}: ${elapsed(key)}`]);
    delete state.timers[key];
  },
  timeLog(label: unknown = "default", ...data: unknown[]) {
    const key = String(label);
    if (!(key in state.timers)) {
      warn(`No such label '${key}' for console.timeLog()`);
      return;
    }
    print(1, [`${key}: ${elapsed(key)}`, ...data]);
  },
  trace(...args: unknown[]) {
    const error = { name: "Trace", message: args.length === 0 ? "" : formatWithOptions({}, ...args) } as Error;
    (Error as { captureStackTrace?: (target: object, above: unknown) => void }).captureStackTrace?.(error, methods["trace"]);
    print(2, [error.stack ?? `Trace: ${error.message}`]);
  },
  assert(condition: unknown, ...args: unknown[]) {
    if (condition) return;
    if (typeof args[0] === "string") args[0] = `Assertion failed: ${args[0]}`;
    else args.unshift("Assertion failed");
    print(2, args);
  },
  clear() {
    return;
  },
  count(label: unknown = "default") {
    const key = String(label);
    const count = (state.counts[key] ?? 0) + 1;
    state.counts[key] = count;
    print(1, [`${key}: ${count}`]);
  },
  countReset(label: unknown = "default") {
    const key = String(label);
    if (!(key in state.counts)) warn(`Count for '${key}' does not exist`);
    else delete state.counts[key];
  },
  group(...args: unknown[]) {
    if (args.length > 0) print(1, args);
    state.indentation += "  ";
  },
  groupEnd() {
    state.indentation = state.indentation.slice(0, -2);
  },
  table(data: unknown, columns?: readonly string[]) {
    const text = table(data, columns);
    print(1, [text ?? data]);
  },
};

const aliases: Record<string, string> = { debug: "log", info: "log", dirxml: "log", error: "warn", groupCollapsed: "group" };
const order =
  "log warn dir time timeEnd timeLog trace assert clear count countReset group groupEnd table debug info dirxml error groupCollapsed".split(
    " ",
  );

/** Puts the methods into the realm's console (made if there is none). Called once at start. */
export function installConsole(): void {
  const holder = (globalThis as { console?: object }).console ?? {};
  for (const name of order) {
    const implementation = methods[aliases[name] ?? name] as (...args: never[]) => unknown;
    // `error` and `warn` are distinct functions with their own names, although they do the same.
    const named = { [name]: (...args: never[]) => implementation(...args) }[name];
    Object.defineProperty(holder, name, { value: named, writable: true, enumerable: true, configurable: true });
  }
  Object.defineProperty(globalThis, "console", { value: holder, writable: true, enumerable: false, configurable: true });
}
