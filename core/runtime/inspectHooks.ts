import { AsyncFunctionPrototype } from "./asyncFunctions.js";
import { AsyncGeneratorFunctionPrototype } from "./asyncGenerators.js";
import { getPrototypeOf, isObject } from "./primordials.js";
import { isNativePromise, promiseStateOf } from "./promiseState.js";
import { hidden } from "./records.js";
import { NamespaceState } from "./modules/namespaces.js";

type TypeTest = (value: unknown) => boolean;

/** What only the inside of an engine knows, for util.inspect: asked from the runtime's own records. */
export const inspectHooks: {
  promiseDetails(promise: object, pending: symbol, rejected: symbol): [unknown, unknown];
  proxyDetails(value: unknown, both: boolean): unknown;
  previewEntries(iterator: unknown, isIterator?: boolean): unknown;
  types: Record<string, TypeTest>;
  isNativeProxy: TypeTest;
} = {
  promiseDetails(promise, pending, rejected) {
    const state = promiseStateOf(promise);
    if (state === undefined || state.status === 0) return [pending, undefined];
    return [state.status === 1 ? undefined : rejected, state.value];
  },
  proxyDetails: () => undefined,
  previewEntries: (_iterator, isIterator) => (isIterator === true ? [[], false] : []),
  types: {
    isPromise: (value) => isObject(value) && (promiseStateOf(value) !== undefined || isNativePromise(value)),
    isProxy: (value) => inspectHooks.isNativeProxy(value),
    isAsyncFunction: (value) => {
      if (typeof value !== "function") return false;
      const prototype: unknown = getPrototypeOf(value);
      return prototype === AsyncFunctionPrototype || prototype === AsyncGeneratorFunctionPrototype;
    },
    isModuleNamespaceObject: (value) => isObject(value) && hidden.get(value) instanceof NamespaceState,
  },
  isNativeProxy: () => false,
};
