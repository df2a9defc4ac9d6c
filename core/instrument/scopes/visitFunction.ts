import type {
  ArrowFunctionExpression,
  ClassMethod,
  ClassPrivateMethod,
  Function as FunctionNode,
  FunctionDeclaration,
  FunctionExpression,
  Node,
  ObjectMethod,
  Program,
  Statement,
} from "@babel/types";
import type { FunctionKind } from "../../codemap/codeMap.js";
import { annexBFunctions, containsExpression, functionsOf, lexicalNamesOf, patternIdentifiers, varNamesOf } from "./declarations.js";
import type { Binding, ClassDetails, Func, Scope } from "./scopeModel.js";
import { visit, visitTarget } from "./visit.js";
import type { Walk } from "./walk.js";

const wrapperNames = ["exports", "require", "module", "__filename", "__dirname"];

export interface FunctionPlace {
  /** Name by key or by NamedEvaluation. */
  readonly name: string;
  /** Class or object literal whose method it is, if that uses `super`. */
  readonly home?: ClassDetails | Binding | null;
  readonly constructor_?: "base" | "derived";
}

type AnyFunction = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression | ObjectMethod | ClassMethod | ClassPrivateMethod;

/** A function with all its scopes (ECMA-262 10.2.11 FunctionDeclarationInstantiation). Its keys and decorators are the caller's business. */
export function visitFunction(walk: Walk, node: AnyFunction, place: FunctionPlace): Func {
  const id = node.type === "FunctionDeclaration" || node.type === "FunctionExpression" ? node.id : null;
  walk.scopeAt.set(node, walk.scope);
  const outer = walk.scope;
  if (node.type === "FunctionExpression" && id) walk.scope = walk.newScope("self", node);
  const func = walk.newFunction(node, kindOf(node), id?.name ?? place.name);
  func.scope = walk.scope;
  func.arrow = node.type === "ArrowFunctionExpression";
  func.strict ||= node.body.type === "BlockStatement" && isStrict(node.body.directives);
  func.hasParameterExpressions = node.params.some(
    (parameter) => parameter.type !== "Identifier" && (parameter.type !== "RestElement" || parameter.argument.type !== "Identifier"),
  );
  func.constructor_ = place.constructor_ !== undefined;
  func.derived = place.constructor_ === "derived";
  if (place.home) walk.homeOf.set(func, place.home);
  if (id) walk.names.add(id.name);
  if (node.type === "FunctionExpression" && id) declareSelf(walk, func, id);
  walk.withinFunction(func, walk.scope, () => {
    visitActivation(walk, func, node);
  });
  walk.scope = outer;
  return func;
}

/** A function declaration in its place: the closure exists from the start of its scope; a sloppy block function writes its `var` here. */
export function visitFunctionDeclaration(walk: Walk, node: FunctionDeclaration): void {
  const outer = walk.annexB.has(node) && node.id ? walk.func.body.bindings.get(node.id.name) : undefined;
  const func = visitFunction(walk, node, { name: "" });
  func.created = walk.scope.start;
  if (outer) walk.use(outer, node, { write: true });
  else func.reachedBy = (node.id && walk.scope.bindings.get(node.id.name)) ?? null;
}

/** The module: its body is the body of function 0. */
export function visitProgram(walk: Walk, node: Program): void {
  const func = walk.newFunction(node, "module", "");
  walk.func = func;
  func.strict = walk.kind === "esm" || isStrict(node.directives);
  const scope = walk.newScope("module", node, { singleton: true, strict: func.strict });
  func.scope = func.top = func.body = scope;
  walk.scope = scope;
  const wrapper = walk.kind === "cjs" ? wrapperNames : [];
  for (const name of wrapper) scope.declare(name, "wrapper").initialized = scope.start;
  visitBody(walk, func, node.body, new Set(wrapper));
}

/** Hoists the declarations of a statement list into the current scope: functions exist from its start, lexical ones from their place on. */
export function hoistBlock(walk: Walk, scope: Scope, statements: readonly Statement[]): void {
  for (const declaration of functionsOf(statements)) if (declaration.id) declareFunction(walk, scope, declaration);
  for (const { identifier, kind } of lexicalNamesOf(statements)) {
    walk.names.add(identifier.name);
    const binding = scope.declare(identifier.name, kind);
    binding.declarations.push(identifier);
    walk.bindingOf.set(identifier, binding);
  }
}

function visitActivation(walk: Walk, func: Func, node: FunctionNode): void {
  const separate = node.params.some((parameter) => containsExpression(parameter));
  func.top = walk.newScope("function", node, { strict: func.strict });
  walk.scope = func.top;
  const names = new Set<string>();
  for (const parameter of node.params) {
    for (const identifier of patternIdentifiers(parameter)) {
      names.add(identifier.name);
      walk.names.add(identifier.name);
      const binding = func.top.declare(identifier.name, "parameter");
      binding.declarations.push(identifier);
      walk.bindingOf.set(identifier, binding);
      if (!separate) binding.initialized = func.top.start;
    }
  }
  for (const parameter of node.params) {
    if (separate) visitPattern(walk, parameter);
    const initialized = ++walk.clock;
    if (separate) for (const identifier of patternIdentifiers(parameter)) initialize(walk, identifier.name, func.top, initialized);
  }
  func.body = separate && node.body.type === "BlockStatement" ? walk.newScope("body", node) : func.top;
  walk.scope = func.body;
  if (node.body.type === "BlockStatement") visitBody(walk, func, node.body.body, names);
  else visit(walk, node.body);
}

function visitBody(walk: Walk, func: Func, statements: readonly Statement[], parameterNames: ReadonlySet<string>): void {
  const scope = func.body;
  for (const declaration of functionsOf(statements)) if (declaration.id) declareFunction(walk, scope, declaration);
  for (const identifier of varNamesOf(statements)) {
    walk.names.add(identifier.name);
    // `var arguments` is the arguments object itself until it is assigned.
    if (identifier.name === "arguments" && !func.top.bindings.has("arguments") && func.kind !== "module" && !func.arrow) continue;
    const binding = scope.declare(identifier.name, "var");
    binding.declarations.push(identifier);
    if (binding.kind === "var") binding.initialized = scope.start;
  }
  if (!func.strict) {
    const blocked = new Set(parameterNames);
    for (const { identifier } of lexicalNamesOf(statements)) blocked.add(identifier.name);
    for (const declaration of annexBFunctions(statements, blocked)) {
      walk.annexB.add(declaration);
      if (declaration.id) {
        const binding = scope.declare(declaration.id.name, "var");
        if (binding.kind === "var") binding.initialized = scope.start;
      }
    }
  }
  hoistBlock(walk, scope, statements);
  for (const statement of statements) {
    walk.bodyStatement = statement;
    visit(walk, statement);
  }
}

function declareFunction(walk: Walk, scope: Scope, declaration: FunctionDeclaration): void {
  const { id } = declaration;
  if (!id) return;
  walk.names.add(id.name);
  const binding = scope.declare(id.name, "function");
  if (binding.declarations.includes(id)) return;
  binding.declarations.push(id);
  binding.initialized = scope.start;
  walk.bindingOf.set(id, binding);
}

function declareSelf(walk: Walk, func: Func, id: FunctionExpression["id"]): void {
  if (!id) return;
  const scope = walk.scope;
  scope.owner = func;
  const binding = scope.declare(id.name, "self");
  binding.declarations.push(id);
  binding.initialized = scope.start;
  walk.bindingOf.set(id, binding);
}

/** A declaring pattern: its defaults and computed keys are evaluated, its names are initialized. */
export function visitPattern(walk: Walk, node: Node | null | undefined): void {
  if (!node) return;
  switch (node.type) {
    case "ObjectPattern":
      for (const property of node.properties) {
        if (property.type === "RestElement") continue;
        if (property.computed) visit(walk, property.key);
        visitPattern(walk, property.value);
      }
      return;
    case "ArrayPattern":
      for (const element of node.elements) visitPattern(walk, element);
      return;
    case "AssignmentPattern":
      visit(walk, node.right, node.left.type === "Identifier" ? node.left.name : "");
      visitPattern(walk, node.left);
      return;
    case "RestElement":
      visitPattern(walk, node.argument);
      return;
    case "Identifier":
      return;
    default:
      visitTarget(walk, node);
  }
}

/** Notes when a binding of this very scope is initialized; the first time counts. */
export function initialize(walk: Walk, name: string, scope: Scope, order: number): void {
  const binding = scope.bindings.get(name);
  if (!binding || binding.initialized !== Infinity) return;
  binding.initialized = order;
  binding.switchCase = walk.switchCases.at(-1) ?? null;
}

function kindOf(node: AnyFunction): FunctionKind {
  if (node.generator) return "generator";
  if (node.type === "ArrowFunctionExpression") return "arrow";
  if (node.type === "FunctionDeclaration" || node.type === "FunctionExpression") return "function";
  return node.kind === "get" ? "getter" : node.kind === "set" ? "setter" : "method";
}

function isStrict(directives: readonly { value: { value: string; extra?: Record<string, unknown> | undefined } }[]): boolean {
  return directives.some((directive) => directive.value.value === "use strict");
}
