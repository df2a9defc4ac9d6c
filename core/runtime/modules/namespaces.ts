import { builtinValues } from "./builtins.js";
import { loadCodeMap } from "../codeMaps.js";
import { hidden, record } from "../records.js";
import { findModule } from "./moduleRecord.js";
import type { Getter, ModuleRecord } from "./moduleRecord.js";

/** Hidden state of a namespace object: restore makes the object anew with `namespaceOf`. */
export class NamespaceState {
  module: ModuleRecord;
  constructor(module: ModuleRecord) {
    this.module = module;
  }
}
record("Namespace", NamespaceState, ["module"]);

interface Binding {
  readonly module: ModuleRecord;
  readonly name: string;
  readonly get: Getter;
}

/** ResolveExport (ECMA-262 16.2.1.6.3). */
export function bindingOf(module: ModuleRecord, name: string, seen: string[] = []): Binding | "ambiguous" | undefined {
  const step = `${module.id}\n${name}`;
  if (seen.includes(step)) return undefined;
  seen.push(step);
  if (module.kind !== "esm") {
    if (name !== "default" && !valueNames(module).includes(name)) return undefined;
    return { module, name, get: () => valuesOf(module)?.[name] };
  }
  const own = module.exports[name];
  if (own !== undefined) return { module, name, get: own };
  for (const indirect of module.indirectExports) {
    if (indirect.name === name) return bindingOf(findModule(indirect.from) as ModuleRecord, indirect.importedName, seen);
  }
  if (name === "default") return undefined;
  let found: Binding | undefined;
  for (const star of module.starExports) {
    const binding = bindingOf(findModule(star) as ModuleRecord, name, seen);
    if (binding === "ambiguous") return binding;
    if (binding === undefined) continue;
    if (found !== undefined && (found.module !== binding.module || found.name !== binding.name)) return "ambiguous";
    found = binding;
  }
  return found;
}

/** Names that a CommonJS module, JSON or builtin has for ES modules. Before evaluation those the lexer found. */
function valueNames(module: ModuleRecord): string[] {
  const values = valuesOf(module);
  if (values !== undefined) return Object.keys(values);
  if (module.kind === "cjs") return ["default", ...(loadCodeMap(module.id)?.codeMap.exports ?? []).filter((name) => name !== "default")];
  return ["default"];
}

/** GetExportedNames (16.2.1.6.2), sorted by code units. */
export function exportedNames(module: ModuleRecord, seen: ModuleRecord[] = []): string[] {
  if (seen.includes(module)) return [];
  seen.push(module);
  if (module.kind !== "esm") return valueNames(module).sort();
  const names = new Set<string>([...Object.keys(module.exports), ...module.indirectExports.map((indirect) => indirect.name)]);
  for (const star of module.starExports) {
    for (const name of exportedNames(findModule(star) as ModuleRecord, seen)) if (name !== "default") names.add(name);
  }
  return [...names].sort();
}

/** Gives a namespace record its live accessors. */
export function fillRecord(module: ModuleRecord): void {
  if (module.filled) return;
  module.filled = true;
  for (const name of exportedNames(module)) {
    const binding = bindingOf(module, name);
    if (binding === undefined || binding === "ambiguous") continue;
    Object.defineProperty(module.namespaceRecord, name, {
      get: binding.get,
      set: constantAssignment,
      enumerable: true,
      configurable: true,
    });
  }
}

function constantAssignment(): never {
  throw new TypeError("Assignment to constant variable.");
}

/** The namespace object of a module (10.4.6): an exotic object, seen through a proxy as the engine's own would be. */
export function namespaceOf(module: ModuleRecord): object {
  if (module.namespace !== undefined) return module.namespace;
  fillRecord(module);
  const source = module.namespaceRecord as Record<string, unknown>;
  const names = Object.keys(source).sort();
  const has = (key: PropertyKey): key is string => typeof key === "string" && names.includes(key);
  const target = Object.create(null) as Record<PropertyKey, unknown>;
  for (const name of names)
    Object.defineProperty(target, name, { value: undefined, writable: true, enumerable: true, configurable: false });
  Object.defineProperty(target, Symbol.toStringTag, { value: "Module" });
  Object.preventExtensions(target);
  const describe = (key: PropertyKey): PropertyDescriptor | undefined =>
    has(key)
      ? { value: source[key], writable: true, enumerable: true, configurable: false }
      : Reflect.getOwnPropertyDescriptor(target, key);
  const namespace = new NativeProxy(target, {
    get: (_target, key) => (has(key) ? source[key] : (target as Record<PropertyKey, unknown>)[key]),
    getOwnPropertyDescriptor: (_target, key) => describe(key),
    set: () => false,
    defineProperty: (_target, key, wanted) => {
      const is = describe(key);
      if (is === undefined || wanted.get !== undefined || wanted.set !== undefined) return false;
      if (wanted.configurable === true || wanted.enumerable === !is.enumerable || wanted.writable === !is.writable) return false;
      return !("value" in wanted) || Object.is(wanted.value, is.value);
    },
    deleteProperty: (_target, key) => !has(key) && key !== Symbol.toStringTag,
    setPrototypeOf: (_target, prototype) => prototype === null,
  });
  hidden.add(namespace, new NamespaceState(module));
  module.namespace = namespace;
  return namespace;
}

const NativeProxy = Proxy;

/** Values of a module that is not ESM, once it has them. A builtin's are the host's and no part of a snapshot. */
function valuesOf(module: ModuleRecord): Record<string, unknown> | undefined {
  return module.kind === "builtin" ? builtinValues(module.id.slice(5)) : module.values;
}
