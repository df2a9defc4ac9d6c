import { NativeMap, NativeWeakMap, getPrototypeOf, mapGet, weakMapGet, weakMapSet } from "./natives.js";
import { apply, defineBuiltin, defineProperty, isObject } from "./primordials.js";
import { hidden, record, root } from "./records.js";

/**
 * Brands of objects (Map, Date, generator …) are told from their prototypes: asking every object for internal slots would be slow. Where the program changes
 * prototypes so that an object of a brand no longer leads to the brand's prototype, the brand is noted here, and a capture asks the other objects for it.
 */
export class DisplacedBrands {
  brands: string[] = [];
}
record("DisplacedBrands", DisplacedBrands, ["brands"]);
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
list("!RegExp String Iterator", above("".matchAll(/x/g)));

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

function note(brand: string | undefined, object: object): void {
  if (brand === undefined || brand === brandAlong(getPrototypeOf(object) as object | null)) return;
  if (brand[0] === "!") {
    weakMapSet(natives, object, brand.slice(1));
    return;
  }
  const { brands } = displaced;
  for (let i = 0; i < brands.length; i++) if (brands[i] === brand) return;
  brands[brands.length] = brand;
}

/** Does something that may change the object's prototype. A proxy's target changes when the trap does it. */
function watching<T>(object: unknown, change: () => T): T {
  if (!isObject(object) || hidden.get(object) !== undefined) return change();
  const before = brandAlong(getPrototypeOf(object) as object | null);
  const result = change();
  note(before, object);
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
          if (args.length > 2 && args[2] !== args[0] && hidden.get(made) === undefined)
            note(brandAlong((args[0] as { prototype?: object }).prototype ?? null), made);
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
