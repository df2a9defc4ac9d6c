import { apply, type Callback, type Indexed, type Native, nativeMethod, StringPrototype, toObjectValue } from "./intrinsics.js";
import { isObject, toText } from "./operations.js";

const nativeReplace = nativeMethod(String.prototype, "replace");
const nativeReplaceAll = nativeMethod(String.prototype, "replaceAll");
const { indexOf, slice } = StringPrototype;
const replaceSymbol: typeof Symbol.replace = Symbol.replace;
const matchSymbol: typeof Symbol.match = Symbol.match;
const globalGetter = Object.getOwnPropertyDescriptor(RegExp.prototype, "global")!.get as () => unknown;

/** String.prototype methods that ask a function for a replacement (ECMA-262 22.1.3.19, .20), or a pattern of the program for its `Symbol.replace`. */
export const stringReplace = {
  replace(this: unknown, search: unknown, replacement: unknown): unknown {
    if (this === undefined || this === null || isNativeCase(search, replacement))
      return apply(nativeReplace, this, [search, replacement] as never);
    if (isObject(search)) {
      const method = (search as Indexed)[replaceSymbol];
      if (method !== undefined && method !== null) return callMethod(method, search, this, replacement, nativeReplace);
    }
    const text = toText(this);
    const part = toText(search);
    if (typeof replacement !== "function") return apply(nativeReplace, text, [part, replacement] as never);
    const position = apply(indexOf, text, [part]);
    if (position < 0) return text;
    const by = toText((replacement as Callback)(part, position, text));
    return apply(slice, text, [0, position]) + by + apply(slice, text, [position + part.length]);
  },

  replaceAll(this: unknown, search: unknown, replacement: unknown): unknown {
    if (this === undefined || this === null || isNativeCase(search, replacement))
      return apply(nativeReplaceAll, this, [search, replacement] as never);
    if (isObject(search)) {
      if (isRegExp(search)) {
        const flags = (search as Indexed)["flags"];
        const refused = flags === undefined || flags === null ? flags : toText(flags);
        if (typeof refused !== "string" || apply(indexOf, refused, ["g"]) < 0)
          return apply(nativeReplaceAll, "", [{ [matchSymbol]: true, flags: refused }] as never);
      }
      const method = (search as Indexed)[replaceSymbol];
      if (method !== undefined && method !== null) return callMethod(method, search, this, replacement, nativeReplaceAll);
    }
    const text = toText(this);
    const part = toText(search);
    if (typeof replacement !== "function") return apply(nativeReplaceAll, text, [part, replacement] as never);
    const advance = part.length > 0 ? part.length : 1;
    let result = "";
    let end = 0;
    for (let position = apply(indexOf, text, [part]); position >= 0; position = next(text, part, position + advance)) {
      const by = toText((replacement as Callback)(part, position, text));
      result += apply(slice, text, [end, position]) + by;
      end = position + part.length;
    }
    return result + apply(slice, text, [end]);
  },
};

/**
 * A text for a text, where no function of the program can be called. Engines older than ES2025 look for a `Symbol.replace` of texts and numbers as well; a
 * program that has put one there leaves it to its engine.
 */
function isNativeCase(search: unknown, replacement: unknown): boolean {
  if (isObject(search)) return false;
  if (typeof replacement !== "function") return true;
  return search !== undefined && search !== null && replaceSymbol in toObjectValue(search);
}

/** StringIndexOf (6.1.4.1): beyond the end even an empty text is not found. */
function next(text: string, part: string, from: number): number {
  return from > text.length ? -1 : apply(indexOf, text, [part, from]);
}

function callMethod(method: unknown, search: object, text: unknown, replacement: unknown, native: Native): unknown {
  if (typeof method !== "function") return apply(native, "", [{ [replaceSymbol]: method, flags: "g" }] as never);
  return apply(method as never, search, [text, replacement]);
}

/** IsRegExp (7.2.6). */
function isRegExp(value: object): boolean {
  const matcher = (value as Indexed)[matchSymbol];
  if (matcher !== undefined) return Boolean(matcher);
  try {
    return apply(globalGetter, value, []) !== undefined;
  } catch {
    return false;
  }
}
