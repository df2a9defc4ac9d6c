import type { FunctionDeclaration, Identifier, JSXIdentifier, Node } from "@babel/types";
import type { FunctionKind, ModuleKind, ScopeKind } from "../../codemap/codeMap.js";
import type { Diagnostic } from "../diagnostics.js";
import { Func, Scope, type Binding, type ClassDetails, type Loop } from "./scopeModel.js";

/**
 * The state of the one walk over a module in which scopes, bindings, functions and references are found. Declarations of a scope are hoisted when
 * it is entered, so that each reference can be resolved at once.
 */
export class Walk {
  /** Advances with every event whose place matters. */
  clock = 0;
  scope!: Scope;
  func!: Func;
  loop: Loop | null = null;
  switchCases: readonly Node[] = [];
  /** The statement of a function's body that is being visited. */
  bodyStatement: Node | null = null;
  /** Functions that an initializer makes which can't let them escape before the binding is initialized. */
  contained: Func[] | null = null;
  readonly module: string;
  readonly tag: string;
  readonly kind: ModuleKind;
  readonly functions: Func[] = [];
  readonly scopes: Scope[] = [];
  readonly functionOf = new Map<Node, Func>();
  readonly scopesOf = new Map<Node, Scope[]>();
  readonly scopeAt = new Map<Node, Scope>();
  readonly bindingOf = new Map<Identifier | JSXIdentifier, Binding>();
  readonly names = new Set<string>();
  readonly annexB = new Set<FunctionDeclaration>();
  readonly captureSets = new Map<Func, Set<Binding>>();
  readonly casesOf = new Map<Func, readonly Node[]>();
  readonly homeOf = new Map<Func, ClassDetails | Binding>();
  readonly diagnostics: Diagnostic[] = [];

  constructor(module: string, tag: string, kind: ModuleKind) {
    this.module = module;
    this.tag = tag;
    this.kind = kind;
  }

  newFunction(node: Node, kind: FunctionKind, name: string): Func {
    const parent = this.functions.length === 0 ? null : this.func;
    const index = this.functions.length;
    const func = new Func({ index, id: `${this.tag}.${index}`, name, kind, node, parent });
    func.created = this.clock;
    func.strict = this.functions.length > 0 && this.scope.strict;
    this.functions.push(func);
    this.functionOf.set(node, func);
    this.captureSets.set(func, new Set());
    this.casesOf.set(func, this.switchCases);
    this.contained?.push(func);
    return func;
  }

  newScope(kind: ScopeKind, node: Node, options: { singleton?: boolean; strict?: boolean } = {}): Scope {
    const parent = this.scopes.length === 0 ? null : this.scope;
    const scope = new Scope({
      kind,
      node,
      parent,
      function: this.func,
      singleton: options.singleton ?? false,
      strict: options.strict ?? parent?.strict ?? false,
      start: ++this.clock,
    });
    this.scopes.push(scope);
    const made = this.scopesOf.get(node);
    if (made) made.push(scope);
    else this.scopesOf.set(node, [scope]);
    return scope;
  }

  /** Runs `inside` with another innermost scope. */
  within(scope: Scope, inside: () => void): void {
    const outer = this.scope;
    this.scope = scope;
    inside();
    this.scope = outer;
  }

  /** Runs `inside` as the body of a function, in its scope. */
  withinFunction(func: Func, scope: Scope, inside: () => void): void {
    const { func: outer, loop, switchCases, bodyStatement, contained } = this;
    this.func = func;
    this.loop = null;
    this.switchCases = [];
    this.bodyStatement = null;
    this.contained = null;
    this.within(scope, inside);
    Object.assign(this, { func: outer, loop, switchCases, bodyStatement, contained });
  }

  /** Runs `inside` as code that can run more than once in one activation. */
  withinLoop(inside: () => void): void {
    const loop: Loop = { start: ++this.clock, end: Infinity, outer: this.loop };
    this.loop = loop;
    inside();
    loop.end = ++this.clock;
    this.loop = loop.outer;
  }

  /** The binding that a name means here, or `undefined` for a global. */
  lookup(name: string): Binding | undefined {
    for (let scope: Scope | null = this.scope; scope; scope = scope.parent) {
      const binding = scope.bindings.get(name);
      if (binding && binding.kind !== "pseudo" && binding.kind !== "home") return binding;
      if (name === "arguments" && scope === scope.function.top && hasOwnArguments(scope.function, this.kind)) {
        scope.function.usesArguments = true;
        return scope.declare("arguments", "pseudo");
      }
    }
    return undefined;
  }

  /** An identifier in expression or assignment position. */
  useName(node: Identifier, access: { write?: boolean; initializer?: boolean } = {}): Binding | undefined {
    this.names.add(node.name);
    const binding = this.lookup(node.name);
    if (binding) {
      this.bindingOf.set(node, binding);
      this.use(binding, node, access);
    }
    return binding;
  }

  /** `this` or `new.target`. */
  usePseudo(name: "this" | "new.target", node: Node): void {
    let func = this.func;
    while (func.arrow && func.parent) func = func.parent;
    if (name === "this") func.usesThis = true;
    else func.usesNewTarget = true;
    const known = func.top.bindings.get(name);
    const binding = known ?? func.top.declare(name, "pseudo");
    if (!known && !(name === "this" && func.derived)) binding.initialized = func.top.start;
    this.use(binding, node);
  }

  use(binding: Binding, node: Node, { write = false, initializer = false }: { write?: boolean; initializer?: boolean } = {}): void {
    binding.references.push({ node, function: this.func, write, initializer, order: ++this.clock });
    if (binding.scope.singleton) return;
    const { function: home, owner } = binding.scope;
    for (let func: Func | null = this.func; func && func !== home; func = func.parent) {
      // A suspended generator's residual can't be its own function expression, so it needs its name from outside.
      if (func === owner && func.kind !== "generator") break;
      this.captureSets.get(func)?.add(binding);
      binding.captured = true;
      if (func === owner) break;
    }
  }
}

/** Arrows, field initializers and ES modules have no `arguments` object. */
function hasOwnArguments(func: Func, kind: ModuleKind): boolean {
  if (func.kind === "module") return kind === "cjs";
  return !func.arrow && func.kind !== "initializer" && func.kind !== "class";
}
