import { NativeWeakMap, defineProperty, descriptorOf, startsWith, weakMapGet, weakMapSet } from "./natives.js";

/** What instrumented code tells the runtime about itself: `$tm.report`, `$tm.at`, `$tm.class`. Sections 3 and 4 of the contract. */

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

const classes = new NativeWeakMap<object, ClassReport>();
const classesByPrototype = new NativeWeakMap<object, object>();
const none: readonly Accessor[] = [];
let answer: Report | SuspensionReport | undefined;

/** `$tm.report(id, …accessors)`: the report line of a closure. Only called while `$capturing`. */
export function report(id: string, ...accessors: Accessor[]): void {
  answer = { id, accessors };
}

/** `$tm.at(id, point, values, outer, own)`: what a suspended generator yields while `$capturing`. */
export function at(
  id: string,
  point: number,
  values: readonly unknown[],
  outer: readonly Accessor[] = none,
  own: readonly Accessor[] = none,
): void {
  answer = { id, point, values, outer, own };
}

/** The answer given since the last call of this function, or undefined if none was given. */
export function takeAnswer(): Report | SuspensionReport | undefined {
  const given = answer;
  answer = undefined;
  return given;
}

/**
 * `$tm.class(id, C, accessors, privates, name, keys)`: called in a static block at the start of the class body. `name` is the observable name of a class
 * whose binding is hidden: it takes the hidden one's place unless the class has a static member called so.
 */
export function registerClass(
  id: string,
  Class: ProgramClass,
  accessors: readonly Accessor[] = [],
  privates?: Readonly<Record<string, PrivateAccess>>,
  name?: string,
  keys?: readonly PropertyKey[],
): void {
  weakMapSet(classes, Class, { id, accessors, privates, keys });
  if (privates !== undefined) weakMapSet(classesByPrototype, Class.prototype, Class);
  if (name !== undefined && isHiddenName(descriptorOf(Class, "name"))) defineProperty(Class, "name", { value: name });
}

interface ProgramClass {
  readonly prototype: object;
}

function isHiddenName(descriptor: PropertyDescriptor | undefined): boolean {
  return typeof descriptor?.value === "string" && startsWith(descriptor.value, "$C");
}

/** What the class registered, or undefined for a class that needed not, or any other object. */
export function classReportOf(Class: object): ClassReport | undefined {
  return weakMapGet(classes, Class) as ClassReport | undefined;
}

/** The class with private names whose `prototype` the object is, if any. */
export function privateClassOf(prototype: object): object | undefined {
  return weakMapGet(classesByPrototype, prototype) as object | undefined;
}
