import { copyStatics, looksNative } from "../builtinFunctions.js";
import { dressAs } from "../builtinTexts.js";
import { hasFunctionText, isHostCode } from "../captureFunctions.js";
import { addNative } from "../displacedBrands.js";
import {
  apply,
  construct,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isObject,
  ownKeys,
  setPrototypeOf,
} from "../primordials.js";
import { hasOwn } from "../natives.js";
import { hidden } from "../records.js";

const custom = Symbol.for("nodejs.util.inspect.custom");

type AnyFunction = (...args: unknown[]) => unknown;
type Class = (abstract new (...args: never[]) => object) & { readonly prototype: object };

type ToHost = Readonly<Record<PropertyKey, ((args: unknown[]) => unknown[]) | undefined>>;

/** From our class, and from the host's, to what stands for both. */
const standing = new Map<Class, Class>();
const standsFor = new Map<Class, Class>();

/**
 * Puts a class of the runtime in place of a global of the host. It shares the host's prototype, whose members answer for instances of both: what the
 * program makes is the runtime's, what the host makes (also of classes that inherit from it: MessagePort) is the host's.
 * @param enumerable names of members that are enumerable where the host has no such class
 * @param probe an accessor, or a method that takes a name and a function, which the host refuses on what is not its own
 * @param toHost by member: what the host's own is given, on an instance of the host's, for what the program gives
 */
export function defineClass(name: string, Own: Class, enumerable: string, tag: string, probe: string, toHost: ToHost = {}): void {
  defineProperty(Own, "name", { value: name, configurable: true });
  defineProperty(Own.prototype, Symbol.toStringTag, { value: tag, writable: false, enumerable: false, configurable: true });
  const before = getOwnPropertyDescriptor(globalThis, name);
  const Native = before === undefined ? undefined : ((globalThis as Record<string, unknown>)[name] as Class | undefined);
  const native = `${name} of the host`;
  if (Native === undefined) {
    standing.set(Own, Own);
    addNative(native, Own.prototype, () => false);
    for (const member of enumerable.split(" ")) {
      const descriptor = getOwnPropertyDescriptor(Own.prototype, member);
      if (descriptor === undefined) continue;
      defineProperty(Own.prototype, member, { ...descriptor, enumerable: true });
      for (const f of [descriptor.value, descriptor.get, descriptor.set] as unknown[]) if (typeof f === "function") looksNative(f);
    }
    defineProperty(globalThis, name, { value: looksNative(Own), writable: true, enumerable: false, configurable: true });
    return;
  }
  const Stand = standFor(name, Own, Native);
  standing.set(Own, Stand);
  addNative(native, Native.prototype, testFor(Native, probe));
  for (const key of ownKeys(Own.prototype)) if (key !== "constructor") shareMember(Native.prototype, Own.prototype, key, toHost[key]);
  defineProperty(Native.prototype, "constructor", { ...getOwnPropertyDescriptor(Native.prototype, "constructor"), value: Stand });
  adoptHeirs(Native, Stand);
  defineProperty(globalThis, name, {
    value: Stand,
    writable: true,
    enumerable: before!.enumerable === true,
    configurable: true,
  });
}

/** Makes an instance of a class of the runtime as the program would. */
export function makeOwn<T extends object>(Own: Class & { readonly prototype: T }, args: readonly unknown[]): T {
  return construct(Own as never, args as never, standing.get(Own) as never) as T;
}

/** Whether an object was made by the host's own class; what the program makes has a hidden record, or only inherits from the prototype. */
function testFor(Native: Class, probe: string): (object: object) => boolean {
  const { get, value } = getOwnPropertyDescriptor(Native.prototype, probe) as {
    get?: () => unknown;
    value?: (...args: unknown[]) => unknown;
  };
  // Methods of Node look at the `constructor`, which can be the program's: a symbol on each instance tells as well.
  const key = get === undefined ? ownKeys(construct(Native as never, [])).find((one) => typeof one === "symbol") : undefined;
  if (key !== undefined) return (object) => hasOwn(object, key);
  return (object) => {
    try {
      if (get === undefined) apply(value!, object, ["", Native]);
      else apply(get, object, []);
      return true;
    } catch {
      return false;
    }
  };
}

function standFor(name: string, Own: Class, Native: Class): Class {
  const Stand = function (...args: unknown[]): object {
    if (new.target === undefined) throw new TypeError(`Class constructor ${name} cannot be invoked without 'new'`);
    const own = new.target === (Stand as unknown) || !hasFunctionText || !isHostCode(new.target);
    return construct((own ? Own : Native) as never, args as never, new.target as never) as object;
  } as unknown as Class;
  copyStatics(Native, Stand);
  for (const key of ownKeys(Own)) {
    const native = getOwnPropertyDescriptor(Native, key);
    const own = getOwnPropertyDescriptor(Own, key) as PropertyDescriptor;
    if (typeof own.value !== "function" || typeof native?.value !== "function" || native.configurable !== true) continue;
    defineProperty(Stand, key, { ...native, value: dressAs(own.value as AnyFunction, native.value as AnyFunction) as unknown });
  }
  defineProperty(Stand, "prototype", { value: Native.prototype, writable: false, enumerable: false });
  dressAs(Stand, Native);
  const parent = getPrototypeOf(Native) as Class;
  setPrototypeOf(Stand, standsFor.get(parent) ?? parent);
  standsFor.set(Native, Stand);
  return Stand;
}

/** One member of the host's prototype that answers for instances of both. */
function shareMember(prototype: object, own: object, key: PropertyKey, toHost: ToHost[PropertyKey]): void {
  const ours = getOwnPropertyDescriptor(own, key) as PropertyDescriptor;
  const native = getOwnPropertyDescriptor(prototype, key);
  if (native === undefined) {
    // What an engine without it would not show, but for how it prints and what the instances of its own have themselves (JavaScriptCore).
    if (key === custom || key === "isTrusted") defineProperty(prototype, key, ours);
    return;
  }
  if (native.configurable !== true) return;
  const both: PropertyDescriptor = { ...native };
  for (const part of ["value", "get", "set"] as const) {
    const f: unknown = native[part];
    const g: unknown = ours[part];
    if (typeof f === "function" && typeof g === "function") both[part] = forBoth(g as AnyFunction, f as AnyFunction, toHost) as never;
  }
  defineProperty(prototype, key, both);
}

function forBoth(own: AnyFunction, native: AnyFunction, toHost: ToHost[PropertyKey]): AnyFunction {
  const answer = (self: unknown, args: unknown[]): unknown =>
    isObject(self) && hidden.get(self) !== undefined
      ? apply(own, self, args)
      : apply(native, self, toHost === undefined ? args : toHost(args));
  const f: AnyFunction =
    getOwnPropertyDescriptor(native, "prototype") === undefined
      ? {
          method(this: unknown, ...args: unknown[]): unknown {
            return answer(this, args);
          },
        }.method
      : function (this: unknown, ...args: unknown[]): unknown {
          return answer(this, args);
        };
  return dressAs(f, native);
}

/** Classes of the host that inherit from one inherit from what stands for it. Lazy globals find that themselves when they are loaded. */
function adoptHeirs(Native: Class, Stand: Class): void {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    let value: unknown = getOwnPropertyDescriptor(globalThis, name)?.value;
    if (typeof value !== "function") continue;
    for (let parent = getPrototypeOf(value); isObject(parent); value = parent, parent = getPrototypeOf(parent)) {
      if (parent !== Native) continue;
      setPrototypeOf(value as object, Stand);
      break;
    }
  }
}

/** How `util.inspect` shows instances: by the name of their class and these fields. To be called before `defineClass`. */
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
  defineProperty(prototype, custom, { value: inspectOwn, writable: true, enumerable: false, configurable: true });
}
