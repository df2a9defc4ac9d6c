import { apply, create, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, isObject, ownKeys } from "./primordials.js";

type Callable = (...args: unknown[]) => unknown;

function callable(fn: unknown): Callable {
  if (typeof fn === "function") return fn as Callable;
  throw new TypeError(`${isObject(fn) ? "object" : typeof fn === "symbol" ? "symbol" : (fn as string)} is not a function`);
}

/** `$tm.call(f, self, ...args)`: a call whose function was found before its arguments were waited for. */
export function call(fn: unknown, self: unknown, ...args: unknown[]): unknown {
  return apply(callable(fn), self, args);
}

/** `` $tm.strings`a${0}b` ``: the template object of a site (GetTemplateObject, ECMA-262 13.2.8.4), to be kept in a variable of the module. */
export function strings(template: TemplateStringsArray): TemplateStringsArray {
  return template;
}

/** ToPropertyKey (ECMA-262 7.1.19): what a computed key is, found out once. */
export function propertyKey(value: unknown): PropertyKey {
  if (typeof value === "string" || typeof value === "symbol") return value;
  return ownKeys({ [value as string]: undefined })[0] as PropertyKey;
}

/** CopyDataProperties (7.3.26): what `...rest` of an object pattern takes. */
export function rest(source: object, taken: readonly PropertyKey[]): object {
  const object = Object(source) as Record<PropertyKey, unknown>;
  const keys = ownKeys(object);
  const copy = {};
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string | symbol;
    let excluded = false;
    for (let j = 0; j < taken.length && !excluded; j++) excluded = propertyKey(taken[j]) === key;
    if (excluded || getOwnPropertyDescriptor(object, key)?.enumerable !== true) continue;
    defineProperty(copy, key, { value: object[key], writable: true, enumerable: true, configurable: true });
  }
  return copy;
}

/** `super.x` in code taken out of its method: the property of the home object's prototype, with the right receiver. */
export function superGet(home: object, key: PropertyKey, self: unknown): unknown {
  const parent = getPrototypeOf(home) as object | null;
  if (parent === null) throw new TypeError(`Cannot read properties of null (reading '${String(key)}')`);
  return Reflect.get(parent, key, self);
}

/** `super.x = v` in code taken out of its method. */
export function superSet(home: object, key: PropertyKey, value: unknown, self: unknown): unknown {
  const parent = getPrototypeOf(home) as object | null;
  if (!Reflect.set(parent ?? (create(null) as object), key, value, self))
    throw new TypeError(`Cannot assign to read only property '${String(key)}' of object`);
  return value;
}
