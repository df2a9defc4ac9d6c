import * as t from "@babel/types";
import { lowerExpression, lowerMember } from "./lowerExpression.js";
import { lowerPattern } from "./lowerPattern.js";
import { suspends, type Lowering, type Output } from "./lowering.js";
import { at, isNullish, not } from "./nodes.js";
import { again, hold, holdForReuse, holdPlace, keep, lowerOperands, memberOperands } from "./operands.js";

/** Assignments that contain a suspension (ECMA-262 13.15.2). What is read is read before, what is written is written after it. */
export function lowerAssignment(l: Lowering, e: t.AssignmentExpression, out: Output): t.Expression {
  const { left } = e;
  if (left.type === "ObjectPattern" || left.type === "ArrayPattern") return lowerDestructuring(l, e, left, out);
  if (left.type !== "Identifier" && left.type !== "MemberExpression") return e;
  if (!suspends(l, e.right)) {
    if (left.type === "MemberExpression") lowerMember(l, left, out);
    return e;
  }
  if (e.operator === "=") {
    l.suspending.delete(left);
    const operands = left.type === "MemberExpression" ? memberOperands(left) : [];
    lowerOperands(l, [...operands, { node: e.right, put: (rest) => void (e.right = rest) }], out);
    return e;
  }
  const operator = e.operator.slice(0, -1);
  return operator === "&&" || operator === "||" || operator === "??"
    ? lowerLogicalAssignment(l, e, left, operator, out)
    : lowerCompound(l, e, left, operator as t.BinaryExpression["operator"], out);
}

/** `x += await y` reads `x` first: `$1 = x; $2 = yield y; x = $1 + $2`. */
function lowerCompound(
  l: Lowering,
  e: t.AssignmentExpression,
  left: t.Identifier | t.MemberExpression,
  operator: t.BinaryExpression["operator"],
  out: Output,
): t.Expression {
  const target = holdTarget(l, left, out);
  const old = hold(l, target(), out);
  const right = lowerExpression(l, e.right, out);
  e.operator = "=";
  e.left = target();
  e.right = at(t.binaryExpression(operator, old, right), e);
  return e;
}

function lowerLogicalAssignment(
  l: Lowering,
  e: t.AssignmentExpression,
  left: t.Identifier | t.MemberExpression,
  operator: "&&" | "||" | "??",
  out: Output,
): t.Expression {
  const start = l.temporaries.mark();
  const target = holdTarget(l, left, out);
  const mark = l.temporaries.mark();
  const result = keep(l, target(), mark, out, left);
  l.temporaries.release(mark);
  const test = operator === "&&" ? result : operator === "||" ? not(result) : isNullish(result.name, e);
  const inner: Output = [];
  e.operator = "=";
  e.right = lowerExpression(l, e.right, inner);
  e.left = target();
  l.temporaries.release(mark);
  keep(l, e, mark, inner, e);
  l.temporaries.release(mark);
  out.push(at(t.ifStatement(test, at(t.blockStatement(inner), e)), e));
  // The result may stand above temporaries of the target, which are used up.
  const value = l.temporaries.read(l.temporaries.take(), e);
  return start === mark ? value : keep(l, value, start, out, e);
}

/** Evaluates object and key once; each call gives the place as a new node. */
function holdTarget(l: Lowering, left: t.Identifier | t.MemberExpression, out: Output): () => t.Identifier | t.MemberExpression {
  if (left.type === "Identifier") return () => again(l, left);
  return holdPlace(l, left, out).member;
}

function lowerDestructuring(l: Lowering, e: t.AssignmentExpression, left: t.ObjectPattern | t.ArrayPattern, out: Output): t.Expression {
  if (!suspends(l, left)) {
    e.right = lowerExpression(l, e.right, out);
    return e;
  }
  const value = holdForReuse(l, e.right, out);
  lowerPattern(l, left, value, null, out);
  return again(l, value);
}
