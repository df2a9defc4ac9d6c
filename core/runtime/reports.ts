import { NativeWeakMap, descriptorOf, ownKeys, weakMapGet, weakMapSet } from "./natives.js";

/** What instrumented code tells the runtime about itself: `$tm.report`, `$tm.at`, `$tm.class`, `$tm.home`. Sections 3 and 4 of the contract. */

/** An accessor of a captured binding: a getter, or (one parameter) a setter for the getter before it. */
export type Accessor = (() => unknown) | ((value: unknown) => void);

/** What a closure answered when it was asked. */
export interface Report {
  readonly id: string;
  readonly accessors: readonly Accessor[];
}

/** What a suspended generator answered when it was asked. */
export interface SuspensionReport {
  readonly id: string;
  readonly point: number;
  readonly values: readonly unknown[];
  readonly outer: readonly Accessor[];
  readonly own: readonly Accessor[];
}

/** Of a private name: whether an object has it, and for fields its value. */
export type PrivateAccess = readonly [has: (object: object) => boolean, get?: (object: object) => unknown];

/** What a class with captures, private names or `super` registered when it was evaluated. */
export interface ClassReport {
  readonly id: string;
  readonly accessors: readonly Accessor[];
  readonly privates: Readonly<Record<string, PrivateAccess>> | undefined;
  /** Values of computed keys, in the order of the class body. */
  readonly keys: readonly PropertyKey[] | undefined;
}

/** The home object of a method that uses `super`, made by an object literal. */
export interface Home {
  readonly id: string;
  readonly object: object;
}

const classes = new NativeWeakMap<object, ClassReport>();
const homes = new NativeWeakMap<object, Home>();
let answer: Report | SuspensionReport | undefined;

/** `$tm.report(id, …accessors)`: the report line of a closure. Only called while `$capturing`. */
export function report(id: string, ...accessors: Accessor[]): void {
  answer = { id, accessors };
}

/** `$tm.at(id, point, values, outer, own)`: what a suspended generator yields while `$capturing`. */
export function at(id: string, point: number, values: readonly unknown[], outer: readonly Accessor[], own: readonly Accessor[]): void {
  answer = { id, point, values, outer, own };
}

/** The answer given since the last call of this function, or undefined if none was given. */
export function takeAnswer(): Report | SuspensionReport | undefined {
  const given = answer;
  answer = undefined;
  return given;
}

/** `$tm.class(id, C, accessors, privates, keys)`: called in a static block at the start of the class body. */
export function registerClass(
  id: string,
  Class: object,
  accessors: readonly Accessor[] = [],
  privates?: Readonly<Record<string, PrivateAccess>>,
  keys?: readonly PropertyKey[],
): void {
  weakMapSet(classes, Class, { id, accessors, privates, keys });
}

/** What the class registered, or undefined for a class that needed not, or any other object. */
export function classReportOf(Class: object): ClassReport | undefined {
  return weakMapGet(classes, Class) as ClassReport | undefined;
}

/** `$tm.home(id, object)`: records the home object of the methods an object literal has just made. Returns the object. */
export function registerHome<T extends object>(id: string, object: T): T {
  const keys = ownKeys(object);
  const home: Home = { id, object };
  for (let i = 0; i < keys.length; i++) {
    const descriptor = descriptorOf(object, keys[i]!)!;
    if (typeof descriptor.value === "function") keepHome(descriptor.value as object, home);
    if (typeof descriptor.get === "function") keepHome(descriptor.get, home);
    if (typeof descriptor.set === "function") keepHome(descriptor.set, home);
  }
  return object;
}

function keepHome(method: object, home: Home): void {
  // A function that is merely a value in the literal may have a home already; whether it uses this one is known from its code id only.
  if (weakMapGet(homes, method) === undefined) weakMapSet(homes, method, home);
}

/** The home object that was recorded for a method, or undefined. */
export function homeOf(method: object): Home | undefined {
  return weakMapGet(homes, method) as Home | undefined;
}
