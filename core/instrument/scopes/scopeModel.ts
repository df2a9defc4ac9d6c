import type { Expression, Identifier, Node, Statement } from "@babel/types";
import type { FunctionKind, ScopeKind } from "../../codemap/codeMap.js";
import type {
  BindingInfo,
  BindingKind,
  ClassInfo,
  ComputedKeyInfo,
  ComputedName,
  FunctionInfo,
  PointInfo,
  PrivateNameInfo,
  ReferenceInfo,
  ScopeInfo,
} from "../analysis.js";

/**
 * The analysis while it is made: the published interfaces with their fields writable, and what only the analysis itself needs.
 * `order` values come from one clock that advances along the walk, so that they compare places even in nodes without positions.
 */
export class Scope implements ScopeInfo {
  index = -1;
  readonly bindings = new Map<string, Binding>();
  readonly kind: ScopeKind;
  readonly node: Node;
  readonly parent: Scope | null;
  readonly function: Func;
  owner: Func | null = null;
  readonly singleton: boolean;
  readonly strict: boolean;
  readonly start: number;
  companion: Binding | null = null;

  constructor(fields: Pick<Scope, "kind" | "node" | "parent" | "function" | "singleton" | "strict" | "start">) {
    this.kind = fields.kind;
    this.node = fields.node;
    this.parent = fields.parent;
    this.function = fields.function;
    this.singleton = fields.singleton;
    this.strict = fields.strict;
    this.start = fields.start;
  }

  /** The binding of that name, made if there is none; a second declaration keeps the first one's kind. */
  declare(name: string, kind: BindingKind): Binding {
    const known = this.bindings.get(name);
    if (known) return known;
    const binding = new Binding(name, kind, this);
    this.bindings.set(name, binding);
    return binding;
  }
}

export class Binding implements BindingInfo {
  name: string;
  readonly kind: BindingKind;
  readonly scope: Scope;
  readonly declarations: Identifier[] = [];
  readonly references: Reference[] = [];
  captured = false;
  mutable = false;
  maybeUninitialized = false;
  /** When its initialization is over; what exists from the entry of its scope has the scope's start. */
  initialized = Infinity;
  /** Its declaration with an initializer stands directly in the body of its function, where nothing can skip or repeat it. */
  plainInitializer = false;
  /** In a `switch`: the case that declares it. */
  switchCase: Node | null = null;

  constructor(name: string, kind: BindingKind, scope: Scope) {
    this.name = name;
    this.kind = kind;
    this.scope = scope;
  }
}

export interface Reference extends ReferenceInfo {
  readonly node: Node;
  readonly function: Func;
  readonly write: boolean;
  /** The write that a declaration with an initializer makes. */
  readonly initializer: boolean;
  readonly order: number;
}

export class Func implements FunctionInfo {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly kind: FunctionKind;
  readonly node: Node;
  readonly parent: Func | null;
  scope!: Scope;
  captures: Binding[] = [];
  hasParameterExpressions = false;
  strict = false;
  arrow = false;
  constructor_ = false;
  usesThis = false;
  usesArguments = false;
  usesNewTarget = false;
  needsHome = false;
  points: PointInfo[] = [];
  class: ClassDetails | null = null;
  /** The scope that holds `this`, `arguments`, `new.target` and the parameters. */
  top!: Scope;
  /** The scope of the body's declarations. */
  body!: Scope;
  /** When the closure comes into being; hoisted ones at the start of their scope. */
  created = 0;
  /** The one binding through which the closure can be reached after its creation, or `null` when its creation already lets it escape. */
  reachedBy: Binding | null = null;
  /** A derived class's constructor: `this` is uninitialized until `super()`. */
  derived = false;
  readonly suspensions: Suspension[] = [];

  constructor(fields: Pick<Func, "index" | "id" | "name" | "kind" | "node" | "parent">) {
    this.index = fields.index;
    this.id = fields.id;
    this.name = fields.name;
    this.kind = fields.kind;
    this.node = fields.node;
    this.parent = fields.parent;
  }
}

export interface ClassDetails extends ClassInfo {
  self: Binding | null;
  observableName: string | ComputedName | null;
  computedKeys: ComputedKeyInfo[];
  readonly hasComputedFields: boolean;
  readonly privateNames: PrivateNameInfo[];
  registers: boolean;
  readonly scope: Scope;
  usesSuper: boolean;
}

/** A loop around a place, innermost first. */
export interface Loop {
  readonly start: number;
  end: number;
  readonly outer: Loop | null;
}

export interface Suspension {
  /** The suspension statement, or nothing for a call. */
  readonly statement: Statement | null;
  readonly call: Expression | null;
  /** Temporaries that are live across it, or `null` if nothing is known of them. */
  readonly liveTemporaries: readonly string[] | null;
  readonly form: "yield" | "assign" | "delegate" | "call";
  readonly scope: Scope;
  readonly order: number;
  readonly loop: Loop | null;
  /** The cases that the statement is in, of all switches around it. */
  readonly switchCases: readonly Node[];
}
