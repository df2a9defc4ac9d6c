import * as t from "@babel/types";
import { originalPlaceOf } from "../originalPlace.js";
import { at, keepName, tm } from "./nodes.js";
import { usedNames } from "./stableValues.js";

/** What the passes over async functions share. */
export interface AsyncLowering {
  freshName(base: string): string;
  /** Names that anonymous functions and classes get from where they stand. */
  readonly names: Map<t.Node, FunctionName>;
}

/** The `name` of a function: known, or the value of a variable that holds a property key. */
export type FunctionName = string | { readonly key: string };

/** Declarations for the top of the statement list around; `null` where there is none. */
export type Hoisted = t.Statement[] | null;

/** The place of the function in the source, on wrapper and generator: `toString`, stack lines and the code map show that one. */
export function markOriginal<N extends t.Node>(made: N, from: t.Node): N {
  const original = originalPlaceOf(from) ?? {
    start: from.start,
    end: from.end,
    line: from.loc?.start.line,
    column: from.loc?.start.column,
  };
  made.extra = { ...made.extra, original };
  return at(made, from);
}

/** `function* f$body(a, b = 1) { … }` of an async function; body and parameters move over. */
export function bodyDeclaration(fn: t.Function, name: string, params: t.Function["params"]): t.FunctionDeclaration {
  return markOriginal(t.functionDeclaration(at(t.identifier(name), fn), params as t.FunctionDeclaration["params"], blockOf(fn), true), fn);
}

export function blockOf(fn: t.Function): t.BlockStatement {
  const { body } = fn;
  return body.type === "BlockStatement" ? body : at(t.blockStatement([at(t.returnStatement(body), body)]), body);
}

/** Name for the generator of a function, readable where the function has a name. */
export function bodyName(l: AsyncLowering, name: FunctionName): string {
  return l.freshName(typeof name === "string" && t.isValidIdentifier(name, false) ? `${name}$body` : "$body");
}

/** Parameters that only give the wrapper its `length` (ECMA-262 15.1.5): up to the first default or rest. */
export function lengthParameters(l: AsyncLowering, fn: t.Function): t.Identifier[] {
  const end = fn.params.findIndex((one) => one.type === "AssignmentPattern" || one.type === "RestElement");
  const seen = new Set<string>();
  return fn.params.slice(0, end < 0 ? undefined : end).map((one) => {
    const name = one.type === "Identifier" && !seen.has(one.name) ? one.name : l.freshName("$p");
    seen.add(name);
    return at(t.identifier(name), one);
  });
}

/**
 * `{ return $tm.async(f$body, this, [a, b]); }`, with `arguments` where the function can tell the difference; strict if it says so itself. `self` is the
 * wrapper of an async generator.
 */
export function wrapperBody(fn: t.Function, body: string, self: string | null): t.BlockStatement {
  const args = [at(t.identifier(body), fn), at(t.thisExpression(), fn), passedArguments(fn)];
  const generator = isAsyncGenerator(fn);
  const call = tm(generator ? "asyncGenerator" : "async", generator && self !== null ? [...args, at(t.identifier(self), fn)] : args, fn);
  const directives = fn.body.type === "BlockStatement" ? fn.body.directives.filter((one) => one.value.value === "use strict") : [];
  return at(
    t.blockStatement(
      [at(t.returnStatement(call), fn)],
      directives.map((one) => at(t.directive(at(t.directiveLiteral("use strict"), one)), one)),
    ),
    fn,
  );
}

/** An `arguments` object costs more than an array of the parameters, which engines needn't even make. */
function passedArguments(fn: t.Function): t.Expression {
  const names = fn.params.map((one) => (one.type === "Identifier" ? one.name : null));
  const plain = names.every((name) => name !== null && name !== "arguments") && new Set(names).size === names.length;
  if (!plain || usedNames(fn.body).has("arguments")) return at(t.identifier("arguments"), fn);
  return at(t.arrayExpression(names.map((name) => at(t.identifier(name!), fn))), fn);
}

export function isAsyncGenerator(fn: t.Function): boolean {
  return fn.type !== "ArrowFunctionExpression" && fn.generator === true;
}

/** `{ f(a) { return $tm.async(f$body, this, arguments); } }.f`: named, not constructible, without `prototype`, as async functions are. */
function wrapperFunction(l: AsyncLowering, fn: t.Function, name: FunctionName, body: string, self: string | null): t.Expression {
  const method = t.objectMethod("method", nameKey(name, fn), lengthParameters(l, fn), wrapperBody(fn, body, self), isComputedName(name));
  return named(markOriginal(method, fn), name, fn);
}

/** `{ f: value }.f` or `{ f() {} }.f`. */
export function named(member: t.ObjectMethod | t.ObjectProperty, name: FunctionName, from: t.Node): t.Expression {
  const key = nameKey(name, from);
  return at(t.memberExpression(at(t.objectExpression([member]), from), key, key.type !== "Identifier" || isComputedName(name)), from);
}

export function nameKey(name: FunctionName, from: t.Node): t.Identifier | t.StringLiteral {
  if (typeof name !== "string") return at(t.identifier(name.key), from);
  return at(t.isValidIdentifier(name, false) && name !== "__proto__" ? t.identifier(name) : t.stringLiteral(name), from);
}

export function isComputedName(name: FunctionName): boolean {
  return typeof name !== "string" || name === "__proto__";
}

/** The value of an async function whose generator is in the variable `body`. */
export function asyncValue(l: AsyncLowering, fn: t.Function, name: FunctionName, body: string, self: string | null): t.Expression {
  if (!isAsyncGenerator(fn)) return tm("asyncFunction", [wrapperFunction(l, fn, name, body, null)], fn);
  // Its generator objects inherit from its `prototype`: it has to know itself.
  const known = self ?? selfName(l, name);
  const value = tm("asyncGeneratorFunction", [wrapperFunction(l, fn, name, body, known)], fn);
  return inScope([constant(known, value, fn)], at(t.identifier(known), fn), fn);
}

function selfName(l: AsyncLowering, name: FunctionName): string {
  return l.freshName(typeof name === "string" && t.isValidIdentifier(name) ? `${name}$fn` : "$fn");
}

function constant(name: string, value: t.Expression, from: t.Node): t.VariableDeclaration {
  return at(t.variableDeclaration("const", [at(t.variableDeclarator(at(t.identifier(name), from), value), from)]), from);
}

/** `(() => { declarations; return value; })()`: a scope in the middle of an expression. */
export function inScope(declarations: t.Statement[], value: t.Expression, from: t.Node): t.CallExpression {
  const body = at(t.blockStatement([...declarations, at(t.returnStatement(value), from)]), from);
  return at(t.callExpression(at(t.arrowFunctionExpression([], body), from), []), from);
}

/** `let a, b;` */
export function variables(names: readonly string[], from: t.Node): t.VariableDeclaration {
  return at(
    t.variableDeclaration(
      "let",
      names.map((name) => at(t.variableDeclarator(at(t.identifier(name), from)), from)),
    ),
    from,
  );
}

/** An async function expression. */
export function lowerFunctionExpression(l: AsyncLowering, fn: t.FunctionExpression, hoisted: Hoisted): t.Expression {
  const name = fn.id?.name ?? l.names.get(fn) ?? "";
  const body = bodyName(l, name);
  const own = fn.id && [...fn.params, fn.body].some((one) => usedNames(one).has(fn.id!.name)) ? fn.id.name : null;
  const declaration = bodyDeclaration(fn, body, fn.params);
  if (own !== null) {
    const value = isAsyncGenerator(fn)
      ? tm("asyncGeneratorFunction", [wrapperFunction(l, fn, name, body, own)], fn)
      : tm("asyncFunction", [wrapperFunction(l, fn, name, body, null)], fn);
    // The generator sees the function's own name, which nothing outside does.
    return inScope([declaration, constant(own, value, fn)], at(t.identifier(own), fn), fn);
  }
  const value = asyncValue(l, fn, name, body, null);
  if (!hoisted) return inScope([declaration], value, fn);
  hoisted.push(declaration);
  return value;
}

/** An async function declaration: what stands at the top of its statement list in its place. */
export function lowerFunctionDeclaration(l: AsyncLowering, fn: t.FunctionDeclaration, kind: "var" | "let"): t.Statement[] {
  const id = fn.id!;
  const name = (fn.extra?.["functionName"] as string | undefined) ?? id.name;
  const body = bodyName(l, name);
  const declaration = bodyDeclaration(fn, body, fn.params);
  const made: t.Statement[] = [declaration];
  let value: t.Expression;
  if (isAsyncGenerator(fn)) {
    const self = selfName(l, name);
    made.push(constant(self, tm("asyncGeneratorFunction", [wrapperFunction(l, fn, name, body, self)], fn), fn));
    value = at(t.identifier(self), fn);
  } else value = tm("asyncFunction", [wrapperFunction(l, fn, name, body, null)], fn);
  made.push(at(t.variableDeclaration(kind, [at(t.variableDeclarator(at(t.identifier(id.name), id), value), fn)]), fn));
  // They belong before the linking `yield` of a module, like the hoisted function they stand for.
  for (const one of made) one.extra = { ...one.extra, hoisted: true };
  return made;
}

/** An expression that keeps the name that an anonymous class has from where it stood. */
export function keepClassName(l: AsyncLowering, node: t.ClassExpression): t.Expression {
  const name = node.id ? undefined : l.names.get(node);
  if (name === undefined) return node;
  if (typeof name === "string") return keepName(node, name);
  return named(at(t.objectProperty(nameKey(name, node), node, true), node), name, node);
}
