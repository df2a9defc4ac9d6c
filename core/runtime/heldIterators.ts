import { likeNative } from "./builtinFunctions.js";
import { CollectionIteration } from "./collectionIteration.js";
import { inspectHooks } from "./inspectHooks.js";
import { ArrayIteration, builtinWalk, type Walk } from "./builtinWalks.js";
import { apply, create, defineBuiltin, getPrototypeOf, isObject } from "./primordials.js";
import { hidden } from "./records.js";
import { installMatchAll, RegExpIteration } from "./regExpIteration.js";
import { StringIteration } from "./stringIteration.js";

type HeldWalk = Walk | RegExpIteration;

/**
 * Iterators of builtins that the program holds itself (`const it = map.entries()`). The engine's own could not be captured: nothing tells where they
 * stand. These look like them, but their `next`, on an object between them and the engine's prototype, walks by the record that is their hidden state.
 */
const prototypes: Readonly<Record<string, object>> = {
  array: heldPrototype([][Symbol.iterator]()),
  map: heldPrototype(new Map().keys()),
  set: heldPrototype(new Set().keys()),
  string: heldPrototype(""[Symbol.iterator]()),
  regExp: heldPrototype("".matchAll(/x/g)),
};

function heldPrototype(sample: object): object {
  const native = getPrototypeOf(sample) as { next: () => unknown };
  const { next } = native;
  const made = create(native) as object;
  const own = {
    next(this: unknown): unknown {
      const walk = isObject(this) ? hidden.get(this) : undefined;
      if (!isWalk(walk)) return apply(next, this, []);
      const more = walk.next();
      const { value } = walk;
      // What was handed out is the program's, not the iterator's.
      walk.value = undefined;
      return { value, done: !more };
    },
  };
  defineBuiltin(made, "next", likeNative(own.next, { length: 0, name: "next" }));
  return made;
}

function isWalk(state: unknown): state is HeldWalk {
  return (
    state instanceof ArrayIteration ||
    state instanceof CollectionIteration ||
    state instanceof StringIteration ||
    state instanceof RegExpIteration
  );
}

function familyOf(walk: HeldWalk): string {
  if (walk instanceof ArrayIteration) return "array";
  if (walk instanceof RegExpIteration) return "regExp";
  if (walk instanceof StringIteration) return "string";
  return walk.kind[0] === "m" ? "map" : "set";
}

/** The iterator that the program sees of a walk. */
export function hold(walk: HeldWalk): object {
  const made = create(prototypes[familyOf(walk)] as object) as object;
  hidden.add(made, walk);
  return made;
}

/** `$tm.iterator(xs, "entries", "xs.entries")`: as `xs.entries()`, but for that a builtin's iterator is one that can be captured. */
export function iterator(source: unknown, key: PropertyKey, text: string): unknown {
  const method = (source as Record<PropertyKey, unknown>)[key];
  const walk = builtinWalk(source, method);
  if (walk !== undefined) return hold(walk);
  if (typeof method !== "function") throw new TypeError(`${text} is not a function`);
  return apply(method as () => unknown, source, []);
}

/** Objects of the runtime that the program's iterators inherit from, to be listed as intrinsics. */
export function heldIteratorRoots(): Record<string, object> {
  const roots = create(null) as Record<string, object>;
  for (const family of Object.keys(prototypes)) roots[`thingsmigrate:iterator/${family}`] = prototypes[family] as object;
  return roots;
}

/** Puts `matchAll` in place and lets `util.inspect` show held iterators. Called once at start. */
export function installHeldIterators(): void {
  installMatchAll(hold);
  const walkOf = (value: unknown): unknown => (isObject(value) ? hidden.get(value) : undefined);
  const { types, previewEntries } = inspectHooks;
  for (const [name, family] of [
    ["isMapIterator", "map"],
    ["isSetIterator", "set"],
  ] as const) {
    const native = types[name];
    types[name] = (value) => {
      const walk = walkOf(value);
      return walk instanceof CollectionIteration ? familyOf(walk) === family : (native?.(value) ?? false);
    };
  }
  inspectHooks.previewEntries = (value, isIterator) => {
    const walk = walkOf(value);
    if (isIterator !== true || !(walk instanceof CollectionIteration)) return previewEntries(value, isIterator);
    return walk.preview();
  };
}
