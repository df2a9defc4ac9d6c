import * as t from "@babel/types";
import { deriveNode } from "./cloneNode.js";
import type { Cut, DeclarationKind } from "./cut.js";
import { declareAgain } from "./cut.js";
import { walkOwn } from "./walk.js";

/** Notes the names that a statement before the point declares in its block. */
export function dropDeclarations(statement: t.Statement, cut: Cut): void {
  if (t.isVariableDeclaration(statement)) {
    const kind: DeclarationKind = statement.kind === "var" || statement.kind === "const" ? statement.kind : "let";
    for (const name of Object.keys(t.getBindingIdentifiers(statement))) declareAgain(cut, name, kind);
  } else if (t.isFunctionDeclaration(statement) && statement.id) declareAgain(cut, statement.id.name, "var");
  else if (t.isClassDeclaration(statement) && statement.id) declareAgain(cut, statement.id.name, "let");
}

/**
 * A statement after the point, in a block that has been cut open. What closures capture is declared by the scope factories around the residual, so its
 * declaration becomes the initialization; functions were made when the block was entered. The statement is a clone and may be changed.
 */
export function restStatement(statement: t.Statement, cut: Cut): t.Statement[] {
  if (t.isFunctionDeclaration(statement)) {
    dropDeclarations(statement, cut);
    return [];
  }
  if (t.isClassDeclaration(statement) && statement.id && cut.captured.has(statement.id.name)) {
    const value = deriveNode(t.classExpression(statement.id, statement.superClass, statement.body, statement.decorators), statement);
    return [withComments(statement, initialize(statement.id.name, value, cut))];
  }
  if (!t.isVariableDeclaration(statement) || statement.kind === "var") return [statement];
  if (!Object.keys(t.getBindingIdentifiers(statement)).some((name) => cut.captured.has(name))) return [statement];
  const rest = statement.declarations.flatMap((declarator): t.Statement[] => {
    const names = Object.keys(t.getBindingIdentifiers(declarator.id));
    if (!names.some((name) => cut.captured.has(name))) return [t.variableDeclaration(statement.kind, [declarator])];
    const init = declarator.init ?? t.identifier("undefined");
    if (t.isIdentifier(declarator.id)) return [initialize(declarator.id.name, init, cut)];
    const own = names.filter((name) => !cut.captured.has(name)).map((name) => t.variableDeclarator(t.identifier(name)));
    const target = assignmentTarget(declarator.id as t.LVal, (name) =>
      cut.captured.has(name) ? lateTarget(name, cut) : t.identifier(name),
    );
    const assign = t.expressionStatement(t.assignmentExpression("=", target, init));
    return own.length ? [t.variableDeclaration("let", own), assign] : [assign];
  });
  if (rest[0]) withComments(statement, rest[0]);
  return rest;
}

/** `x = value`, or for a binding that is in its temporal dead zone until then: `$init_x.next(value)`. */
function initialize(name: string, value: t.Expression, cut: Cut): t.Statement {
  const next = t.memberExpression(t.identifier(cut.initializer(name)), t.identifier("next"));
  return t.expressionStatement(t.callExpression(next, [named(name, value)]));
}

/** An object whose property `name` can be the target of a pattern: `({ set x($v) { $init_x.next($v); } }).x` */
function lateTarget(name: string, cut: Cut): t.MemberExpression {
  const value = t.identifier("$v");
  const body = t.blockStatement([initialize(name, value, cut)]);
  return t.memberExpression(t.objectExpression([t.objectMethod("set", t.identifier(name), [value], body)]), t.identifier(name));
}

/** The value with the name that a declaration would give to an anonymous function or class (13.15.2, NamedEvaluation). */
export function named(name: string, value: t.Expression): t.Expression {
  const anonymous = t.isArrowFunctionExpression(value) || ((t.isFunctionExpression(value) || t.isClassExpression(value)) && !value.id);
  if (!anonymous) return value;
  const key = t.isValidIdentifier(name) && name !== "__proto__" ? t.identifier(name) : t.stringLiteral(name);
  const property = t.objectProperty(name === "__proto__" ? t.stringLiteral(name) : key, value, name === "__proto__");
  return t.memberExpression(t.objectExpression([property]), key, !t.isIdentifier(key));
}

/** The pattern of a declaration as the target of an assignment. */
export function assignmentTarget(pattern: t.LVal, target: (name: string) => t.LVal): t.LVal {
  if (t.isIdentifier(pattern)) return target(pattern.name);
  if (t.isAssignmentPattern(pattern)) {
    const left = assignmentTarget(pattern.left, target);
    const right = t.isIdentifier(pattern.left) && !t.isIdentifier(left) ? named(pattern.left.name, pattern.right) : pattern.right;
    return t.assignmentPattern(left as t.Identifier, right);
  }
  if (t.isRestElement(pattern)) return t.restElement(assignmentTarget(pattern.argument, target) as t.Identifier);
  if (t.isArrayPattern(pattern)) {
    return t.arrayPattern(pattern.elements.map((element) => element && (assignmentTarget(element as t.LVal, target) as t.Identifier)));
  }
  if (t.isObjectPattern(pattern)) {
    return t.objectPattern(
      pattern.properties.map((property) => {
        if (t.isRestElement(property)) return assignmentTarget(property, target) as t.RestElement;
        const value = assignmentTarget(property.value as t.LVal, target);
        const plain = t.isAssignmentPattern(value) ? value.left : value;
        const shorthand = property.shorthand && t.isIdentifier(plain) && t.isIdentifier(property.key, { name: plain.name });
        return t.objectProperty(property.key, value as t.Identifier, property.computed, shorthand);
      }),
    );
  }
  return pattern;
}

/**
 * Takes the `var` out of declarations of names that the scope factories declare, anywhere in the residual, in place: `var x = 1` is `x = 1`.
 */
export function unhoist(body: t.BlockStatement, captured: ReadonlySet<string>): void {
  walkOwn(body, (node, parent, key) => {
    if (!t.isVariableDeclaration(node) || node.kind !== "var") return undefined;
    const names = Object.keys(t.getBindingIdentifiers(node));
    if (!names.some((name) => captured.has(name))) return undefined;
    const keep = (name: string) => t.identifier(name);
    if (t.isForXStatement(parent) && key === "left") return assignmentTarget(node.declarations[0]!.id as t.LVal, keep);
    const assignments: t.Expression[] = [];
    const own: t.VariableDeclarator[] = [];
    for (const { id, init } of node.declarations) {
      for (const name of Object.keys(t.getBindingIdentifiers(id)))
        if (!captured.has(name)) own.push(t.variableDeclarator(t.identifier(name)));
      if (init) assignments.push(t.assignmentExpression("=", assignmentTarget(id as t.LVal, keep), init));
    }
    if (own.length) body.body.unshift(t.variableDeclaration("var", own));
    const value = assignments.length > 1 ? t.sequenceExpression(assignments) : assignments[0];
    if (t.isForStatement(parent)) return value ?? t.identifier("undefined");
    return value ? withComments(node, t.expressionStatement(value)) : t.emptyStatement();
  });
}

/** Moves the comments of a statement to what took its place. */
function withComments<S extends t.Statement>(from: t.Statement, to: S): S {
  const comments = (from as { comments?: unknown }).comments;
  if (comments) Object.assign(to, { comments });
  return to;
}
