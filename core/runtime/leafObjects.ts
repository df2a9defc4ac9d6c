import { dressAs } from "./builtinTexts.js";
import { apply, construct, create, defineProperty, deleteProperty, descriptorOf, ownKeys, sortArray } from "./natives.js";
import { hidden, record } from "./records.js";

/**
 * Objects of the host that are remade from what they tell about themselves: a URL from its text, a formatter from its options. Nothing is recorded while
 * the program runs; what is read is read with the host's own functions, taken before the program starts.
 */
export class LeafState {
  kind: string;
  args: unknown[];
  constructor(kind: string, args: unknown[]) {
    this.kind = kind;
    this.args = args;
  }
}
record("Leaf", LeafState, ["kind", "args"]);

interface LeafKind {
  /** What to make it from again. @throws TypeError for an object that only inherits from the prototype. */
  readonly read: (object: object) => unknown[];
  readonly make: (args: readonly unknown[]) => object;
  /** Own properties that every instance has of its own accord on this engine. */
  readonly ownKeys: Readonly<Record<PropertyKey, true>>;
}

type Constructor = (new (...args: unknown[]) => object) & { readonly prototype: object };

const kinds = create(null) as Record<string, LeafKind | undefined>;
const realm = globalThis as unknown as Record<string, unknown>;

function getter(prototype: object, name: string): (object: object) => unknown {
  const get = descriptorOf(prototype, name)?.get as () => unknown;
  return (object) => apply(get, object, []);
}

function define(
  path: string,
  Class: unknown,
  sample: unknown[],
  read: (prototype: object) => (object: object) => unknown[],
  args?: unknown,
): void {
  if (typeof Class !== "function") return;
  const Leaf = Class as Constructor;
  const makeArgs = (typeof args === "function" ? args : (given: readonly unknown[]) => given) as (given: readonly unknown[]) => unknown[];
  try {
    const keys = create(null) as Record<PropertyKey, true>;
    const own = ownKeys(construct(Leaf, sample));
    for (let i = 0; i < own.length; i++) if (own[i] !== "stack") keys[own[i]!] = true;
    const make = (given: readonly unknown[]): object => {
      const made = construct(Leaf, makeArgs(given)) as object;
      // A stack of here and now; the snapshot says what it had.
      deleteProperty(made, "stack");
      return made;
    };
    kinds[`${path}.prototype`] = { read: read(Leaf.prototype), make, ownKeys: keys };
  } catch {
    // This engine's version of it can't be made like that: it stays refused.
  }
}

define("URL", realm["URL"], ["a:b"], (prototype) => {
  const href = getter(prototype, "href");
  return (object) => [href(object)];
});
define("URLSearchParams", realm["URLSearchParams"], [], (prototype) => {
  const text = descriptorOf(prototype, "toString")!.value as () => string;
  return (object) => [apply(text, object, [])];
});
define("TextEncoder", realm["TextEncoder"], [], (prototype) => {
  const encoding = getter(prototype, "encoding");
  return (object) => {
    encoding(object);
    return [];
  };
});
define(
  "TextDecoder",
  realm["TextDecoder"],
  [],
  (prototype) => {
    const facts = [getter(prototype, "encoding"), getter(prototype, "fatal"), getter(prototype, "ignoreBOM")];
    return (object) => [facts[0]!(object), facts[1]!(object), facts[2]!(object)];
  },
  (given: readonly unknown[]) => [given[0], { fatal: given[1], ignoreBOM: given[2] }],
);
define("DOMException", realm["DOMException"], ["", "AbortError"], (prototype) => {
  const message = getter(prototype, "message");
  const name = getter(prototype, "name");
  return (object) => [message(object), name(object)];
});

/** Options that only newer engines tell of (ECMA-402 of 2023), with what older ones do. */
const newer: Readonly<Record<string, unknown>> = Object.assign(create(null) as Record<string, unknown>, {
  notation: "standard",
  roundingIncrement: 1,
  roundingMode: "halfExpand",
  roundingPriority: "auto",
  trailingZeroDisplay: "auto",
});
const byName = (a: string, b: string): number => (a < b ? -1 : 1);

/** Formatters of Intl: from the locale and options that they have resolved. */
function defineIntl(name: string): void {
  const Class = (realm["Intl"] as Record<string, unknown> | undefined)?.[name];
  const sample = name === "DisplayNames" ? ["en", { type: "region" }] : [];
  const resolved = (prototype: object) => {
    const read = descriptorOf(prototype, "resolvedOptions")!.value as () => object;
    return (object: object): unknown[] => {
      const options = apply(read, object, []) as Record<string, unknown>;
      const found: unknown[] = [];
      // In an order of their own: engines of different age have them in different ones.
      const keys = sortArray(ownKeys(options), byName as never) as string[];
      for (let i = 0; i < keys.length; i++) {
        const value = options[keys[i]!];
        // Plural categories and the like say what follows from the rest; `hour12` says less than `hourCycle`.
        if (typeof value === "object" || value === undefined || keys[i] === "hour12" || newer[keys[i]!] === value) continue;
        found[found.length] = keys[i];
        found[found.length] = value;
      }
      return found;
    };
  };
  const args = (given: readonly unknown[]): unknown[] => {
    const options = create(null) as Record<string, unknown>;
    let locale: unknown;
    for (let i = 0; i < given.length; i += 2) {
      if (given[i] === "locale") locale = given[i + 1];
      else options[given[i] as string] = given[i + 1];
    }
    return [locale, options];
  };
  define(`Intl.${name}`, Class, sample, resolved, args);
}
const formatters =
  "Collator DateTimeFormat DisplayNames DurationFormat ListFormat NumberFormat PluralRules RelativeTimeFormat Segmenter".split(" ");
for (let i = 0; i < formatters.length; i++) defineIntl(formatters[i]!);
define("Intl.Locale", (realm["Intl"] as Record<string, unknown> | undefined)?.["Locale"], ["en"], (prototype) => {
  const text = descriptorOf(prototype, "toString")!.value as () => string;
  return (object) => [apply(text, object, [])];
});

/** Whether objects with the prototype of this path are remade. */
export function isLeafPath(path: string): boolean {
  return kinds[path] !== undefined;
}

/** The state of an object whose prototype chain has the prototype of the path; undefined if it is none of them. */
export function readLeaf(path: string, object: object): LeafState | undefined {
  try {
    return new LeafState(path, kinds[path]!.read(object));
  } catch {
    return undefined;
  }
}

/** Keys of the object that every one of its kind has. */
export function leafKeys(path: string): Readonly<Record<PropertyKey, true>> | undefined {
  return kinds[path]?.ownKeys;
}

/** Makes an object from its state. @throws Error when this engine has no such thing. */
export function makeLeaf(state: LeafState): object {
  const kind = kinds[state.kind];
  if (kind === undefined) throw new Error(`this engine has no ${state.kind}`);
  return kind.make(state.args);
}

/** The `searchParams` of a URL, which the two see of each other. */
export class SearchParamsState {
  url: object;
  constructor(url: object) {
    this.url = url;
  }
}
record("SearchParamsOf", SearchParamsState, ["url"]);

const urlPrototype = (realm["URL"] as Constructor | undefined)?.prototype;
const nativeSearchParams =
  urlPrototype === undefined ? undefined : (descriptorOf(urlPrototype, "searchParams")?.get as (() => object) | undefined);

/** Lets every URL note its search parameters when the program first asks for them. Called once at start. */
export function installSearchParams(): void {
  if (urlPrototype === undefined || nativeSearchParams === undefined) return;
  const { get } = descriptorOf(
    {
      get searchParams(): object {
        return searchParamsOf(this);
      },
    },
    "searchParams",
  )!;
  defineProperty(urlPrototype, "searchParams", {
    ...descriptorOf(urlPrototype, "searchParams"),
    get: dressAs(get as object, nativeSearchParams) as () => object,
  });
}

/** The search parameters of a URL, noted as such. */
export function searchParamsOf(url: object): object {
  const params = apply(nativeSearchParams as () => object, url, []);
  if (hidden.get(params) === undefined) hidden.set(params, new SearchParamsState(url));
  return params;
}
