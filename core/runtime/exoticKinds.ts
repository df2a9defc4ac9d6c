import { NativeFinalizationRegistry, NativeProxy, apply, bindFunction, makeRevocable } from "./natives.js";
import { makeLeaf, searchParamsOf, type LeafState, type SearchParamsState } from "./leafObjects.js";
import { hidden } from "./records.js";
import { makeDecoder } from "./textDecoders.js";

/** How objects are made again from their hidden record, by the record's name. */
export interface ExoticKind {
  /** Proxies: nothing of them may be looked at, it would run their traps. */
  readonly opaque: boolean;
  readonly make: (state: never) => object;
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
}

/** Kinds that need nothing but the record. The runtime adds its own (Namespace). */
export const exoticKinds: ExoticKinds = {
  Bound: { opaque: false, make: (state: Bound) => withState(bind(state), state) },
  Proxy: { opaque: true, make: (state: Proxied) => withState(makeProxy(state), state) },
  Leaf: { opaque: false, make: (state: LeafState) => makeLeaf(state) },
  TextDecoding: { opaque: false, make: makeDecoder },
  SearchParamsOf: { opaque: false, make: (state: SearchParamsState) => searchParamsOf(state.url) },
  FinalizationRegistry: {
    opaque: false,
    make: (state: { readonly cleanup: (held: unknown) => void }) => withState(new NativeFinalizationRegistry(state.cleanup), state),
  },
};

function bind(state: Bound): object {
  const args: unknown[] = [state.target, state.self];
  for (let i = 0; i < state.args.length; i++) args[i + 2] = state.args[i];
  return apply(bindFunction, undefined, args as never) as unknown as object;
}

function makeProxy(state: Proxied): object {
  if (state.target !== undefined && state.handler !== undefined) return new NativeProxy(state.target, state.handler);
  const revoked = makeRevocable({}, {});
  revoked.revoke();
  return revoked.proxy;
}

function withState(object: object, state: object): object {
  hidden.set(object, state);
  return object;
}
