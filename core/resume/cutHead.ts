import * as t from "@babel/types";
import { cloneNode } from "./cloneNode.js";
import type { Cut } from "./cut.js";
import { dropDeclarations, restStatement } from "./restDeclarations.js";
import { restExpression } from "./restExpression.js";
import { declareHead, labelledLoop, roundThenLoop } from "./residualLoop.js";

/** The expression or declaration of a statement's own in which the call is under way, if it is in none of the statements inside. */
export function headOf(statement: t.Statement, cut: Cut): t.Expression | t.VariableDeclaration | undefined {
  if (!cut.point.call) return undefined;
  if (t.isVariableDeclaration(statement)) return cut.point.path.has(statement) ? statement : undefined;
  for (const key of t.VISITOR_KEYS[statement.type] ?? []) {
    const child = (statement as unknown as Record<string, unknown>)[key] as t.Node | null | undefined | t.Node[];
    if (!child || Array.isArray(child) || !cut.point.path.has(child)) continue;
    if (t.isExpression(child) || t.isVariableDeclaration(child)) return child;
  }
  return undefined;
}

/** What is left of a statement in whose own expression a call is under way. */
export function cutHead(
  statement: t.Statement,
  head: t.Expression | t.VariableDeclaration,
  cut: Cut,
  labels: readonly string[],
): { readonly statements: t.Statement[]; readonly labelled: boolean } {
  const plain = (...statements: t.Statement[]): { statements: t.Statement[]; labelled: boolean } => ({ statements, labelled: false });
  const loop = (...statements: t.Statement[]): { statements: t.Statement[]; labelled: boolean } => ({ statements, labelled: true });
  if (t.isVariableDeclaration(statement)) return plain(...restDeclaration(statement, cut));
  if (t.isVariableDeclaration(head)) {
    const made = cloneNode(statement) as t.ForStatement;
    made.init = restOfHead(head, cut);
    return loop(labelledLoop(labels, made));
  }
  const rest = restExpression(head, cut);
  switch (statement.type) {
    case "ExpressionStatement":
      return plain(t.expressionStatement(rest));
    case "ReturnStatement":
      return plain(t.returnStatement(rest));
    case "ThrowStatement":
      return plain(t.throwStatement(rest));
    case "IfStatement":
      return plain(t.ifStatement(rest, cloneNode(statement.consequent), statement.alternate && cloneNode(statement.alternate)));
    case "SwitchStatement":
      return plain(Object.assign(cloneNode(statement), { discriminant: rest }));
    case "ForOfStatement":
    case "ForInStatement":
      return loop(labelledLoop(labels, Object.assign(cloneNode(statement), { right: rest })));
    case "WhileStatement":
    case "DoWhileStatement":
      return loop(t.ifStatement(rest, labelledLoop(labels, t.doWhileStatement(cloneNode(statement.test), cloneNode(statement.body)))));
    case "ForStatement":
      return loop(...restOfFor(statement, head, rest, cut, labels));
    default:
      throw new Error(`a call in the head of a ${statement.type}`);
  }
}

/** `const a = f(), b = g(), c = h()` in `g`: `const b = $in(), c = h()`. */
function restDeclaration(statement: t.VariableDeclaration, cut: Cut): t.Statement[] {
  return restStatement(restOfHead(statement, cut), cut);
}

function restOfHead(statement: t.VariableDeclaration, cut: Cut): t.VariableDeclaration {
  const index = statement.declarations.findIndex((one) => cut.point.path.has(one));
  const before = t.variableDeclaration(statement.kind, statement.declarations.slice(0, index));
  dropDeclarations(before, cut);
  const declarations = statement.declarations.slice(index).map((one, at) => {
    const copy = cloneNode(one);
    if (at === 0) copy.init = restExpression(one.init!, cut);
    return copy;
  });
  return t.variableDeclaration(statement.kind, declarations);
}

/** `for (;test; update) body` in its test or its update: `if (rest) do body while ((update, test));` */
function restOfFor(statement: t.ForStatement, head: t.Expression, rest: t.Expression, cut: Cut, labels: readonly string[]): t.Statement[] {
  if (head === statement.init) return [labelledLoop(labels, Object.assign(cloneNode(statement), { init: rest }))];
  declareHead(statement, cut);
  const test = (): t.Expression => (statement.test ? cloneNode(statement.test) : t.booleanLiteral(true));
  const enter = head === statement.update ? t.sequenceExpression([rest, test()]) : rest;
  const captured = t.isVariableDeclaration(statement.init)
    ? Object.keys(t.getBindingIdentifiers(statement.init)).some((name) => cut.captured.has(name))
    : false;
  if (captured) return [t.ifStatement(enter, t.blockStatement(roundThenLoop(() => [cloneNode(statement.body)], statement, cut, labels)))];
  const again = statement.update ? t.sequenceExpression([cloneNode(statement.update), test()]) : test();
  return [t.ifStatement(enter, labelledLoop(labels, t.doWhileStatement(again, cloneNode(statement.body))))];
}
