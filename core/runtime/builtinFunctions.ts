import { defineProperty } from "./primordials.js";

const nativeNames = new WeakSet<object>();
const { add, has } = WeakSet.prototype;
const { apply } = Reflect;

/** Lets a function of the runtime answer `toString` as a builtin does. */
export function looksNative<T extends object>(f: T): T {
  apply(add, nativeNames, [f]);
  return f;
}

/** Whether a function has been made to look like a builtin. */
export function isLikeNative(f: object): boolean {
  return apply(has, nativeNames, [f]);
}

/** Gives a function of the runtime name, length and prototype of the builtin that it replaces. */
export function likeNative<T extends object>(
  own: T,
  native: { readonly length: number; readonly name: string; readonly prototype?: object },
): T {
  defineProperty(own, "length", { value: native.length, configurable: true });
  defineProperty(own, "name", { value: native.name, configurable: true });
  if (native.prototype !== undefined) defineProperty(own, "prototype", { value: native.prototype, writable: false, enumerable: false });
  return looksNative(own);
}

/** Copies the own properties a constructor has, but for those that every function has. */
export function copyStatics(from: object, to: object): void {
  for (const key of Reflect.ownKeys(from)) {
    if (key === "prototype" || key === "length" || key === "name") continue;
    const descriptor = Object.getOwnPropertyDescriptor(from, key) as PropertyDescriptor;
    defineProperty(to, key, descriptor);
  }
}
