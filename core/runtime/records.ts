/**
 * What capture and restore know about the runtime's own state (docs/code-contract.md, section 7): records, hidden states of objects that the
 * program sees, and runtime functions the program can hold.
 */

/** One class of runtime records: captured as name and fields, restored as `Object.create(prototype)` and filled. */
export interface RecordKind {
  readonly name: string;
  readonly prototype: object;
  readonly fields: readonly string[];
  /** Whether the program sees instances as ordinary objects (Timeout, Iteration): then their own properties are captured as well. */
  readonly visible: boolean;
  /** Where records of this kind are kept when they are hidden states, if not with all others. */
  readonly stamp: Stamp<object> | undefined;
}

type ReturnOverride = new (object: object) => object;

const Identity = function (object: object): object {
  return object;
} as unknown as ReturnOverride;

interface Stamp<V> {
  get(object: object): V | undefined;
  set(object: object, value: V): void;
  /** The same for an object that was just made and has none: without asking, which costs twice as much as the rest. */
  add(object: object, value: V): void;
}

/**
 * A private field stamped onto any object: seen by nobody, works on frozen objects and proxies. Each of the classes below is written out: engines keep
 * what they have learned about a field with its text, and objects of one shape must not pay for those of a hundred.
 */
class General extends Identity {
  #value: object;
  constructor(object: object, value: object) {
    super(object);
    this.#value = value;
  }
  static get(object: object): object | undefined {
    return #value in object ? object.#value : undefined;
  }
  static set(object: object, value: object): void {
    if (#value in object) object.#value = value;
    else new General(object, value);
  }
  static add(object: object, value: object): void {
    new General(object, value);
  }
}

class OfPromise extends Identity {
  #value: object;
  constructor(object: object, value: object) {
    super(object);
    this.#value = value;
  }
  static get(object: object): object | undefined {
    return #value in object ? object.#value : undefined;
  }
  static set(object: object, value: object): void {
    if (#value in object) object.#value = value;
    else new OfPromise(object, value);
  }
  static add(object: object, value: object): void {
    new OfPromise(object, value);
  }
}

class OfFunction extends Identity {
  #value: object;
  constructor(object: object, value: object) {
    super(object);
    this.#value = value;
  }
  static get(object: object): object | undefined {
    return #value in object ? object.#value : undefined;
  }
  static set(object: object, value: object): void {
    if (#value in object) object.#value = value;
    else new OfFunction(object, value);
  }
  static add(object: object, value: object): void {
    new OfFunction(object, value);
  }
}

class OfPrototype extends Identity {
  #value: RecordKind;
  constructor(object: object, value: RecordKind) {
    super(object);
    this.#value = value;
  }
  static get(object: object): RecordKind | undefined {
    return #value in object ? object.#value : undefined;
  }
  static add(object: object, value: RecordKind): void {
    new OfPrototype(object, value);
  }
}

/** Hidden states of promises and of runtime functions, which are many: PromiseState and StatefulFunction, and nothing else. */
export const hiddenPromise = OfPromise as Stamp<object>;
export const hiddenFunction = OfFunction as Stamp<object>;

/** Records attached to objects that the program sees (promise -> PromiseState, bound function -> BoundState, …). Never observable. */
export const hidden: Stamp<object> = {
  get(object) {
    return General.get(object) ?? (typeof object === "function" ? OfFunction.get(object) : OfPromise.get(object));
  },
  set(object, value) {
    stampFor(value).set(object, value);
  },
  add(object, value) {
    stampFor(value).add(object, value);
  },
};

function stampFor(value: object): Stamp<object> {
  return recordKindOf(value)?.stamp ?? General;
}

const kindsByName: Record<string, RecordKind> = Object.create(null) as Record<string, RecordKind>;

/** Lists a class of records. Classes of records have no private fields and hold all their state in `fields`. */
export function record(
  name: string,
  Class: { readonly prototype: object },
  fields: readonly string[],
  visible = false,
  stamp?: Stamp<object>,
): void {
  const kind: RecordKind = { name, prototype: Class.prototype, fields, visible, stamp };
  OfPrototype.add(Class.prototype, kind);
  kindsByName[name] = kind;
}

const { getPrototypeOf, create } = Object;

/** The kind of a record, or undefined for any other object. Looks at the prototype only; don't ask it about proxies. */
export function recordKindOf(object: object): RecordKind | undefined {
  const prototype = getPrototypeOf(object) as object | null;
  return prototype === null ? undefined : OfPrototype.get(prototype);
}

/** The kind of that name, or undefined. */
export function recordKind(name: string): RecordKind | undefined {
  return kindsByName[name];
}

/** All kinds. */
export function recordKinds(): RecordKind[] {
  const names = Object.keys(kindsByName);
  const kinds: RecordKind[] = [];
  for (let i = 0; i < names.length; i++) kinds[i] = kindsByName[names[i]!]!;
  return kinds;
}

/** Prototypes of records that the program sees, by the names of their kinds. */
export function visiblePrototypes(): Record<string, object> {
  const found = create(null) as Record<string, object>;
  for (const { name, prototype, visible } of recordKinds()) if (visible) found[`thingsmigrate:${name}`] = prototype;
  return found;
}

/** An empty record of the kind, to be filled by restore. */
export function allocateRecord(kind: RecordKind): Record<string, unknown> {
  return create(kind.prototype) as Record<string, unknown>;
}

/** Hidden state of a runtime function: which implementation it has, and over what. */
export class StatefulFunction {
  readonly kind: string;
  readonly state: unknown;
  constructor(kind: string, state: unknown) {
    this.kind = kind;
    this.state = state;
  }
}
record("StatefulFunction", StatefulFunction, ["kind", "state"], false, hiddenFunction);

/** Makes the function of one kind over its state; the state may still be unfilled. */
export type Implementation = (state: never) => (...args: never[]) => unknown;

const implementations: Record<string, Implementation> = Object.create(null) as Record<string, Implementation>;

/** Lists the implementation of a kind of runtime functions. */
export function implement(kind: string, make: Implementation): void {
  implementations[kind] = make;
}

/**
 * A runtime function that the program can hold. `hidden.get(f)` is its StatefulFunction. Restore calls the same with the restored state.
 * @throws TypeError when the kind is unknown.
 */
export function stateful<F extends (...args: never[]) => unknown>(kind: string, state: unknown): F {
  const make = implementations[kind];
  if (make === undefined) throw new TypeError(`no runtime function of kind ${kind}`);
  const made = make(state as never);
  hiddenFunction.add(made, new StatefulFunction(kind, state));
  return made as F;
}

/** Roots of the runtime's own state: name -> record. Capture starts from them; restore fills the records that are there, in place. */
export const roots: Record<string, object> = Object.create(null) as Record<string, object>;

/** Lists a singleton record of the runtime (job queue, timers, process state, module registry) as a root. */
export function root<T extends object>(name: string, object: T): T {
  roots[name] = object;
  return object;
}
