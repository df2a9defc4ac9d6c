import { likeNative } from "./builtinFunctions.js";
import { apply, construct, defineBuiltin, isObject, speciesSymbol } from "./primordials.js";
import { record } from "./records.js";

type Exec = (text: string) => RegExpExecArray | null;

const NativeRegExp = RegExp;
const nativeExec = RegExp.prototype.exec as Exec;
const { includes } = String.prototype;

/** RegExpExec (ECMA-262 22.2.7.1): `exec` as the program may have changed it. */
function exec(regExp: object, text: string): RegExpExecArray | null {
  const method = (regExp as { exec?: unknown }).exec;
  if (typeof method !== "function") return apply(nativeExec, regExp, [text]);
  const found: unknown = apply(method as Exec, regExp, [text]);
  if (!isObject(found) && found !== null) throw new TypeError(`object null is not a function`);
  return found as RegExpExecArray | null;
}

function toLength(value: unknown): number {
  const length = Math.trunc(Number(value)) || 0;
  return length <= 0 ? 0 : Math.min(length, Number.MAX_SAFE_INTEGER);
}

/** AdvanceStringIndex (22.2.7.3). */
function advance(text: string, index: number, unicode: boolean): number {
  if (!unicode || index + 1 >= text.length) return index + 1;
  const first = text[index] as string;
  const second = text[index + 1] as string;
  return index + (first >= "\ud800" && first <= "\udbff" && second >= "\udc00" && second <= "\udfff" ? 2 : 1);
}

/** %RegExpStringIterator% (22.2.9): what `text.matchAll(regExp)` walks by. */
export class RegExpIteration {
  matcher: object;
  text: string;
  global: boolean;
  unicode: boolean;
  value: unknown = undefined;
  finished = false;
  constructor(matcher: object, text: string, global: boolean, unicode: boolean) {
    this.matcher = matcher;
    this.text = text;
    this.global = global;
    this.unicode = unicode;
  }

  next(): boolean {
    this.value = undefined;
    if (this.finished) return false;
    const match = exec(this.matcher, this.text);
    if (match === null) {
      this.finished = true;
      return false;
    }
    if (!this.global) this.finished = true;
    else if (String(match[0] as unknown) === "") {
      const matcher = this.matcher as { lastIndex: unknown };
      matcher.lastIndex = advance(this.text, toLength(matcher.lastIndex), this.unicode);
    }
    this.value = match;
    return true;
  }
}
record("RegExpIteration", RegExpIteration, ["matcher", "text", "global", "unicode", "value", "finished"]);

/** SpeciesConstructor (7.3.22) with %RegExp% as the default. */
function constructorFor(regExp: object): unknown {
  const Constructor = (regExp as { constructor?: unknown }).constructor;
  if (Constructor === undefined) return NativeRegExp;
  if (!isObject(Constructor)) throw new TypeError("The .constructor property is not an object");
  const species = (Constructor as { [Symbol.species]?: unknown })[speciesSymbol];
  return species === undefined || species === null ? NativeRegExp : species;
}

/** Replaces `RegExp.prototype[Symbol.matchAll]` (22.2.6.9) by one whose iterators can be captured. */
export function installMatchAll(hold: (walk: RegExpIteration) => object): void {
  const own = {
    matchAll(this: unknown, given: unknown): object {
      if (!isObject(this)) throw new TypeError(`RegExp.prototype.@@matchAll called on incompatible receiver ${String(this)}`);
      const text = String(given);
      const Constructor = constructorFor(this);
      const flags = String((this as { flags?: unknown }).flags);
      const matcher = construct(Constructor as never, [this, flags] as never) as { lastIndex: unknown };
      matcher.lastIndex = toLength((this as { lastIndex?: unknown }).lastIndex);
      const has = (flag: string): boolean => apply(includes, flags, [flag]);
      return hold(new RegExpIteration(matcher, text, has("g"), has("u") || has("v")));
    },
  };
  defineBuiltin(NativeRegExp.prototype, Symbol.matchAll, likeNative(own.matchAll, { length: 1, name: "[Symbol.matchAll]" }));
}
