import { leafKeys, makeLeaf, searchParamsOf, type LeafState, type SearchParamsState } from "./leafObjects.js";
import { apply, bindFunction, makeRevocable } from "./natives.js";
import { hidden } from "./records.js";
import { noteRestoredHandler } from "./stack/calledByEngine.js";
import { cantTell, makeDecoder, type DecodingState } from "./textDecoders.js";

/** How objects with a hidden record of one kind are described. */
export interface ExoticTraits {
  /** Proxies: nothing of them may be looked at, it would run their traps. */
  readonly opaque: boolean;
  /** Own properties that every such object has of its own accord on this engine. */
  readonly ownKeys?: Readonly<Record<PropertyKey, true>> | undefined;
  /** Why an object in this state can't be described; undefined if it can. */
  readonly obstacle?: (state: never) => string | undefined;
}

/** How objects are made again from their hidden record, by the record's name. */
export interface ExoticKind extends ExoticTraits {
  readonly make: (state: never) => object;
  /** Fields of the record that hold arrays of the runtime's own, whose elements are needed before the object can be made. */
  readonly lists?: readonly string[];
}

export type ExoticKinds = Readonly<Record<string, ExoticKind>>;

interface Bound {
  readonly target: (...args: never[]) => unknown;
  readonly self: unknown;
  readonly args: readonly unknown[];
}

interface Proxied {
  readonly target: object | undefined;
  readonly handler: object | undefined;
  readonly type: "object" | "function";
  revoke: (() => void) | undefined;
}

/** Kinds that need nothing but the record. The runtime adds its own (Namespace, FinalizationRegistry). */
export const exoticKinds: ExoticKinds = {
  Bound: { opaque: false, make: (state: Bound) => withState(bind(state), state), lists: ["args"] },
  Proxy: { opaque: true, make: (state: Proxied) => withState(makeProxy(state), state) },
  Leaf: { opaque: false, make: (state: LeafState) => makeLeaf(state), lists: ["args"] },
  TextDecoding: {
    opaque: false,
    ownKeys: leafKeys("TextDecoder.prototype"),
    obstacle: (state: DecodingState) => (cantTell(state) ? "TextDecoder in the middle of a character" : undefined),
    make: makeDecoder,
    lists: ["pending"],
  },
  SearchParamsOf: {
    opaque: false,
    ownKeys: leafKeys("URLSearchParams.prototype"),
    make: (state: SearchParamsState) => searchParamsOf(state.url),
  },
};

function bind(state: Bound): object {
  const args: unknown[] = [state.target, state.self];
  for (let i = 0; i < state.args.length; i++) args[i + 2] = state.args[i];
  return apply(bindFunction, undefined, args as never) as unknown as object;
}

function makeProxy(state: Proxied): object {
  const { proxy, revoke } = makeRevocable(state.target ?? (state.type === "function" ? () => undefined : {}), state.handler ?? {});
  if (state.target === undefined) revoke();
  else state.revoke = revoke;
  noteRestoredHandler(state.handler);
  return proxy;
}

function withState(object: object, state: object): object {
  hidden.set(object, state);
  return object;
}
