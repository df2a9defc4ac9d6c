import * as t from "@babel/types";
import { comment } from "./build.js";
import { cloneNode } from "./cloneNode.js";
import type { Cut } from "./cut.js";
import { cutHead, headOf } from "./cutHead.js";
import { isDelegateLoop } from "./findPoint.js";
import { cutLoop } from "./residualLoop.js";
import { cutSwitch } from "./residualSwitch.js";
import { cutTry } from "./residualTry.js";
import { dropDeclarations, restStatement } from "./restDeclarations.js";

/**
 * What is left of a statement that contains the point, from the point on. `labels` are those that the statement has.
 * The result consists of new nodes and clones; nothing of the original tree is changed.
 */
export function cutStatement(statement: t.Statement, cut: Cut, labels: readonly string[] = []): t.Statement[] {
  if (statement === cut.point.report) return [cloneNode(statement)];
  const inHead = headOf(statement, cut);
  if (inHead) {
    const made = cutHead(statement, inHead, cut, labels);
    return made.labelled ? made.statements : labelled(labels, made.statements);
  }
  switch (statement.type) {
    case "BlockStatement":
      return labelled(labels, block(cutList(statement.body, cut)));
    case "IfStatement":
      return labelled(labels, cutStatement(cut.point.path.has(statement.consequent) ? statement.consequent : statement.alternate!, cut));
    case "LabeledStatement":
      return cutStatement(statement.body, cut, [...labels, statement.label.name]);
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
      return cutLoop(statement, cut, labels);
    case "SwitchStatement":
      return labelled(labels, cutSwitch(statement, cut));
    case "TryStatement":
      return labelled(labels, cutTry(statement, cut));
    default:
      throw new Error(`a ${statement.type} can't be entered in the middle: it should have been lowered`);
  }
}

/** What is left of a list of statements one of which is on the way to the point. */
export function cutList(list: readonly t.Statement[], cut: Cut): t.Statement[] {
  const index = list.findIndex((statement) => cut.point.path.has(statement));
  const statement = list[index];
  if (!statement) throw new Error("the point is not in this block");
  const isReport = cut.point.report !== null && statement === cut.point.report;
  const whole = cut.point.start || isDelegateLoop(statement) || t.isExpressionStatement(statement);
  const before = isReport && !whole ? index - 1 : index;
  for (const dropped of list.slice(0, before)) dropDeclarations(dropped, cut);
  const resumed = isReport ? [...entry(list[before]!, cut), cloneNode(statement)] : cutStatement(statement, cut);
  return [...resumed, ...restOf(list.slice(index + 1), cut)];
}

/** Statements after the point, in a block that has been cut open. */
export function restOf(list: readonly t.Statement[], cut: Cut): t.Statement[] {
  return list.flatMap((statement) => restStatement(cloneNode(statement), cut));
}

/** The yield in which the residual waits: `$1 = yield;` for `$1 = yield e;`. A `yield*` goes on with its delegate. */
function entry(suspension: t.Statement, cut: Cut): t.Statement[] {
  const here = (statement: t.Statement): t.Statement[] => [comment(statement, "it stands here")];
  if (cut.point.start) return [t.expressionStatement(t.yieldExpression())];
  if (suspension === cut.point.report) return [];
  const expression = t.isExpressionStatement(suspension) ? suspension.expression : undefined;
  if (t.isYieldExpression(expression)) return here(t.expressionStatement(t.yieldExpression()));
  if (t.isAssignmentExpression(expression) && t.isYieldExpression(expression.right)) {
    return here(t.expressionStatement(t.assignmentExpression("=", cloneNode(expression.left), t.yieldExpression())));
  }
  throw new Error("a report that does not follow a suspension statement");
}

/** Statements as a block, if they declare something of a block's own; otherwise just themselves. */
export function block(statements: t.Statement[]): t.Statement[] {
  const declares = statements.some(
    (statement) => (t.isVariableDeclaration(statement) && statement.kind !== "var") || t.isClassDeclaration(statement),
  );
  return declares ? [t.blockStatement(statements)] : statements;
}

/** Statements as the body of something that takes one statement. */
export function asBlock(statements: t.Statement[]): t.BlockStatement {
  const only = statements[0];
  return statements.length === 1 && t.isBlockStatement(only) ? only : t.blockStatement(statements);
}

/** Gives the rest of a labelled statement its labels back if there are jumps to them. */
export function labelled(labels: readonly string[], statements: t.Statement[]): t.Statement[] {
  let rest = statements;
  for (const label of [...labels].reverse()) {
    if (!breaksTo(label, rest)) continue;
    rest = [t.labeledStatement(t.identifier(label), asBlock(rest))];
  }
  return rest;
}

/** Whether a statement jumps to a label with `break`. */
export function breaksTo(label: string, statements: readonly t.Statement[]): boolean {
  let found = false;
  const visit = (node: t.Node): void => {
    if (t.isBreakStatement(node) && node.label?.name === label) found = true;
    if (found || t.isFunction(node) || t.isExpression(node)) return;
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[key];
      for (const child of Array.isArray(value) ? (value as (t.Node | null)[]) : [value as t.Node | null]) if (child) visit(child);
    }
  };
  statements.forEach(visit);
  return found;
}
