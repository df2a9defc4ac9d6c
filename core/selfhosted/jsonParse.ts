import { apply, type Callback, type Indexed, is, isArray, nativeMethod, objectKeys } from "./intrinsics.js";
import { isObject, lengthOf, toText } from "./operations.js";
import { type JsonSource, sourcesOf } from "./jsonSources.js";

const nativeParse = nativeMethod(JSON, "parse");
const { defineProperty, deleteProperty } = Reflect;
/** Whether this engine tells revivers how a value was written (ES2026). */
const tellsSource = apply(nativeParse, JSON, ["0", (_: unknown, __: unknown, context: unknown) => context !== undefined] as never) === true;

/** JSON.parse with a reviver (ECMA-262 25.5.1). Without one it is the native one. */
export const jsonParse = {
  parse(this: unknown, text: unknown, reviver: unknown): unknown {
    if (typeof reviver !== "function") return apply(nativeParse, this, [text] as never);
    const string = toText(text);
    const value = apply(nativeParse, JSON, [string] as never);
    const source = tellsSource ? sourcesOf(string, value) : undefined;
    return internalize({ "": value }, "", reviver as Callback, source);
  },
};

/** InternalizeJSONProperty (25.5.1.1). */
function internalize(holder: Indexed, name: string, reviver: Callback, written: JsonSource | undefined): unknown {
  const value = holder[name];
  const source = written !== undefined && is(written.value, value) ? written : undefined;
  if (isObject(value)) {
    if (isArray(value)) {
      const length = lengthOf(value as unknown as Indexed);
      for (let k = 0; k < length; k++) revive(value as unknown as Indexed, `${k}`, reviver, source?.parts[`${k}`]);
    } else {
      const keys = objectKeys(value);
      for (let k = 0; k < keys.length; k++) revive(value as Indexed, keys[k]!, reviver, source?.parts[keys[k]!]);
    }
  }
  if (!tellsSource) return apply(reviver as never, holder, [name, value]);
  const context = source === undefined || isObject(value) ? {} : { source: source.text };
  return apply(reviver as never, holder, [name, value, context]);
}

function revive(holder: Indexed, key: string, reviver: Callback, written: JsonSource | undefined): void {
  const value = internalize(holder, key, reviver, written);
  if (value === undefined) deleteProperty(holder, key);
  else defineProperty(holder, key, { __proto__: null, value, writable: true, enumerable: true, configurable: true } as PropertyDescriptor);
}
