import { NativeMap, NativeWeakMap, create, descriptorOf, getPrototypeOf, mapGet, slice, weakMapGet, weakMapSet } from "./natives.js";
import { apply, defineBuiltin, defineProperty, isObject } from "./primordials.js";
import { isNativePromise } from "./promiseState.js";
import { hidden, record, recordKindOf, root } from "./records.js";
import { classReportOf, privateClassOf } from "./reports.js";

/**
 * Brands of objects (Map, Date, generator …) are told from their prototypes: asking every object for internal slots would be slow. Where the program changes
 * prototypes so that an object of a brand no longer leads to the brand's prototype, the brand is noted here, and a capture asks the other objects for it.
 * The same for private names: which classes have put theirs on an object is told from its prototypes.
 */
export class DisplacedBrands {
  brands: string[] = [];
  /** Classes whose private names may be on objects that don't lead to the class's `prototype`. */
  classes: object[] = [];
}
record("DisplacedBrands", DisplacedBrands, ["brands", "classes"]);
export const displaced = root("displacedBrands", new DisplacedBrands());

const prototypes = new NativeMap<object, string>();
/** Objects whose state can't be read, by what they are. */
const natives = new NativeWeakMap<object, string>();

const list = (brand: string, ...objects: object[]): void => {
  for (let i = 0; i < objects.length; i++) prototypes.set(objects[i]!, brand);
};
const above = (object: unknown): object => getPrototypeOf(object as object) as object;
list("date", Date.prototype);
list("regexp", RegExp.prototype);
list("map", Map.prototype);
list("set", Set.prototype);
list("weakmap", WeakMap.prototype);
list("weakset", WeakSet.prototype);
list("weakref", WeakRef.prototype);
list("buffer", ArrayBuffer.prototype, ...(typeof SharedArrayBuffer === "undefined" ? [] : [SharedArrayBuffer.prototype]));
list("boxed", Boolean.prototype, Number.prototype, String.prototype, Symbol.prototype, BigInt.prototype);
list("error", Error.prototype);
list("generator", above(function* () {}.prototype));
// Marked: what can't be read.
list("!Array Iterator", above([][Symbol.iterator]()));
list("!String Iterator", above(""[Symbol.iterator]()));
list("!Map Iterator", above(new Map().keys()));
list("!Set Iterator", above(new Set().keys()));
list("!native Promise", Promise.prototype);
list("!RegExp String Iterator", above("".matchAll(/x/g)));

/** By what objects are called whose state can't be read: whether an object that inherits from their prototype is one. */
const tests = create(null) as Record<string, (object: object) => boolean>;
tests["native Promise"] = isNativePromise;

/** Adds objects of the host. @param test runs nothing of the program */
export function addNative(native: string, prototype: object, test: (object: object) => boolean): void {
  list(`!${native}`, prototype);
  tests[native] = test;
}

/** Whether the object is what its prototype says, as far as that can be told. */
export function isNativeObject(native: string, object: object): boolean {
  return tests[native]?.(object) ?? true;
}

/** What the object is if its state can't be read and its prototype no longer tells. */
export function displacedNative(object: object): string | undefined {
  return weakMapGet(natives, object) as string | undefined;
}

/** The brand that a chain of prototypes leads to. */
function brandAlong(prototype: object | null): string | undefined {
  for (let at = prototype; at !== null && hidden.get(at) === undefined; at = getPrototypeOf(at) as object | null) {
    const brand = mapGet(prototypes, at) as string | undefined;
    if (brand !== undefined) return brand;
  }
  return undefined;
}

/** Classes with private names that a chain of prototypes leads to. */
function classesAlong(prototype: object | null): object[] {
  const found: object[] = [];
  for (let at = prototype; at !== null && hidden.get(at) === undefined; at = getPrototypeOf(at) as object | null) {
    const Class = privateClassOf(at);
    if (Class !== undefined) found[found.length] = Class;
  }
  return found;
}

export function includes(list: readonly object[] | readonly string[], item: unknown): boolean {
  for (let i = 0; i < list.length; i++) if (list[i] === item) return true;
  return false;
}

/** The object has, or its instances will have, what `made` led to when it was made, but leads to `now`. */
function note(made: object | null, now: object | null, object: object): void {
  const classes = classesAlong(made);
  const kept = classesAlong(now);
  for (let i = 0; i < classes.length; i++) if (!includes(kept, classes[i])) noteClass(classes[i]!);
  const brand = brandAlong(made);
  if (brand === undefined || brand === brandAlong(now)) return;
  if (brand[0] === "!") {
    if (hidden.get(object) === undefined) weakMapSet(natives, object, slice(brand, 1));
  } else if (!includes(displaced.brands, brand)) displaced.brands[displaced.brands.length] = brand;
}

function noteClass(Class: object): void {
  if (!includes(displaced.classes, Class)) displaced.classes[displaced.classes.length] = Class;
}

function noteChange(object: object, before: object | null): void {
  const now = getPrototypeOf(object) as object | null;
  if (now === before) return;
  note(before, now, object);
  if (typeof object !== "function") return;
  // `super()` in a class makes what its parent makes, which then inherits from the class's own `prototype`.
  if (classReportOf(object)?.privates !== undefined) noteClass(object);
  if (now !== null && hidden.get(now) === undefined) note(ownPrototype(now), ownPrototype(object), object);
}

function ownPrototype(constructor: object): object | null {
  const value: unknown = descriptorOf(constructor, "prototype")?.value;
  return isObject(value) ? value : null;
}

/** `made` has what the constructor and those it extends put on it. */
function noteConstructed(constructor: unknown, made: object): void {
  const now = getPrototypeOf(made) as object | null;
  for (let at = constructor; isObject(at) && hidden.get(at) === undefined; at = getPrototypeOf(at)) note(ownPrototype(at), now, made);
}

/** What a proxy leads to, through others: whatever changes the proxy's prototype may change that of its target. Undefined for a revoked one. */
function behindProxies(object: object): object | undefined {
  let at: object | undefined = object;
  for (let state = hidden.get(at); state !== undefined; state = hidden.get(at)) {
    const name: string | undefined = recordKindOf(state)?.name;
    if (name === "Namespace") return undefined;
    if (name !== "Proxy") break;
    at = (state as { readonly target: object | undefined }).target;
    if (at === undefined) return undefined;
  }
  return at;
}

/** Does something that may change the object's prototype. */
function watching<T>(object: unknown, change: () => T): T {
  const target = isObject(object) ? behindProxies(object) : undefined;
  if (target === undefined) return change();
  const before = getPrototypeOf(target) as object | null;
  const result = change();
  noteChange(target, before);
  return result;
}

/** Puts watching versions of what changes prototypes in place. Called once at start. @param likeNative makes a function look like the one it replaces */
export function installDisplacedBrands(likeNative: (own: object, native: never) => unknown): void {
  const replace = (holder: object, name: string, make: (native: (...args: unknown[]) => unknown) => object): void => {
    const native = (holder as Record<string, (...args: unknown[]) => unknown>)[name]!;
    const own = make(native);
    likeNative(own, native as never);
    defineBuiltin(holder, name, own);
  };
  for (const holder of [Object, Reflect]) {
    replace(
      holder,
      "setPrototypeOf",
      (native) =>
        ({
          setPrototypeOf(...args: unknown[]) {
            return watching(args[0], () => apply(native, holder, args as never) as unknown);
          },
        }).setPrototypeOf,
    );
  }
  replace(
    Reflect,
    "construct",
    (native) =>
      ({
        construct(...args: unknown[]) {
          const made = apply(native, Reflect, args as never) as object;
          if (args.length > 2 && args[2] !== args[0] && hidden.get(made) === undefined) noteConstructed(args[0], made);
          return made;
        },
      }).construct,
  );
  const descriptor = Object.getOwnPropertyDescriptor(Object.prototype, "__proto__");
  const setter = descriptor?.set;
  if (setter === undefined) return;
  const { set } = Object.getOwnPropertyDescriptor(
    {
      set __proto__(value: unknown) {
        watching(this, () => {
          apply(setter, this, [value] as never);
        });
      },
    },
    "__proto__",
  )!;
  likeNative(set!, setter as never);
  defineProperty(Object.prototype, "__proto__", { ...descriptor, set: set! });
}
