import { apply, type Callback, type Indexed, type Native, nativeMethod, StringPrototype } from "./intrinsics.js";
import { isObject, lengthOf, toIntegerOrInfinity, toLength, toText } from "./operations.js";
import { arrayOfLength, makeRoom } from "./ownArrays.js";

const replaceSymbol: typeof Symbol.replace = Symbol.replace;
const nativeReplace = nativeMethod(RegExp.prototype, replaceSymbol);
const nativeExec = nativeMethod(RegExp.prototype, "exec");
const { charCodeAt, indexOf, slice } = StringPrototype;

/** Since ES2022 a replacing pattern is asked for its `flags`, before for `global` and `unicode`: as this engine does it. */
const readsFlags = asksForFlags();

function asksForFlags(): boolean {
  let asked = false;
  const pattern = {
    get flags() {
      asked = true;
      return "";
    },
    exec: () => null,
  };
  apply(nativeReplace, pattern, ["", ""] as never);
  return asked;
}

/** RegExp.prototype[Symbol.replace] with a function (ECMA-262 22.2.6.11). With a text it is the native one. */
export const regExpReplace = {
  [replaceSymbol](this: Indexed, string: unknown, replacement: unknown): unknown {
    if (typeof replacement !== "function" || !isObject(this)) return apply(nativeReplace, this, [string, replacement] as never);
    const text = toText(string);
    const flags = readsFlags ? toText(this["flags"]) : "";
    const global = readsFlags ? apply(indexOf, flags, ["g"]) >= 0 : Boolean(this["global"]);
    let unicode = false;
    if (global) {
      unicode = readsFlags ? apply(indexOf, flags, ["u"]) >= 0 || apply(indexOf, flags, ["v"]) >= 0 : Boolean(this["unicode"]);
      this["lastIndex"] = 0;
    }
    const results: Indexed = [] as never;
    let count = 0;
    let room = 0;
    for (let result = exec(this, text); result !== null; result = exec(this, text)) {
      if (count === room) room = makeRoom(results, count, Infinity);
      results[count++] = result;
      if (!global) break;
      if (toText(result[0]) === "") this["lastIndex"] = advance(text, toLength(this["lastIndex"]), unicode);
    }
    let accumulated = "";
    let end = 0;
    for (let k = 0; k < count; k++) {
      const result = results[k] as Indexed;
      const length = lengthOf(result);
      const matched = toText(result[0]);
      const index = toIntegerOrInfinity(result["index"]);
      const position = index < 0 ? 0 : index > text.length ? text.length : index;
      const by = toText(ask(replacement as Callback, result, length > 1 ? length - 1 : 0, matched, position, text));
      if (position >= end) {
        accumulated += apply(slice, text, [end, position]) + by;
        end = position + matched.length;
      }
    }
    return end >= text.length ? accumulated : accumulated + apply(slice, text, [end]);
  },
};

/** The replacement for one match. */
function ask(replacement: Callback, result: Indexed, captures: number, matched: string, position: number, text: string): unknown {
  const all = arrayOfLength(captures + 4);
  all[0] = matched;
  for (let n = 1; n <= captures; n++) {
    const capture = result[n];
    all[n] = capture === undefined ? undefined : toText(capture);
  }
  const groups = result["groups"];
  all[captures + 1] = position;
  all[captures + 2] = text;
  all[captures + 3] = groups;
  all["length"] = groups === undefined ? captures + 3 : captures + 4;
  return apply(replacement as never, undefined, all as never);
}

/** RegExpExec (22.2.7.1). */
function exec(pattern: Indexed, text: string): Indexed | null {
  const method = pattern["exec"];
  if (typeof method !== "function") return apply(nativeExec, pattern, [text] as never) as Indexed | null;
  const result: unknown = apply(method as Native, pattern, [text] as never);
  if (isObject(result) || result === null) return result as Indexed | null;
  return apply(nativeReplace, { flags: "", exec: () => result }, ["", ""] as never) as never;
}

/** AdvanceStringIndex (22.2.7.3). */
function advance(text: string, index: number, unicode: boolean): number {
  if (!unicode || index + 1 >= text.length) return index + 1;
  const first = apply(charCodeAt, text, [index]);
  if (first < 0xd800 || first > 0xdbff) return index + 1;
  const second = apply(charCodeAt, text, [index + 1]);
  return second < 0xdc00 || second > 0xdfff ? index + 1 : index + 2;
}
