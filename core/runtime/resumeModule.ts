import type { CodeMap } from "../codemap/codeMap.js";

/**
 * What the code of a resume program (written by core/resume) and the runtime say to each other. Section 6 of docs/code-contract.md.
 *
 * Order of a restore: every `$tm.resume` function is called once, in the order of the snapshot's modules; `enter` makes scope instances, outermost
 * first; `make` makes closures and classes; objects are allocated, then filled; `set` fills the scopes; `resume` makes suspended generators last.
 * Nothing of the program runs before all of it is done. `$restoring` is true throughout and deleted afterwards.
 */

/** One instance of a scope. Only what the snapshot needs is there; a part with nothing in it is left out. */
export interface ScopeInstance {
  /** Of a call whose parameters are elements of `arguments`: that object, as the factory was called with undefined arguments. */
  readonly arguments?: object;
  /**
   * Sets a binding, by its name in the code map. `arguments` and `new.target` of a function scope are pseudo-bindings set the same way (the factory
   * spells them as variables); `this` is not: it is the `this` of the factory's call. A binding that is in its temporal dead zone is not set.
   */
  readonly set?: Readonly<Record<string, (value: unknown) => void>>;
  /** Makes a closure whose creating scope this is (the nearest enclosing scope that has an `enter`), by its N. Called once for each closure. */
  readonly make?: Readonly<Record<string, (material?: ClassMaterial) => ProgramFunction>>;
  /** Makes an instance of a scope directly inside this one, by the scope's number. Called with `this` of the frame. */
  readonly enter?: Readonly<Record<string, (this: unknown, ...args: undefined[]) => ScopeInstance>>;
  /** Residual generator functions by "N:point". Called with `this` of the frame; the result is primed with one `next()`. */
  readonly resume?: Readonly<Record<string, (this: unknown, locals: unknown[]) => Generator<unknown, unknown>>>;
}

/** What the function given to `$tm.resume` returns: the module scope. */
export interface ResumedModule extends ScopeInstance {
  /** Live getters of the exports, as `$m.exports` gets them. */
  readonly exports?: Readonly<Record<string, () => unknown>>;
  /** Live getters of the module's bindings, as `$m.scope` gets them. */
  readonly get?: Readonly<Record<string, () => unknown>>;
}

/** A function of the program, of any kind. */
export type ProgramFunction = (...args: never[]) => unknown;

/**
 * `$k`: what a class needs to be made again. One per class, kept by the class's code as long as it lives.
 *
 * The runtime makes the class with a temporary parent whose constructor returns `object`; prototypes are put right afterwards. Own properties that the
 * evaluation of the class body made are kept only if the snapshot has them: methods are recognized by their markers.
 */
export interface ClassMaterial {
  /** What to extend, if the class is derived. */
  readonly parent: abstract new (...args: never[]) => object;
  /** Values of the computed keys, in the order of the class body. A key the snapshot does not know is a fresh symbol. */
  readonly keys: readonly PropertyKey[];
  /** The object that is being stamped with private fields: derived constructors call `super($k.object)` while `$restoring`. */
  readonly object: object;
  /**
   * Called once by the class's static block: setters of its private fields, static ones too (`{ "#x": (o, v) => { o.#x = v; } }`). Objects get their
   * fields empty when they are made (`#x = $restoring ? $k.take("#x") : init`) and filled through these when everything exists: fields can be cyclic.
   */
  privates(setters: Readonly<Record<string, (object: never, value: unknown) => void>>): void;
  /** The value of a private field if it is known already, otherwise undefined; `privates` says the last word. */
  take(name: string): unknown;
  /**
   * Called by a static block of the class's code while `$restoring`: the inside of the class as a scope instance. Closures made in field initializers or
   * methods, which use private names or `super`, and residual generators of members are made through it. `make` also has the members themselves that
   * can't be found on the class or its prototype (private methods). Needed only if there are such.
   */
  scope(inside: ScopeInstance): void;
}

/** What `$tm.codemap({...})` gets: of each module in a resume program the tables that restoring needs. */
export type ResumeTables = Readonly<Record<string, ResumeTable>>;

export interface ResumeTable {
  readonly tag: string;
  /** By N; `scope` of an entry is the creating scope. Unused entries may be null. */
  readonly functions: readonly (ResumeFunction | null)[];
  /**
   * `[kind, parent, function]` as in the code map, by scope number (of a class scope `function` is the class's N). Scopes without an `enter` are left
   * out of the chain by the runtime: it looks for the nearest that has one. The instance of a class scope is what the class gave to `$k.scope`.
   */
  readonly scopes: readonly (readonly [kind: string, parent: number, fn: number])[];
}

export interface ResumeFunction {
  readonly kind: CodeMap["functions"][number]["kind"];
  readonly scope: number;
  /** `[scope, name]` of each capture in the order of the report line. */
  readonly captures: readonly (readonly [scope: number, name: string])[];
  /** By point: what `$tm.at` hands over. Unused points may be null. */
  readonly points?: readonly (ResumePoint | null)[];
}

export interface ResumePoint {
  readonly values: readonly string[];
  /** The call that is under way is `new f()`. */
  readonly construct?: true;
  readonly own: readonly (readonly [scope: number, name: string])[];
  /** Innermost scope with captured bindings at the point. */
  readonly scope: number;
}
