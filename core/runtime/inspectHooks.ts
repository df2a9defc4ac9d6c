import { AsyncFunctionPrototype } from "./asyncFunctions.js";
import { AsyncGeneratorFunctionPrototype } from "./asyncGenerators.js";
import {
  NativeRegExp,
  bufferLength,
  dateTime,
  descriptorOf,
  isArray,
  isView,
  mapSize,
  regExpSource,
  setSize,
  sharedBufferLength,
  typedArrayLength,
  typedArrayTag,
  weakMapHas,
  weakSetHas,
} from "./natives.js";
import { getPrototypeOf, isObject } from "./primordials.js";
import { isNativePromise, promiseStateOf } from "./promiseState.js";
import { hidden } from "./records.js";
import { NamespaceState } from "./modules/namespaces.js";

type TypeTest = (value: unknown) => boolean;

/** A test by an accessor or method that throws on what has not the internal slot. */
function hasSlot(read: (self: never) => unknown): TypeTest {
  return (value) => {
    if (!isObject(value)) return false;
    try {
      read(value as never);
      return true;
    } catch {
      return false;
    }
  };
}

const probe = {};
const isBuffer = hasSlot(bufferLength);
const isSharedBuffer = sharedBufferLength === undefined ? (): boolean => false : hasSlot(sharedBufferLength);
const hasSource = hasSlot(regExpSource);

/** What only the inside of an engine knows, for util.inspect: asked from the runtime's own records. */
export const inspectHooks: {
  promiseDetails(promise: object, pending: symbol, rejected: symbol): [unknown, unknown];
  proxyDetails(value: unknown, both: boolean): unknown;
  previewEntries(iterator: unknown, isIterator?: boolean): unknown;
  typedArrayLength(array: object): number;
  /** By name in `util.types`: what has the internal slots of a builtin, whatever its prototype says. */
  readonly brands: Readonly<Record<string, TypeTest>>;
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
  typedArrayLength,
  brands: {
    isArgumentsObject: (value) =>
      isObject(value) &&
      ["length", "callee", Symbol.iterator].every((key) => descriptorOf(value, key)?.enumerable === false) &&
      !isArray(value),
    isTypedArray: (value) => isView(value) && typedArrayTag(value) !== undefined,
    isDataView: (value) => isView(value) && typedArrayTag(value) === undefined,
    isMap: hasSlot(mapSize),
    isSet: hasSlot(setSize),
    isWeakMap: hasSlot((value) => weakMapHas(value, probe)),
    isWeakSet: hasSlot((value) => weakSetHas(value, probe)),
    isDate: hasSlot(dateTime),
    // %RegExp.prototype% answers without being one (22.2.6.13).
    isRegExp: (value) => value !== NativeRegExp.prototype && hasSource(value),
    isArrayBuffer: isBuffer,
    isAnyArrayBuffer: (value) => isBuffer(value) || isSharedBuffer(value),
  },
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
