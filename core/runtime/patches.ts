import { builtinText } from "./builtinTexts.js";
import { loadCodeMap, loadSource, moduleOfTag } from "./codeMaps.js";
import { inspectHooks } from "./inspectHooks.js";
import { apply, construct, defineBuiltin, defineProperty, functionToString, isObject } from "./primordials.js";
import { hidden, record, StatefulFunction } from "./records.js";

/** Hidden state of a bound function. */
export class BoundState {
  target: object;
  self: unknown;
  args: unknown[];
  constructor(target: object, self: unknown, args: unknown[]) {
    this.target = target;
    this.self = self;
    this.args = args;
  }
}
record("Bound", BoundState, ["target", "self", "args"]);

/** Hidden state of a proxy; both undefined once it is revoked. */
export class ProxyState {
  target: object | undefined;
  handler: object | undefined;
  constructor(target: object, handler: object) {
    this.target = target;
    this.handler = handler;
  }
}
record("Proxy", ProxyState, ["target", "handler"]);

/** Hidden state of a FinalizationRegistry. */
export class FinalizationState {
  cleanup: unknown;
  constructor(cleanup: unknown) {
    this.cleanup = cleanup;
  }
}
record("FinalizationRegistry", FinalizationState, ["cleanup"]);

const marker = /\/\*#([0-9a-z]{6})\.(\d+)(?::[a-z]+)?\*\/\s*[})]$/;
const nativeNames = new WeakSet<object>();

/** Lets a function of the runtime answer `toString` as a builtin does. */
export function looksNative<T extends object>(f: T): T {
  nativeNames.add(f);
  return f;
}

/** The text of a function as the program's author wrote it; of runtime functions as of builtins. */
export function originalText(f: unknown): string {
  const text = functionToString(f);
  const found = marker.exec(text);
  if (found !== null) {
    const id = moduleOfTag(found[1] as string);
    const entry = id === undefined ? undefined : loadCodeMap(id)?.codeMap.functions[Number(found[2])];
    const source = id === undefined ? undefined : loadSource(id);
    if (entry !== undefined && source !== undefined) return source.slice(entry.start, entry.end);
    return text;
  }
  const replaced = isObject(f) ? builtinText(f) : undefined;
  if (replaced !== undefined) return replaced;
  const known = isObject(f) && (nativeNames.has(f) || hidden.get(f) instanceof StatefulFunction);
  return known ? `function ${(f as { name: string }).name}() { [native code] }` : text;
}

const NativeProxy = Proxy;
const nativeRevocable = Proxy.revocable;
const nativeBind = Function.prototype.bind as (...args: unknown[]) => object;
const NativeFinalizationRegistry = FinalizationRegistry;

const replaced = {
  toString(this: unknown): string {
    return originalText(this);
  },
  bind(this: object, ...args: unknown[]): object {
    const bound = apply(nativeBind, this, args) as object;
    hidden.set(bound, new BoundState(this, args[0], args.length > 1 ? args.slice(1) : []));
    return bound;
  },
};

/** Copies the own properties a constructor has, but for those that every function has. */
function copyStatics(from: object, to: object): void {
  for (const key of Reflect.ownKeys(from)) {
    if (key === "prototype" || key === "length" || key === "name") continue;
    const descriptor = Object.getOwnPropertyDescriptor(from, key) as PropertyDescriptor;
    defineProperty(to, key, descriptor);
  }
}

function likeNative<T extends object>(own: T, native: { readonly length: number; readonly name: string; readonly prototype?: object }): T {
  defineProperty(own, "length", { value: native.length, configurable: true });
  defineProperty(own, "name", { value: native.name, configurable: true });
  if (native.prototype !== undefined) defineProperty(own, "prototype", { value: native.prototype, writable: false, enumerable: false });
  return looksNative(own);
}

function installProxy(): void {
  const OwnProxy = function Proxy(target: object, handler: object): object {
    if (new.target === undefined) throw new TypeError("Constructor Proxy requires 'new'");
    const proxy = new NativeProxy(target, handler);
    hidden.set(proxy, new ProxyState(target, handler));
    return proxy;
  } as unknown as ProxyConstructor;
  // A function expression has a prototype, Proxy has none.
  defineProperty(OwnProxy, "prototype", { value: undefined, writable: true });
  likeNative(OwnProxy, NativeProxy as never);
  const { revocable } = {
    revocable(target: object, handler: object) {
      const made = apply(nativeRevocable as never, NativeProxy, [target, handler] as never) as { proxy: object; revoke: () => void };
      hidden.set(made.proxy, new ProxyState(target, handler));
      return made;
    },
  };
  defineBuiltin(OwnProxy, "revocable", looksNative(revocable));
  defineBuiltin(globalThis, "Proxy", OwnProxy);
  inspectHooks.isNativeProxy = (value) => isObject(value) && hidden.get(value) instanceof ProxyState;
  inspectHooks.proxyDetails = (value) => {
    const state = isObject(value) ? hidden.get(value) : undefined;
    return state instanceof ProxyState ? state.target : undefined;
  };
}

function installFinalization(): void {
  const Own = function FinalizationRegistry(cleanup: unknown): object {
    if (new.target === undefined) throw new TypeError("Constructor FinalizationRegistry requires 'new'");
    const made = construct(NativeFinalizationRegistry, [cleanup as never], new.target) as object;
    hidden.set(made, new FinalizationState(cleanup));
    return made;
  } as unknown as FinalizationRegistryConstructor;
  likeNative(Own, NativeFinalizationRegistry as never);
  copyStatics(NativeFinalizationRegistry, Own);
  defineBuiltin(NativeFinalizationRegistry.prototype, "constructor", Own);
  defineBuiltin(globalThis, "FinalizationRegistry", Own);
}

/** Puts in place the builtins that record their hidden state, or must not show what instrumenting has changed. Called once at start. */
export function installPatches(): void {
  likeNative(replaced.toString, { length: 0, name: "toString" });
  likeNative(replaced.bind, { length: 1, name: "bind" });
  defineBuiltin(Function.prototype, "toString", replaced.toString);
  defineBuiltin(Function.prototype, "bind", replaced.bind);
  installProxy();
  installFinalization();
}
