import { host } from "../host.js";
import { wrapHostModule } from "../hostModules.js";
import { isObject } from "../primordials.js";
import { hostPromises } from "../promiseState.js";
import { isBuiltin } from "./definitions.js";

/** Builtin modules that the runtime itself provides, on every engine: name -> how to make it. */
const shims: Record<string, () => unknown> = Object.create(null) as Record<string, () => unknown>;
const made: Record<string, unknown> = Object.create(null) as Record<string, unknown>;

/** Names of the builtin modules of Node 20 without the internal ones. */
export const builtinNames: readonly string[] = (
  "assert assert/strict async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns dns/promises domain events fs " +
  "fs/promises http http2 https inspector inspector/promises module net os path path/posix path/win32 perf_hooks process punycode querystring readline " +
  "readline/promises repl stream stream/consumers stream/promises stream/web string_decoder sys test timers timers/promises tls trace_events tty url util " +
  "util/types v8 vm wasi worker_threads zlib"
).split(" ");

isBuiltin.test = (name) => builtinNames.includes(name);

/** Lists a builtin module that the runtime provides itself. */
export function shim(name: string, make: () => unknown): void {
  shims[name] = make;
}

/** Whether there is a builtin module of this name. Loads none of them: some warn when they are loaded. */
export function builtinExists(name: string): boolean {
  if (name in made || name in shims) return true;
  const names = (host.builtin("module") as { builtinModules?: string[] } | undefined)?.builtinModules ?? [];
  for (let i = 0; i < names.length; i++) if (names[i] === name) return true;
  return false;
}

/** What `require(name)` answers. @throws Error when neither the runtime nor the host has it. */
export function builtinModule(name: string): unknown {
  if (name in made) return made[name];
  const make = shims[name];
  const module = make !== undefined ? make() : builtinLoaded.absorb(() => hostModule(name));
  if (make === undefined) hostPromises.derive = true;
  if (module === undefined) throw new Error(`Cannot find module 'node:${name}': ${host.engine} does not have it`);
  made[name] = module;
  if (isObject(module)) builtinLoaded.note(name, module);
  return module;
}

function hostModule(name: string): unknown {
  const module = host.builtin(name);
  return isObject(module) ? wrapHostModule(name, module) : module;
}

/** Told of each builtin module before the program can change it: capture knows what is in it by its path. */
export const builtinLoaded: {
  note: (name: string, module: object) => void;
  /** Runs what loads a module, which may add to other objects of the host. */
  absorb: <T>(load: () => T) => T;
} = { note: () => undefined, absorb: (load) => load() };

const valuesByName: Record<string, Record<string, unknown>> = Object.create(null) as Record<string, Record<string, unknown>>;

/** What ES modules see of a builtin: default and each own enumerable property, as they were at the first import. */
export function builtinValues(name: string): Record<string, unknown> {
  const known = valuesByName[name];
  if (known !== undefined) return known;
  const exported = builtinModule(name);
  const values: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  builtinLoaded.absorb(() => {
    if ((typeof exported !== "object" || exported === null) && typeof exported !== "function") return;
    for (const key of Object.keys(exported)) values[key] = (exported as Record<string, unknown>)[key];
  });
  values["default"] = exported;
  return (valuesByName[name] = values);
}
