import { looksNative } from "../builtinFunctions.js";
import { defineProperty } from "../primordials.js";

type Class = (new (...args: never[]) => object) & { readonly prototype: object };

/**
 * Puts a class of the runtime in place of a global of the host. Instances that the host makes count as instances as well.
 * @param enumerable names of members that are enumerable, as the DOM's are
 */
export function defineClass(name: string, Own: Class, enumerable: string, tag: string): void {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  const native = before === undefined ? undefined : ((globalThis as Record<string, unknown>)[name] as Class | undefined);
  defineProperty(Own, "name", { value: name, configurable: true });
  for (const member of enumerable.split(" ")) {
    const descriptor = Object.getOwnPropertyDescriptor(Own.prototype, member);
    if (descriptor === undefined) continue;
    defineProperty(Own.prototype, member, { ...descriptor, enumerable: true });
    for (const f of [descriptor.value, descriptor.get, descriptor.set] as unknown[]) if (typeof f === "function") looksNative(f);
  }
  defineProperty(Own.prototype, Symbol.toStringTag, { value: tag, writable: false, enumerable: false, configurable: true });
  if (native !== undefined) countInstances(Own, native.prototype);
  looksNative(Own);
  defineProperty(globalThis, name, { value: Own, writable: true, enumerable: false, configurable: true });
}

function countInstances(Own: Class, nativePrototype: object): void {
  const { isPrototypeOf } = Object.prototype;
  const plain = Function.prototype[Symbol.hasInstance];
  const { hasInstance } = {
    hasInstance(this: unknown, value: unknown): boolean {
      if (plain.call(this as never, value)) return true;
      return this === Own && typeof value === "object" && value !== null && isPrototypeOf.call(nativePrototype, value);
    },
  };
  defineProperty(Own, Symbol.hasInstance, { value: looksNative(hasInstance), writable: true, enumerable: false, configurable: true });
}

const custom = Symbol.for("nodejs.util.inspect.custom");

/** How `util.inspect` shows instances: by the name of their class and these fields; undefined for what is none. */
export function inspectFields(prototype: object, fieldsOf: (object: object) => object | undefined): void {
  const inspectOwn = function (
    this: object,
    depth: number,
    options: { depth: number | null },
    inspect: (value: unknown, options: object) => string,
  ): unknown {
    const fields = fieldsOf(this);
    const { name } = this.constructor as { name: string };
    if (fields === undefined) return this;
    if (depth < 0) return name;
    const inner = { ...options, depth: options.depth === null ? null : options.depth - 1 };
    return `${name} ${inspect(fields, inner)}`;
  };
  defineProperty(prototype, custom, { value: looksNative(inspectOwn), writable: true, enumerable: false, configurable: true });
}
