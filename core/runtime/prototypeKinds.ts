import type { Intrinsics } from "./intrinsics.js";
import { markerOf } from "./captureFunctions.js";
import { keySet } from "./captureHeap.js";
import { leafNameOf } from "./leafObjects.js";
import { NativeMap, create, descriptorOf, endsWith, getPrototypeOf, lastIndexOf, mapGet, mapSet, slice } from "./natives.js";
import { hidden, recordKindOf, type RecordKind } from "./records.js";
import { privateClassOf } from "./reports.js";

/** What an object may be, judged by its prototype; internal slots are then asked for. */
export type Brand =
  | "object"
  | "error"
  | "boxed"
  | "date"
  | "regexp"
  | "map"
  | "set"
  | "weakmap"
  | "weakset"
  | "weakref"
  | "buffer"
  | "generator"
  /** Has state that only its maker could describe; what it is. */
  | { readonly native: string }
  /** Of the host, remade from what it tells; the path of its prototype. */
  | { readonly leaf: string };

/** What is known about objects with one prototype. */
export interface PrototypeKind {
  readonly brand: Brand;
  /** The standard prototype that needs no mention, if the object has that brand. */
  readonly record: RecordKind | undefined;
  /** Classes with private names along the chain, the outermost ancestor first. */
  readonly classes: readonly object[];
  /** Whether `Symbol.toStringTag` is found along the chain, or a trap would be, so that the builtin tag can't be asked for. */
  readonly tagged: boolean;
}

const brands = create(null) as Record<string, Brand>;
const define = (brand: Brand, ...paths: string[]): void => {
  for (let i = 0; i < paths.length; i++) brands[paths[i]!] = brand;
};
define("object", "Object.prototype", "Array.prototype", "Function.prototype");
define("error", "Error.prototype");
define("boxed", "Boolean.prototype", "Number.prototype", "String.prototype", "Symbol.prototype", "BigInt.prototype");
define("date", "Date.prototype");
define("regexp", "RegExp.prototype");
define("map", "Map.prototype");
define("set", "Set.prototype");
define("weakmap", "WeakMap.prototype");
define("weakset", "WeakSet.prototype");
define("weakref", "WeakRef.prototype");
define("buffer", "ArrayBuffer.prototype", "SharedArrayBuffer.prototype");
define("generator", "%GeneratorFunctionPrototype%.prototype");
const natives: readonly string[] = [
  "%ArrayIteratorPrototype%",
  "%StringIteratorPrototype%",
  "%MapIteratorPrototype%",
  "%SetIteratorPrototype%",
  "%RegExpStringIteratorPrototype%",
  "Promise.prototype",
  "FinalizationRegistry.prototype",
];
const nativeNames: readonly string[] = [
  "Array Iterator",
  "String Iterator",
  "Map Iterator",
  "Set Iterator",
  "RegExp String Iterator",
  "native Promise",
  "FinalizationRegistry",
];
for (let i = 0; i < natives.length; i++) brands[natives[i]!] = { native: nativeNames[i]! };

/** Classes of the host whose instances have all their state in own properties. */
const plainPaths: Readonly<Record<string, true>> = keySet(
  "node:fs.Stats.prototype",
  "node:fs.Stats.prototype.[[Prototype]]",
  "node:fs.BigIntStats.prototype",
  "node:fs.BigIntStats.prototype.[[Prototype]]",
);

/** Classifies prototypes, each once per capture. */
export class PrototypeKinds {
  private readonly known = new NativeMap<object | null, PrototypeKind>();
  private readonly intrinsics: Intrinsics;
  /** Prototypes of the host or the runtime whose instances have all their state in own properties and hidden records. */
  private readonly plain: (prototype: object) => boolean;

  constructor(intrinsics: Intrinsics, plain: (prototype: object) => boolean) {
    this.intrinsics = intrinsics;
    this.plain = plain;
  }

  kindOf(prototype: object | null): PrototypeKind {
    let kind = mapGet(this.known, prototype) as PrototypeKind | undefined;
    if (kind === undefined) {
      kind = this.classify(prototype);
      mapSet(this.known, prototype, kind);
    }
    return kind;
  }

  /** From the kind of the prototype's own prototype, so that long chains are gone through once. */
  private classify(prototype: object | null): PrototypeKind {
    const chain: object[] = [];
    let kind: PrototypeKind = { brand: "object", record: undefined, classes: [], tagged: false };
    for (let at = prototype; at !== null; at = getPrototypeOf(at) as object | null) {
      const known = mapGet(this.known, at) as PrototypeKind | undefined;
      if (known !== undefined) {
        kind = known;
        break;
      }
      // A proxy as prototype: asking it further would run its traps.
      if (recordKindOfHidden(at)) {
        kind = { ...kind, tagged: true };
        break;
      }
      chain[chain.length] = at;
    }
    for (let i = chain.length - 1; i >= 0; i--) {
      const at = chain[i]!;
      const found = privateClassOf(at);
      kind = {
        brand: this.brandOf(at) ?? inherited(kind.brand),
        record: recordKindOf(create(at) as object),
        classes: found === undefined ? kind.classes : appended(kind.classes, found),
        tagged: kind.tagged || Object.hasOwn(at, Symbol.toStringTag),
      };
      mapSet(this.known, at, kind);
    }
    return kind;
  }

  private brandOf(prototype: object): Brand | undefined {
    const path = this.intrinsics.pathOf(prototype);
    if (path === undefined) {
      this.expandFor(prototype);
      return undefined;
    }
    const brand = brands[path];
    if (brand !== undefined) return brand;
    const leaf = leafNameOf(prototype);
    if (leaf !== undefined) return { leaf };
    // Standard prototypes that have no slots of their own (Iterator.prototype) lead on to the next; Intl has slots that can't be read.
    if (this.intrinsics.isStandard(prototype))
      return path.length > 5 && path[0] === "I" && path[1] === "n" && path[2] === "t" && path[3] === "l" ? { native: path } : undefined;
    if (this.plain(prototype) || plainPaths[path] === true || this.isErrorClass(prototype, path)) return undefined;
    // The instance itself may be what the host gives when it is asked for (`crypto`).
    this.expandFor(prototype);
    return { native: hostObjectName(path) };
  }

  /** Parts of the host are listed only when something of them is first met. */
  private expandFor(prototype: object): void {
    const maker: unknown = descriptorOf(prototype, "constructor")?.value;
    if (isNative(maker)) this.intrinsics.expand(descriptorOf(maker, "name")?.value);
  }

  /** Errors of the host's classes (AssertionError) have all their state in own properties; DOMException hides some. */
  private isErrorClass(prototype: object, path: string): boolean {
    if (endsWith(path, "DOMException.prototype")) return false;
    for (let at = getPrototypeOf(prototype) as object | null; at !== null; at = getPrototypeOf(at) as object | null)
      if (this.intrinsics.pathOf(at) === "Error.prototype") return true;
    return false;
  }
}

function isNative(f: unknown): f is object {
  return typeof f === "function" && hidden.get(f) === undefined && markerOf(f) === undefined;
}

/**
 * What heirs of an object with the brand may be. Promises of the host inherit from Promise.prototype at once, or what changed that has been noted
 * (displacedBrands.ts); other promises have a hidden state.
 */
function inherited(brand: Brand): Brand {
  return brand === brands["Promise.prototype"] ? "object" : brand;
}

/** `node:crypto.Hash.prototype` as people say it: `Hash of node:crypto`; `URL.prototype`: `URL of the host`. */
function hostObjectName(path: string): string {
  const end = lastIndexOf(path, ".prototype");
  const dotted = end > 0 && end === path.length - 10 ? slice(path, 0, end) : path;
  const dot = lastIndexOf(dotted, ".");
  return dot < 0 ? `${dotted} of the host` : `${slice(dotted, dot + 1)} of ${slice(dotted, 0, dot)}`;
}

function appended(list: readonly object[], item: object): object[] {
  const longer: object[] = [];
  for (let i = 0; i < list.length; i++) longer[i] = list[i]!;
  longer[longer.length] = item;
  return longer;
}

function recordKindOfHidden(object: object): boolean {
  const state = hidden.get(object);
  if (state === undefined) return false;
  const kind = recordKindOf(state);
  return kind !== undefined && (kind.name === "Proxy" || kind.name === "Namespace");
}
