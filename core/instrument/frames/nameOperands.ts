import * as t from "@babel/types";
import type { Names } from "../lower/nameModel.js";
import { at, isAnonymousDefinition, keepName, slotsOf, tm } from "../lower/nodes.js";
import { argumentOperands, memberOperands, propertyOperands, type Operand } from "../lower/operands.js";
import { isStable, usedNames } from "../lower/stableValues.js";
import type { Temporaries } from "../lower/temporaries.js";
import { findCalls, isBoundary, isCall } from "./callPoints.js";

/**
 * Names what waits in no variable while a later call of the same expression is under way: `f(x) + g(y)` -> `($o1 = f(x)) + g(y)`. What can be evaluated
 * again without anybody noticing needs no name. The function or method that is called is not named: the rest looks it up again (docs/limitations.md).
 */
export function nameOperands(statements: readonly t.Statement[], temporaries: Temporaries, names: Names): void {
  const calls = findCalls(statements);
  const stable = { temporaries, names } as Parameters<typeof isStable>[0];
  const completions: string[] = [];
  /** Variables that the rest reads although they stand before the call: operands that need no name. */
  const waiting: string[] = [];
  for (const one of statements) visit(one);

  function visit(node: t.Node): void {
    if (!calls.has(node) || isBoundary(node)) return;
    const mark = temporaries.mark();
    const before = waiting.length;
    if (isCall(node) && "callee" in node && node.callee.type === "Identifier") readLater(node.callee);
    if (node.type === "TemplateLiteral") joinParts(node);
    if (node.type === "AssignmentExpression" && calls.has(node.right)) readBefore(node);
    const operands = operandsOf(node, stable);
    const last = operands?.findLastIndex((one) => calls.has(one.node)) ?? -1;
    for (const [index, operand] of operands?.entries() ?? []) {
      visit(operand.node);
      if (index < last) name(operand);
    }
    if (!operands) visitChildren(node);
    temporaries.release(mark);
    waiting.length = before;
    if (isCall(node)) node.extra = { ...node.extra, callPoint: [...temporaries.live(), ...waiting, ...completions] };
  }

  function visitChildren(node: t.Node): void {
    const completion = node.extra?.["completion"] as { readonly kind: string; readonly value: string } | undefined;
    for (const { key, child } of slotsOf(node)) {
      // What completed the `try` is read after its finalizer only by residuals.
      const recorded = key === "finalizer" && completion ? [completion.kind, completion.value] : [];
      completions.push(...recorded);
      visit(child);
      completions.length -= recorded.length;
    }
  }

  function name({ node, put, as, name: className }: Operand): void {
    // The runtime itself is always there.
    if (isName(node) || (node.type === "Identifier" && (node.name === "$tm" || node.name === "$m"))) return;
    let value: t.Expression = node;
    if (as === "key") {
      if (value.type === "StringLiteral" || value.type === "NumericLiteral") return;
      value = tm("propertyKey", [value], node);
    } else if (as === "spread") value = at(t.arrayExpression([at(t.spreadElement(value), node)]), node);
    else if (as === "copy") value = at(t.objectExpression([at(t.spreadElement(value), node)]), node);
    else if (isStable(stable, value)) {
      readLater(value);
      return;
    } else if (isAnonymousDefinition(value)) value = unnamed(value, className);
    put(assignTo(temporaries.take("o"), value));
  }

  function readLater(node: t.Node): void {
    waiting.push(...usedNames(node));
  }

  /** `x += f()` reads `x` first: `x = ($o1 = x) + f()`; `o.p += f()`: `($o1 = o).p = ($o2 = $o1.p) + f()`. */
  function readBefore(node: t.AssignmentExpression): void {
    const { left, operator } = node;
    if (operator === "=" || operator === "&&=" || operator === "||=" || operator === "??=") return;
    let old: t.Expression;
    const value: t.Expression = node.right;
    if (left.type === "Identifier") old = at(t.identifier(left.name), left);
    else if (left.type === "MemberExpression") {
      const object = left.object.type === "Super" ? left.object : again(left.object, (made) => Object.assign(left, { object: made }));
      const key = left.computed
        ? again(left.property as t.Expression, (made) => Object.assign(left, { property: made }), "key")
        : (left.property as t.Identifier);
      old = at(t.memberExpression(object as t.Expression, key, left.computed), left);
    } else return;
    const right = at(t.binaryExpression(operator.slice(0, -1) as t.BinaryExpression["operator"], old, value), node);
    calls.add(right);
    node.operator = "=";
    node.right = right;
  }

  /** Evaluates an operand once, for two uses; answers the second. */
  function again(node: t.Expression, put: (made: t.Expression) => void, as?: "key"): t.Expression {
    if (node.type === "ThisExpression" || node.type === "StringLiteral" || node.type === "NumericLiteral")
      return at(t.cloneNode(node, false), node);
    if (node.type === "Identifier" && isStable(stable, node)) return at(t.identifier(node.name), node);
    visit(node);
    const temporary = temporaries.take("o");
    put(assignTo(temporary, as ? tm("propertyKey", [node], node) : node));
    return at(t.identifier(temporary), node);
  }

  /** Each part of a template is a string before the next is evaluated (ECMA-262 13.2.8.6): what stands before a call is one template. */
  function joinParts(node: t.TemplateLiteral): void {
    const empty = (): t.TemplateElement => at(t.templateElement({ raw: "", cooked: "" }), node);
    let quasis: t.TemplateElement[] = [];
    let expressions: t.Expression[] = [];
    for (const [index, one] of (node.expressions as t.Expression[]).entries()) {
      quasis.push(node.quasis[index]!);
      if (calls.has(one) && expressions.length > 0) {
        const before = at(t.templateLiteral(quasis, expressions), node);
        if (expressions.some((part) => calls.has(part))) calls.add(before);
        expressions = [before];
        quasis = [empty(), empty()];
      }
      expressions.push(one);
    }
    node.quasis = [...quasis, node.quasis.at(-1)!];
    node.expressions = expressions;
  }
}

function assignTo(temporary: string, value: t.Expression): t.AssignmentExpression {
  const made = at(t.assignmentExpression("=", at(t.identifier(temporary), value), value), value);
  made.extra = { operand: true };
  return made;
}

/** Whether a value has a name that was made here. */
export function isName(node: t.Node): node is t.AssignmentExpression {
  return node.type === "AssignmentExpression" && node.extra?.["operand"] === true;
}

function unnamed(value: t.Expression, className: string | undefined): t.Expression {
  if (className !== undefined) return keepName(value, className);
  return at(t.sequenceExpression([at(t.numericLiteral(0), value), value]), value);
}

/** What is evaluated in turn, or nothing if only one part of the node can be waiting. */
function operandsOf(node: t.Node, stable: Parameters<typeof isStable>[0]): Operand[] | null {
  switch (node.type) {
    case "BinaryExpression":
      return [
        ...(node.left.type === "PrivateName" ? [] : [{ node: node.left, put: (made: t.Expression) => void (node.left = made) }]),
        { node: node.right, put: (made) => void (node.right = made) },
      ];
    case "MemberExpression":
      return memberOperands(node);
    case "CallExpression":
    case "NewExpression":
      return [...calleeOperands(node, stable), ...argumentOperands(node.arguments)];
    case "ArrayExpression":
      return argumentOperands(node.elements as t.CallExpression["arguments"]);
    case "ObjectExpression":
      return propertyOperands(node);
    case "TemplateLiteral":
      return (node.expressions as t.Expression[]).map((one, index) => ({
        node: one,
        put: (made) => void (node.expressions[index] = made),
      }));
    case "AssignmentExpression":
      if (node.left.type !== "MemberExpression") return null;
      return [
        ...memberOperands(node.left, node.operator === "=" ? undefined : "key"),
        { node: node.right, put: (made) => void (node.right = made) },
      ];
    default:
      return null;
  }
}

function calleeOperands(node: t.CallExpression | t.NewExpression, stable: Parameters<typeof isStable>[0]): Operand[] {
  const { callee } = node;
  if (node.type === "CallExpression" && callee.type === "MemberExpression") return memberOperands(callee, "key");
  if (!t.isExpression(callee)) return [];
  // An imported name, `(0, io.read)`, or a global: it is looked up again.
  if (callee.type === "SequenceExpression" && callee.expressions[0]?.type === "NumericLiteral") return [];
  if (callee.type === "Identifier" && (stable.names.uses.get(callee)?.name.kind ?? "function") === "function") return [];
  return [{ node: callee, put: (made) => void (node.callee = made) }];
}
