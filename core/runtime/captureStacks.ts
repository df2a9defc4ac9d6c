import { flagsOf } from "./intrinsics.js";
import { NativeError, apply, defineProperty, descriptorOf } from "./natives.js";
import { mapStackText, prepareStackTrace } from "./stacks.js";

/** Newer V8: `stack` is an accessor of the engine on each object that has one. To the snapshot it is the data property that it stands for. */
const stackGetter = descriptorOf(new NativeError(""), "stack")?.get;

/** The descriptor of an own property `stack`, as a data property if the engine made it. Nothing of the program runs. */
export function stackDescriptor(object: object): PropertyDescriptor | undefined {
  return withoutStackHook(() => {
    const descriptor = descriptorOf(object, "stack");
    if (typeof descriptor?.value === "string") descriptor.value = mapStackText(descriptor.value);
    if (stackGetter === undefined || descriptor?.get !== stackGetter) return descriptor;
    return { value: apply(stackGetter, object, []), writable: true, enumerable: false, configurable: true };
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
