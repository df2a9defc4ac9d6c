import { carried } from "./asyncContext.js";
import { clockNow } from "./clock.js";
import { streams } from "./console.js";
import { host, hooks } from "./host.js";
import { isHostCallback } from "./hostCallbacks.js";
import { CallbackJob, enqueueTick } from "./jobs.js";
import { pathOf, program } from "./modules/definitions.js";
import { invalidArgument, nodeError } from "./nodeErrors.js";
import { flushOutput, writeOutput } from "./output.js";
import { programEnvironment } from "./programEnvironment.js";
import { record, root } from "./records.js";
import { bridgeSignals, listenToSignals } from "./signals.js";
import { EventEmitter } from "./shims/events.js";
import type { Emitter } from "./shims/events.js";
import { stack } from "./stack/frames.js";
import { turns } from "./turns.js";

/** What the program has changed about its process, which follows it to other hosts. */
class ProcessState {
  exitCode: unknown = undefined;
  exiting = false;
  /** Environment variables set (string) or deleted (null) by the program. */
  env: Record<string, string | null> = Object.create(null) as Record<string, string | null>;
}
record("Process", ProcessState, ["exitCode", "exiting", "env"]);
/** State of the program's process. */
export const processState = root("process", new ProcessState());

/** The program's own `process`. */
export let ownProcess: Emitter & Record<string, unknown>;

type AnyFunction = (...args: unknown[]) => unknown;

const NativeProxy = Proxy;

function makeEnv(): object {
  const values: Record<string, string> = {};
  for (const name of Object.keys(host.facts.env)) {
    if (!name.startsWith("THINGSMIGRATE_")) values[name] = host.facts.env[name] as string;
  }
  const set = (name: PropertyKey, value: unknown): boolean => {
    if (typeof value === "symbol" || typeof name === "symbol") throw new TypeError("Cannot convert a Symbol value to a string");
    values[name as string] = processState.env[name as string] = String(value);
    return true;
  };
  return new NativeProxy(values, {
    set: (_target, name, value) => set(name, value),
    defineProperty: (_target, name, descriptor) => set(name, descriptor.value),
    deleteProperty: (_target, name) => {
      if (typeof name === "string") {
        // The table of environment variables is a dictionary.

        delete values[name];
        processState.env[name] = null;
      }
      return true;
    },
  });
}

/** Applies what the program had changed, and listens to the signals that it wants (after a restore). */
export function applyEnvironment(): void {
  const env = ownProcess["env"] as Record<string, string>;
  for (const name of Object.keys(processState.env)) {
    const value = processState.env[name];

    if (value === null || value === undefined) delete env[name];
    else env[name] = value;
  }
  listenToSignals();
}

function isTerminal(fd: number): boolean {
  return (host.builtin("tty") as { isatty(fd: number): boolean } | undefined)?.isatty(fd) === true;
}

/** One of the standard output streams: what programs use of a writable stream. */
function makeStream(fd: 1 | 2): object {
  const stream = new EventEmitter() as unknown as Record<string, unknown>;
  // Asking the host's own stream would make it, with what it queues and keeps.
  const native = isTerminal(fd) ? (host.process?.[fd === 1 ? "stdout" : "stderr"] as Record<string, unknown> | undefined) : undefined;
  stream["fd"] = fd;
  stream["writable"] = true;
  stream["isTTY"] = native?.["isTTY"] === true ? true : undefined;
  if (stream["isTTY"] === undefined) delete stream["isTTY"];
  if (typeof native?.["columns"] === "number") stream["columns"] = native["columns"];
  const later = (callback: unknown): void => {
    if (typeof callback === "function") enqueueTick(carried(new CallbackJob(callback as AnyFunction, [])));
  };
  const methods = {
    write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
      if (typeof chunk !== "string" && !ArrayBuffer.isView(chunk)) {
        throw invalidArgument("chunk", "of type string or an instance of Buffer, TypedArray, or DataView", chunk);
      }
      writeOutput(
        fd,
        typeof chunk === "string" ? decode(chunk, encoding) : new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength),
      );
      later(typeof encoding === "function" ? encoding : callback);
      return true;
    },
    end(chunk?: unknown, encoding?: unknown, callback?: unknown): unknown {
      if (chunk !== undefined && chunk !== null && typeof chunk !== "function") methods.write(chunk, encoding);
      later([chunk, encoding, callback].find((each) => typeof each === "function"));
      return stream;
    },
    cork: () => undefined,
    uncork: () => undefined,
    setDefaultEncoding: () => stream,
    hasColors: (): boolean => streams.colors(fd),
    getColorDepth: (): number => 1,
  };
  for (const [name, value] of Object.entries(methods))
    Object.defineProperty(stream, name, { value, writable: true, enumerable: false, configurable: true });
  return stream;
}

function decode(text: string, encoding: unknown): string | Uint8Array {
  if (typeof encoding !== "string" || /^utf-?8$/i.test(encoding)) return text;
  const { Buffer } = globalThis as { Buffer?: { from(text: string, encoding: string): Uint8Array } };
  return Buffer === undefined ? text : Buffer.from(text, encoding);
}

function hrtime(previous?: [number, number]): [number, number] {
  const now = clockNow();
  let seconds = Math.floor(now / 1000);
  let nanoseconds = Math.floor((now % 1000) * 1e6);
  if (previous !== undefined) {
    seconds -= previous[0];
    nanoseconds -= previous[1];
    if (nanoseconds < 0) {
      seconds--;
      nanoseconds += 1e9;
    }
  }
  return [seconds, nanoseconds];
}
hrtime.bigint = (): bigint => BigInt(Math.floor(clockNow() * 1e6));

function checkedCode(code: unknown): unknown {
  if (code === undefined || code === null) return code;
  const number = typeof code === "string" && code !== "" ? Number(code) : code;
  if (typeof number !== "number") throw invalidArgument("code", "of type number", code);
  if (!Number.isInteger(number)) {
    throw nodeError(RangeError, "ERR_OUT_OF_RANGE", `The value of "code" is out of range. It must be an integer. Received ${String(code)}`);
  }
  return code;
}

/** Emits 'exit' once and gives the exit code. @param code what the process would end with. */
export function emitExit(code: number): number {
  if (!processState.exiting) {
    processState.exiting = true;
    ownProcess["_exiting"] = true;
    if (processState.exitCode === undefined && code !== 0) processState.exitCode = code;
    ownProcess.emit("exit", Number(processState.exitCode ?? 0));
  }
  flushOutput();
  writeTurns();
  return Number(processState.exitCode ?? code);
}

function writeTurns(): void {
  const path = host.facts.env["THINGSMIGRATE_TURNS"];
  if (path !== undefined && path !== "") host.writeText(path, `${turns.count} ${stack.calls} ${stack.loops}`);
}

/** `process.exit` */
export function exit(code?: unknown): never {
  checkedCode(code);
  if (code !== undefined) processState.exitCode = code;
  host.exit(emitExit(Number(processState.exitCode ?? 0)));
}

const methods = {
  nextTick(callback: unknown, ...args: unknown[]): void {
    if (typeof callback !== "function") throw invalidArgument("callback", "of type function", callback);
    if (isHostCallback(callback)) {
      host.tick(args.length === 0 ? (callback as () => void) : () => (callback as AnyFunction)(...args));
      return;
    }
    if (processState.exiting) return;
    enqueueTick(carried(new CallbackJob(callback as AnyFunction, args)));
  },
  exit,
  reallyExit: (code?: unknown): never => exit(code),
  abort: (): never => host.exit(134),
  hrtime,
  uptime: () => clockNow() / 1000,
  cwd: () => (host.process?.["cwd"] as (() => string) | undefined)?.call(host.process) ?? host.facts.cwd,
  emitWarning(warning: unknown, type?: unknown): void {
    const name =
      warning instanceof Error
        ? warning.name
        : typeof type === "string"
          ? type
          : ((type as { type?: string } | undefined)?.type ?? "Warning");
    const text = warning instanceof Error ? warning.message : String(warning);
    ownProcess.emit("warning", warning);
    streams.err(`(node:${host.facts.pid}) ${name}: ${text}\n(Use \`node --trace-warnings ...\` to show where the warning was created)\n`);
  },
};

/** The objects of the process that the program can change, and what it has changed follows it: listeners, arguments, properties of its streams. */
export function ownedByProcess(): object[] {
  return [ownProcess, ...["argv", "execArgv", "stdout", "stderr"].map((name) => ownProcess[name] as object)];
}

/** Puts the program's own `process` in place: what concerns the program is the runtime's, the rest is the host's. Called once at start. */
export function installProcess(): void {
  const prototype = Object.create(EventEmitter.prototype as object) as object;
  Object.defineProperty(prototype, Symbol.toStringTag, { value: "process", configurable: true });
  const own = Object.create(prototype) as Emitter & Record<string, unknown>;
  ownProcess = own;
  (EventEmitter as unknown as AnyFunction).call(own as never);
  const { facts } = host;
  const native = host.process as unknown as object | undefined;
  if (native !== undefined) inherit(own, native);
  const define = (name: string, value: unknown): void => {
    Object.defineProperty(own, name, { value, writable: true, enumerable: true, configurable: true });
  };
  define("version", facts.nodeVersion);
  define("versions", facts.versions);
  define("platform", facts.platform);
  define("arch", facts.arch);
  define("pid", facts.pid);
  define("title", "node");
  define("execPath", facts.execPath);
  define("execArgv", []);
  define("argv0", facts.argv0);
  define("argv", [facts.execPath, program.manifest.entry === "" ? "" : pathOf(program.manifest.entry), ...facts.args]);
  programEnvironment.env = makeEnv();
  define("env", programEnvironment.env);
  for (const [name, value] of Object.entries(methods)) define(name, value);
  Object.defineProperty(own, "exitCode", {
    get: () => processState.exitCode,
    set: (code: unknown) => {
      processState.exitCode = checkedCode(code);
    },
    enumerable: true,
    configurable: true,
  });
  define("stdout", makeStream(1));
  define("stderr", makeStream(2));
  const write = (name: "stdout" | "stderr") => (text: string) => {
    (own[name] as { write(text: string): void }).write(text);
  };
  streams.out = write("stdout");
  streams.err = write("stderr");
  streams.colors = (fd) =>
    (own[fd === 1 ? "stdout" : "stderr"] as { isTTY?: boolean }).isTTY === true && facts.env["NO_COLOR"] === undefined;
  bridgeSignals(own);
  Object.defineProperty(globalThis, "process", { value: own, writable: true, enumerable: false, configurable: true });
  hooks.beforeExit = () => {
    if (!processState.exiting) own.emit("beforeExit", Number(processState.exitCode ?? 0));
  };
}

/** What the runtime has no own answer for is read from the host when the program asks. */
function inherit(own: object, native: object): void {
  for (const name of Object.getOwnPropertyNames(native)) {
    if (name in own || name === "domain") continue;
    Object.defineProperty(own, name, {
      get: () => {
        const value = (native as Record<string, unknown>)[name];
        return typeof value === "function" ? bindOnce(native, name, value as AnyFunction) : value;
      },
      set: (value: unknown) => {
        Object.defineProperty(own, name, { value, writable: true, enumerable: true, configurable: true });
      },
      enumerable: true,
      configurable: true,
    });
  }
}

const bound: Record<string, { from: AnyFunction; to: AnyFunction }> = Object.create(null) as Record<
  string,
  { from: AnyFunction; to: AnyFunction }
>;

function bindOnce(native: object, name: string, f: AnyFunction): AnyFunction {
  const known = bound[name];
  if (known?.from === f) return known.to;
  const to = f.bind(native);
  Object.defineProperty(to, "name", { value: f.name, configurable: true });
  bound[name] = { from: f, to };
  return to;
}
