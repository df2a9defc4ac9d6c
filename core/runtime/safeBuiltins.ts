/**
 * Builtins that call others, written so that they don't: what the build (scripts/hardenRuntime.mjs) puts for `pattern.test(text)`, `text.replace(…)` and
 * iterations of builtins. Nothing here may be changed by what a program does to prototypes.
 */

const { apply, setPrototypeOf, getOwnPropertyDescriptor } = Reflect;
const { bind, call } = Function.prototype;
const uncurry = apply(bind, bind, [call]) as <A extends unknown[], R>(f: (...args: A) => R) => (self: unknown, ...args: A) => R;

const exec = uncurry(RegExp.prototype.exec);
const isGlobal = uncurry(getOwnPropertyDescriptor(RegExp.prototype, "global")!.get as () => boolean);
const slice = uncurry(String.prototype.slice);
const replaceText = uncurry(String.prototype.replace as (search: string, by: string | ((match: string) => string)) => string);
const { isArray } = Array;
const iteratorSymbol: typeof Symbol.iterator = Symbol.iterator;

/** `pattern.test(text)` */
export function testPattern(pattern: RegExp, text: string): boolean {
  return exec(pattern, text) !== null;
}

/** `text.replace(search, by)`; `by` has no `$` in it. */
export function replacePattern(text: string, search: RegExp | string, by: string | ((...groups: never[]) => string)): string {
  if (typeof search === "string") return replaceText(text, search, by as (match: string) => string);
  const global = isGlobal(search);
  if (global) search.lastIndex = 0;
  let result = "";
  let from = 0;
  for (let match = exec(search, text); match !== null; match = exec(search, text)) {
    result += slice(text, from, match.index);
    result += typeof by === "string" ? by : apply(by, undefined, match as never);
    from = match.index + match[0].length;
    if (!global) break;
    if (match[0] === "") search.lastIndex++;
  }
  return result + slice(text, from);
}

/** Iterators that have their methods themselves. */
class SafeIterator<T> {
  readonly #step: () => IteratorResult<T>;
  constructor(step: () => IteratorResult<T>) {
    this.#step = step;
  }
  next(): IteratorResult<T> {
    return this.#step();
  }
  [iteratorSymbol](): this {
    return this;
  }
}
setPrototypeOf(SafeIterator.prototype, null);

const mapEntries = uncurry(Map.prototype.entries as () => Iterator<[unknown, unknown]>);
const setValues = uncurry(Set.prototype.values as () => Iterator<unknown>);
const mapNext = uncurry(new Map().entries().next as () => IteratorResult<unknown>);
const setNext = uncurry(new Set().values().next as () => IteratorResult<unknown>);
const hasInMap = uncurry(Map.prototype.has as (key: unknown) => boolean);
const hasInSet = uncurry(Set.prototype.has as (key: unknown) => boolean);

/** What `for`, spreads and array patterns iterate: arrays, maps and sets without asking their prototypes; others as they are. */
export function iterate<T>(iterable: Iterable<T>): Iterable<T> {
  if (isArray(iterable)) {
    const list = iterable as readonly T[];
    let at = 0;
    return new SafeIterator<T>(() => (at < list.length ? { done: false, value: list[at++]! } : { done: true, value: undefined }));
  }
  const next = nextOf(iterable);
  return next === undefined ? iterable : new SafeIterator<T>(next as () => IteratorResult<T>);
}

function nextOf(iterable: unknown): (() => IteratorResult<unknown>) | undefined {
  if (is(hasInMap, iterable)) {
    const entries = mapEntries(iterable);
    return () => mapNext(entries);
  }
  if (is(hasInSet, iterable)) {
    const values = setValues(iterable);
    return () => setNext(values);
  }
  return undefined;
}

/** Whether a method of a collection takes the object for one of its own. */
function is(has: (self: unknown, key: unknown) => boolean, object: unknown): boolean {
  try {
    has(object, undefined);
    return true;
  } catch {
    return false;
  }
}
