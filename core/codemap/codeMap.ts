/** What is known about one module's code, apart from the code itself. A pure function of source and instrumenter version. See docs/code-contract.md. */
export interface CodeMap {
  /** Version of this structure. */
  readonly version: 1;
  /** Module id: path relative to the program's root, forward slashes. */
  readonly module: string;
  /** Six base-36 characters from the SHA-256 of the module id. */
  readonly tag: string;
  readonly kind: ModuleKind;
  /** SHA-256 of the original source text, hex. */
  readonly sourceHash: string;
  /** Names that `export` makes, or that cjs-module-lexer finds. */
  readonly exports: readonly string[];
  /** Functions and classes; the index is the N of the code id `tag.N`. Entry 0 is the module. */
  readonly functions: readonly FunctionEntry[];
  /** Scopes that hold at least one binding or pseudo-binding; the index is the scope's number. Entry 0 is the module scope. */
  readonly scopes: readonly ScopeEntry[];
}

export type ModuleKind = "esm" | "cjs" | "json";

export type FunctionKind =
  | "module"
  | "function"
  | "arrow"
  | "method"
  | "getter"
  | "setter"
  | "generator"
  | "class"
  /** The initializer of a class field or a static block, which closures may capture `this` of. */
  | "initializer";

export interface FunctionEntry {
  /** Name as written, or the empty string. */
  readonly name: string;
  readonly kind: FunctionKind;
  /** Offsets into the original source, for `toString`; for lowered code those of the original async function. */
  readonly start: number;
  readonly end: number;
  /** Place in the original source: line from 1, column from 0. */
  readonly line: number;
  readonly column: number;
  /** Scope in which the closure is created. */
  readonly scope: number;
  /** What its report line hands over, in order. */
  readonly captures: readonly Capture[];
  /** For generators: where they can be suspended; the index is the point's number. */
  readonly points?: readonly PointEntry[];
}

/** One captured binding. `name` may be `this`, `arguments` or `new.target`. */
export interface Capture {
  readonly scope: number;
  readonly name: string;
  /** Whether it is a cell, with a setter; otherwise it is handed over by value. */
  readonly mutable: boolean;
}

export interface PointEntry {
  readonly line: number;
  readonly column: number;
  /** Names of the by-value locals, in the order of the report. */
  readonly values: readonly string[];
  /** Captured locals of the suspended function itself, in the order of the report. */
  readonly own: readonly Capture[];
  /** Innermost scope at the point that has captured bindings (of this function or outside). */
  readonly scope: number;
}

export type ScopeKind =
  | "module"
  /** Parameters of a function, and its body's declarations unless parameters have expressions. */
  | "function"
  /** Declarations of the body of a function whose parameters have expressions. */
  | "body"
  | "block"
  | "loop"
  | "catch"
  | "switch"
  | "class"
  | "self"
  /** The hidden `$HN` that holds an object literal whose methods use `super`. */
  | "home";

export interface ScopeEntry {
  readonly kind: ScopeKind;
  /** Enclosing scope, -1 for the module scope. */
  readonly parent: number;
  /** Index of the function whose scope it is (or whose body contains it). */
  readonly function: number;
  readonly bindings: readonly string[];
  /** Where the source declares each of `bindings`; `null` for `this` and the like, and for what the instrumenter has added. */
  readonly declared: readonly (DeclaredPlace | null)[];
  readonly line: number;
  readonly column: number;
}

export interface DeclaredPlace {
  readonly line: number;
  readonly column: number;
  /** Its name in the source, if the instrumenter has renamed it. */
  readonly name?: string;
}
