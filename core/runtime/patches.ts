import { isLikeNative, likeNative, looksNative } from "./builtinFunctions.js";
import { builtinText } from "./builtinTexts.js";
import { loadCodeMap, loadSource, moduleOfTag } from "./codeMaps.js";
import { installDisplacedBrands } from "./displacedBrands.js";
import { inspectHooks } from "./inspectHooks.js";
import { installSearchParams } from "./leafObjects.js";
import { apply, defineBuiltin, defineProperty, functionToString, isObject } from "./primordials.js";
import { installFinalization } from "./finalization.js";
import { hidden, implement, record, stateful, StatefulFunction } from "./records.js";
import { noteTraps } from "./stack/calledByEngine.js";
import { installTextDecoders } from "./textDecoders.js";
import { installWeakRefs } from "./weakRefs.js";

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

/** Hidden state of a proxy; target and handler are undefined once it is revoked. */
export class ProxyState {
  target: object | undefined;
  handler: object | undefined;
  /** `typeof` of the target, which a revoked proxy keeps. */
  type: "object" | "function";
  /** The engine's function that revokes it, if it can be revoked. Not a field of the record: whoever makes the proxy sets it. */
  revoke: (() => void) | undefined = undefined;
  constructor(target: object, handler: object) {
    this.target = target;
    this.handler = handler;
    this.type = typeof target === "function" ? "function" : "object";
  }
}
record("Proxy", ProxyState, ["target", "handler", "type"]);

implement("proxy.revoke", (state: ProxyState) => () => {
  state.target = undefined;
  state.handler = undefined;
  state.revoke?.();
});

const marker = /\/\*#([0-9a-z]{6})\.(\d+)(?::[a-z]+)?\*\/\s*[})]$/;
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
  const shown = isObject(f) ? builtinText(f) : undefined;
  if (shown !== undefined) return shown;
  const known = isObject(f) && (isLikeNative(f) || hidden.get(f) instanceof StatefulFunction);
  return known ? `function ${(f as { name: string }).name}() { [native code] }` : text;
}

const NativeProxy = Proxy;
const nativeRevocable = Proxy.revocable;
const nativeBind = Function.prototype.bind as (...args: unknown[]) => object;

const replaced = {
  toString(this: unknown): string {
    return originalText(this);
  },
  bind(this: object, ...args: unknown[]): object {
    const bound = apply(nativeBind, this, args) as object;
    hidden.add(bound, new BoundState(this, args[0], args.length > 1 ? args.slice(1) : []));
    return bound;
  },
};

function installProxy(): void {
  const make = function Proxy(target: object, handler: object): object {
    if (new.target === undefined) throw new TypeError("Constructor Proxy requires 'new'");
    const proxy = new NativeProxy(target, handler);
    hidden.add(proxy, new ProxyState(target, handler));
    noteTraps(handler);
    return proxy;
  };
  // Bound, since a function that can be a constructor has a `prototype`, and Proxy has none.
  const OwnProxy = apply(nativeBind, make, [undefined]) as ProxyConstructor;
  likeNative(OwnProxy, NativeProxy as never);
  const { revocable } = {
    revocable(target: object, handler: object) {
      const made = apply(nativeRevocable as never, NativeProxy, [target, handler] as never) as { proxy: object; revoke: () => void };
      const state = new ProxyState(target, handler);
      state.revoke = made.revoke;
      hidden.add(made.proxy, state);
      noteTraps(handler);
      made.revoke = stateful("proxy.revoke", state);
      defineProperty(made.revoke, "name", { value: "", configurable: true });
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

/** Puts in place the builtins that record their hidden state, or must not show what instrumenting has changed. Called once at start. */
export function installPatches(): void {
  likeNative(replaced.toString, { length: 0, name: "toString" });
  likeNative(replaced.bind, { length: 1, name: "bind" });
  defineBuiltin(Function.prototype, "toString", replaced.toString);
  defineBuiltin(Function.prototype, "bind", replaced.bind);
  installProxy();
  installFinalization();
  installDisplacedBrands(likeNative);
  installWeakRefs();
  installSearchParams();
  installTextDecoders(looksNative);
}
