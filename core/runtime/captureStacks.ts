import { flagsOf } from "./intrinsics.js";
import { NativeError, apply, defineProperty, descriptorOf } from "./natives.js";
import { mapStackText, prepareStackTrace } from "./stacks.js";

/**
 * Newer V8: `stack` is an accessor of the engine on each object that has one, of errors another than of what `captureStackTrace` is called with. To the
 * snapshot it is the data property that it stands for.
 */
const stackGetters = [getterOf(new NativeError("")), getterOf(withStack())];

function getterOf(object: object): (() => unknown) | undefined {
  return descriptorOf(object, "stack")?.get as (() => unknown) | undefined;
}

function withStack(): object {
  const object = {};
  (NativeError as { captureStackTrace?: (object: object) => void }).captureStackTrace?.(object);
  return object;
}

/** The descriptor of an own property `stack`, as a data property if the engine made it. Nothing of the program runs. */
export function stackDescriptor(object: object): PropertyDescriptor | undefined {
  return withoutStackHook(() => {
    const descriptor = descriptorOf(object, "stack");
    if (typeof descriptor?.value === "string") descriptor.value = mapStackText(descriptor.value);
    const get = descriptor?.get as (() => unknown) | undefined;
    if (get === undefined || (get !== stackGetters[0] && get !== stackGetters[1])) return descriptor;
    return { value: apply(get, object, []), writable: true, enumerable: false, configurable: true };
  });
}

/** V8 formats `stack` when it is first read, through a hook that the program may have set: the runtime's own answers now. */
function withoutStackHook<T>(read: () => T): T {
  const hook = descriptorOf(NativeError, "prepareStackTrace");
  if (hook === undefined || (flagsOf(hook) & 5) !== 5 || typeof hook.value !== "function" || hook.value === prepareStackTrace)
    return read();
  defineProperty(NativeError, "prepareStackTrace", { value: prepareStackTrace });
  try {
    return read();
  } finally {
    defineProperty(NativeError, "prepareStackTrace", { value: hook.value as unknown });
  }
}

const stackTraceLimit = descriptorOf(NativeError, "stackTraceLimit");

/**
 * Does work whose errors need no stack. Where the limit is an accessor of the engine (QuickJS) writing a stack takes 20 times as long as throwing; where it
 * is an ordinary property it would be seen as a change of the program's.
 */
export function withoutNewStacks<T>(work: () => T): T {
  if (stackTraceLimit?.get === undefined || stackTraceLimit.set === undefined) return work();
  const before: unknown = apply(stackTraceLimit.get, NativeError, []);
  apply(stackTraceLimit.set, NativeError, [0]);
  try {
    return work();
  } finally {
    apply(stackTraceLimit.set, NativeError, [before]);
  }
}
