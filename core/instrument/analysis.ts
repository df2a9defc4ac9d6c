import type { Expression, File, Identifier, JSXIdentifier, Node, Statement } from "@babel/types";
import type { FunctionKind, ModuleKind, ScopeKind } from "../codemap/codeMap.js";

/**
 * What `analyzeScopes` finds out about a module: scopes, bindings, functions and suspension points, each reachable from its AST node.
 * The nodes stay the keys after reports and markers were added; nodes that the later passes insert are in none of the maps.
 */
export interface Analysis {
  readonly module: string;
  readonly kind: ModuleKind;
  /** First part of every code id. */
  readonly tag: string;
  readonly ast: File;
  /** Functions, classes and initializers by the N of their code id; 0 is the module. */
  readonly functions: readonly FunctionInfo[];
  /** Numbered scopes (those with a binding or a captured pseudo-binding); 0 is the module scope. */
  readonly scopes: readonly ScopeInfo[];
  /** From function and class nodes, fields with a value (their initializer), static blocks, and the Program. */
  readonly functionOf: ReadonlyMap<Node, FunctionInfo>;
  /** Scopes that a node makes, outermost first, numbered or not: a function has up to three (self, parameters, body). */
  readonly scopesOf: ReadonlyMap<Node, readonly ScopeInfo[]>;
  /** The innermost scope in which a function, class, block or suspension statement is evaluated (outside of the scopes it makes itself). */
  readonly scopeAt: ReadonlyMap<Node, ScopeInfo>;
  /** What a declaring or using identifier stands for; identifiers of the realm's globals are absent. */
  readonly bindingOf: ReadonlyMap<Identifier | JSXIdentifier, BindingInfo>;
  /** Suspension statements (section 4 of the contract). Point 0 has no statement. */
  readonly pointOf: ReadonlyMap<Statement, PointInfo>;
  /** Every identifier name that occurs in the module; hidden names are chosen outside of it. */
  readonly names: ReadonlySet<string>;
}

export interface ScopeInfo {
  /** Number in the code map, or -1 when the scope has nothing to number it for. */
  index: number;
  readonly kind: ScopeKind;
  readonly node: Node;
  readonly parent: ScopeInfo | null;
  /** Function whose activation the scope belongs to (for `class` and `self` scopes the one around the class or function expression). */
  readonly function: FunctionInfo;
  /** For `class` and `self` scopes the class or function they are made for, otherwise `null`. */
  readonly owner: FunctionInfo | null;
  /** Exists once per program: the module scope, and the scope of a class that is evaluated at most once in it. Never captured. */
  readonly singleton: boolean;
  /** Bindings by name in the order of declaration, pseudo-bindings (`this`, `arguments`, `new.target`) and hidden ones included. */
  readonly bindings: ReadonlyMap<string, BindingInfo>;
  /** Code in this scope is strict mode code. */
  readonly strict: boolean;
}

export type BindingKind =
  | "var"
  | "let"
  | "const"
  | "function"
  | "class"
  | "parameter"
  | "catch"
  /** Name of a function expression inside itself; assignments to it have no effect or throw. */
  | "self"
  /** Inner name of a class, or the hidden `$CN` of an anonymous one. */
  | "className"
  /** Hidden `$HN`: an object literal whose methods use `super`. */
  | "home"
  /** `this`, `arguments`, `new.target`. */
  | "pseudo"
  /** Hidden `$sN`: always initialized, carries the token where other captured bindings of the scope may be in their dead zone. */
  | "companion"
  /** `require`, `module`, `exports`, `__filename`, `__dirname` of a CommonJS module. */
  | "wrapper";

export interface BindingInfo {
  readonly name: string;
  readonly kind: BindingKind;
  readonly scope: ScopeInfo;
  /** Identifiers that declare it (none for pseudo, hidden and wrapper bindings). */
  readonly declarations: readonly Identifier[];
  /** Identifiers that read or write it outside of its declarations. */
  readonly references: readonly ReferenceInfo[];
  /** Used by a function other than the one whose scope declares it (also through arrows), and so reported by accessor. Never so in a singleton scope. */
  readonly captured: boolean;
  /** It is assigned after its initialization, or an `arguments` object aliases it: a cell, handed over with a setter. */
  readonly mutable: boolean;
  /** A closure over it may be asked while it is still in its temporal dead zone: its getter may throw. */
  readonly maybeUninitialized: boolean;
}

export interface ReferenceInfo {
  /** The identifier; for pseudo-bindings the `this`, `super`, `new.target` node. */
  readonly node: Node;
  readonly function: FunctionInfo;
  readonly write: boolean;
}

export interface FunctionInfo {
  /** The N of its code id. */
  readonly index: number;
  /** `tag.N` */
  readonly id: string;
  readonly name: string;
  readonly kind: FunctionKind;
  readonly node: Node;
  /** The function (or class, or initializer) around it; `null` for the module. A class is the parent of its members. */
  readonly parent: FunctionInfo | null;
  /** The scope in which the closure is created: for members the class scope, for a named function expression its self scope. */
  readonly scope: ScopeInfo;
  /** What it hands over, in the order of the report. Empty for initializers' and constructors' own reports: their class has them. */
  readonly captures: readonly BindingInfo[];
  /** Parameters have defaults or patterns: it has to be asked with universal proxies. */
  readonly hasParameterExpressions: boolean;
  readonly strict: boolean;
  readonly arrow: boolean;
  /** A class constructor: part of its class, never asked, has no marker. */
  readonly constructor_: boolean;
  /** Reads its own (not an outer) `this` / `arguments` / `new.target`, arrows inside it counted. */
  readonly usesThis: boolean;
  readonly usesArguments: boolean;
  readonly usesNewTarget: boolean;
  /** Uses `super.x` or a private name itself or in a nested function: it can only be made inside its class body or object literal. */
  readonly needsHome: boolean;
  /** Generators, and the module when it has top-level await: by the point's number. */
  readonly points: readonly PointInfo[];
  /** Classes only. */
  readonly class: ClassInfo | null;
}

export interface ClassInfo {
  /** Binding by which members know their class (the inner name, or `$CN` when it has none and needs one), or `null`. */
  readonly self: BindingInfo | null;
  /** The name that an anonymous class has by NamedEvaluation, to be restored if it was given a hidden one; `null` when it has a name of its own. */
  readonly observableName: string | ComputedName | null;
  /** Private names it declares, in textual order; getter and setter of one name are one entry. */
  readonly privateNames: readonly PrivateNameInfo[];
  /** Its computed keys in textual order, if the class hands them over: when it registers and has any, and always when fields are among them. */
  readonly computedKeys: readonly ComputedKeyInfo[];
  /** Whether it registers itself with `$tm.class`: it has captures, private names, computed fields, or members that use `super`. */
  readonly registers: boolean;
}

export interface ComputedKeyInfo {
  readonly member: Node;
  /** Hidden module variable that takes the key when the class is evaluated, until its static block has handed it over; `null` for a literal. */
  readonly variable: string | null;
}

/** An anonymous class that is the value of a computed key: the key, and the hidden module variable that takes it. */
export interface ComputedName {
  readonly key: Node;
  readonly variable: string;
}

export interface PrivateNameInfo {
  /** With the `#`. */
  readonly name: string;
  readonly kind: "field" | "method" | "accessor";
  readonly static: boolean;
}

/** Function and point of a call, and whether the call stands in a residual. */
export type CallPoint = readonly [fn: number, point: number, residual?: 1];

export interface PointInfo {
  readonly function: FunctionInfo;
  /** Number of the point within its function; 0: created, not started. */
  readonly index: number;
  /** `null` for point 0. */
  readonly statement: Statement | null;
  /** The call that is under way, for points of form `call`. */
  readonly call: Expression | null;
  /** `yield e;`, `$1 = yield e;`, `$1 = yield* $d2;`, or a call anywhere in an expression. */
  readonly form: "start" | "yield" | "assign" | "delegate" | "call";
  /** Innermost scope (numbered or not) around the statement. */
  readonly scope: ScopeInfo;
  /** By-value locals in the order of the report; the names `this` and `arguments` first, if used. */
  readonly values: readonly string[];
  /** Captured locals of the function itself that are in scope here. */
  readonly own: readonly BindingInfo[];
}
