/** Intrinsics taken before the program can change them. */
const { call, bind } = Function.prototype;

/** `uncurry(f)(self, ...args)` is `f.call(self, ...args)`, whatever the program does to `Function.prototype`. */
export const uncurry: <S, A extends unknown[], R>(f: (this: S, ...args: A) => R) => (self: S, ...args: A) => R = bind.bind(call) as never;

export const { apply, construct, ownKeys, defineProperty, getPrototypeOf, setPrototypeOf } = Reflect;
export const { create, getOwnPropertyDescriptor } = Object;
export const NativePromise = Promise;
export const nativeThen = uncurry(Promise.prototype.then as (this: unknown, f: unknown, r: unknown) => Promise<unknown>);
export const functionToString = uncurry(Function.prototype.toString as (this: unknown) => string);
export const join = uncurry(Array.prototype.join as (this: unknown, separator: string) => string);

export const iteratorSymbol: typeof Symbol.iterator = Symbol.iterator;
export const asyncIteratorSymbol: typeof Symbol.asyncIterator = Symbol.asyncIterator;
export const speciesSymbol: typeof Symbol.species = Symbol.species;

/** %GeneratorPrototype% (the object that `next` lives on). */
export const GeneratorPrototype = getPrototypeOf(function* () {}.prototype as object) as Generator;
export const generatorNext = uncurry(GeneratorPrototype.next as (this: Generator, value?: unknown) => IteratorResult<unknown>);
export const generatorThrow = uncurry(GeneratorPrototype.throw as (this: Generator, error: unknown) => IteratorResult<unknown>);
export const generatorReturn = uncurry(GeneratorPrototype.return as (this: Generator, value: unknown) => IteratorResult<unknown>);

export const setAdd = uncurry(Set.prototype.add as (this: unknown, value: unknown) => unknown);
export const setDelete = uncurry(Set.prototype.delete as (this: unknown, value: unknown) => boolean);
const setValues = uncurry(Set.prototype.values as (this: unknown) => Iterator<unknown>);
const setIteratorNext = uncurry(
  (getPrototypeOf(new Set().values()) as Iterator<unknown>).next as (this: Iterator<unknown>) => IteratorResult<unknown>,
);

/** The oldest element of a set, or undefined. */
export function setFirst<T>(set: Set<T>): T | undefined {
  return setIteratorNext(setValues(set)).value as T | undefined;
}

/** Whether a value is an object or a function. */
export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** Defines a property as builtins have theirs: writable, configurable, not enumerable. */
export function defineBuiltin(target: object, name: PropertyKey, value: unknown): void {
  defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
}
