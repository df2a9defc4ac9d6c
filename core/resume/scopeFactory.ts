import * as t from "@babel/types";
import type { BindingInfo } from "../instrument/analysis.js";
import { call, comment, getter, property, setter } from "./build.js";
import { cloneNode } from "./cloneNode.js";
import { classForm } from "./classFactory.js";
import { closureForm } from "./closureForm.js";
import type { EmitContext } from "./emitContext.js";
import { initializerName, isAssignedConstant } from "./emitContext.js";
import { homeStatements } from "./homeFactory.js";
import type { Place } from "./resumePlan.js";
import { hasMappedArguments } from "../instrument/mappedArguments.js";
import { pseudoNames } from "./spellPseudoBindings.js";

/** The variables of a scope instance, and what it gives the runtime. */
export interface ScopeCode {
  readonly declarations: t.Statement[];
  readonly record: t.ObjectExpression;
  /** Bindings that are declared natively, around the record: outermost first. */
  readonly late: readonly BindingInfo[];
}

/**
 * The factory of a scope (section 6 of the contract): declares its captured variables and answers with what can be set, made, entered and resumed there.
 * A function's own scope is entered with the frame's `this`; scopes inside it are arrows, which see it.
 */
export function scopeFactory(place: Place, context: EmitContext): t.ObjectProperty {
  const { scope } = place;
  const body = t.blockStatement(scopeStatements(place, context));
  if (scope.strict && !scope.parent!.strict) body.directives.push(t.directive(t.directiveLiteral("use strict")));
  const ownThis = hasOwnThis(place);
  const id = ownThis
    ? t.identifier(context.freshName(`$scope${scope.index}${scope.function.name && `_${legalName(scope.function.name)}`}`))
    : null;
  const factory = ownThis
    ? t.functionExpression(
        id,
        parametersOf(place).map((one) => t.identifier(one.name)),
        body,
      )
    : t.arrowFunctionExpression([], body);
  const what = place.scope.node.loc ? `${describe(place)}, line ${place.scope.node.loc.start.line}` : describe(place);
  return comment(t.objectProperty(t.numericLiteral(scope.index), factory), what);
}

/** Whether the scope is that of a call, rather than a block in one or the scope of an arrow. */
export function hasOwnThis(place: Place): boolean {
  return place.scope.kind === "function" && !place.scope.function.arrow;
}

/** Parameters of a call that are elements of its `arguments`, if the snapshot needs any of them: the factory is then called with arguments itself. */
function parametersOf({ scope, bindings }: Place): readonly t.Identifier[] {
  if (scope.kind !== "function" || !hasMappedArguments(scope.function)) return [];
  const parameters = (scope.function.node as t.Function).params as t.Identifier[];
  return parameters.some(({ name }) => bindings.some((binding) => binding.name === name)) ? parameters : [];
}

function describe({ scope }: Place): string {
  if (scope.function.kind === "initializer") return `${scope.function.name || "static block"} of a class`;
  const name = `${scope.function.name || "anonymous function"}()`;
  return scope.kind === "function" ? name : `${scope.kind} scope${scope.function.index === 0 ? "" : ` of ${name}`}`;
}

function legalName(name: string): string {
  return name.replace(/[^\p{ID_Continue}$]/gu, "_");
}

/** The body of a scope's factory. */
export function scopeStatements(place: Place, context: EmitContext): t.Statement[] {
  if (place.scope.kind === "home") return homeStatements(place, context);
  const code = scopeCode(place, context);
  return [...code.declarations, ...withLate(code, t.returnStatement)];
}

/** The variables of a scope and its record. */
export function scopeCode(place: Place, context: EmitContext): ScopeCode {
  const parameters = parametersOf(place).map((one) => one.name);
  const mapped = parameters.length > 0;
  const late = place.bindings.filter((binding) => context.late.has(binding) || isAssignedConstant(binding));
  for (const binding of late) context.late.add(binding);
  const names = place.bindings
    .filter((binding) => !late.includes(binding) && !parameters.includes(binding.name) && !(mapped && binding.name === "arguments"))
    .map((binding) => spelled(binding.name));
  const declarations = names.length
    ? [
        t.variableDeclaration(
          "let",
          names.map((name) => t.variableDeclarator(t.identifier(name))),
        ),
      ]
    : [];
  if (mapped) {
    const args = t.variableDeclaration("let", [t.variableDeclarator(t.identifier(pseudoNames["arguments"]!), t.identifier("arguments"))]);
    declarations.unshift(comment(args, "its elements are the parameters"));
  }
  return { declarations, late, record: placeRecord(place, context) };
}

/** `{ set, make, enter, resume }` of a place. */
export function placeRecord(place: Place, context: EmitContext): t.ObjectExpression {
  const set = place.bindings.map((binding) =>
    property(binding.name, context.late.has(binding) ? lateSetter(binding) : setter(spelled(binding.name))),
  );
  const own = parametersOf(place).length > 0 ? [property("arguments", t.identifier(pseudoNames["arguments"]!))] : [];
  const make = place.functions.map((fn) => {
    const form = fn.kind === "class" ? classForm(fn, place.insides.get(fn), context) : getter(closureForm(fn, context));
    return t.objectProperty(t.numericLiteral(fn.index), form);
  });
  const enter = place.places.map((inner) => scopeFactory(inner, context));
  const resume = place.points.map((point) => cloneNode(context.residuals.get(point)!));
  const parts = { set, make, enter, resume };
  return t.objectExpression([
    ...own,
    ...Object.entries(parts).flatMap(([name, part]) => (part.length > 0 ? [property(name, t.objectExpression(part))] : [])),
  ]);
}

function spelled(name: string): string {
  return pseudoNames[name] ?? name;
}

/** `($v) => $init_x.next($v)` */
function lateSetter(binding: BindingInfo): t.Expression {
  return t.arrowFunctionExpression([t.identifier("$v")], call(t.identifier(initializerName(binding)), "next", t.identifier("$v")));
}

/**
 * Declares bindings that may stay in their temporal dead zone, each in a small generator that waits before its declaration; the rest of the scope's code
 * (`inside`: the functions of a module) is inside all of them:
 *
 *     let $scope;
 *     const $init_x = function* () { $scope = { … }; const x = yield; }.call(this);
 *     $init_x.next();
 *     return $scope;
 */
export function withLate(
  code: ScopeCode,
  finish: (record: t.Expression) => t.Statement,
  inside: readonly t.Statement[] = [],
): t.Statement[] {
  if (code.late.length === 0) return [...inside, finish(code.record)];
  const result = t.identifier("$scope");
  let inner: t.Statement[] = [...inside, t.expressionStatement(t.assignmentExpression("=", result, code.record))];
  for (const binding of [...code.late].reverse()) {
    const name = t.identifier(initializerName(binding));
    const kind = binding.kind === "const" || binding.kind === "className" ? "const" : "let";
    const wait = t.variableDeclaration(kind, [t.variableDeclarator(t.identifier(binding.name), t.yieldExpression())]);
    const generator = call(t.functionExpression(null, [], t.blockStatement([...inner, wait]), true), "call", t.thisExpression());
    const made = comment(
      t.variableDeclaration("const", [t.variableDeclarator(name, generator)]),
      `${binding.name} is declared when its value is known: until then it is in its temporal dead zone`,
    );
    inner = [made, t.expressionStatement(call(name, "next"))];
  }
  return [t.variableDeclaration("let", [t.variableDeclarator(result)]), ...inner, finish(result)];
}
