import * as t from "@babel/types";
import { slotsOf } from "./nodes.js";

export type SuspendableKind = "generator" | "async" | "asyncGenerator";

/** Which of the suspendable kinds a function is, if any. */
export function suspendableKind(fn: t.Function): SuspendableKind | null {
  const generator = fn.type !== "ArrowFunctionExpression" && fn.generator === true;
  if (fn.async) return generator ? "asyncGenerator" : "async";
  return generator ? "generator" : null;
}

/**
 * Whether a statement of the lowered code is a suspension statement (section 4 of the contract):
 * `yield e;`, `$1 = yield e;` or `$1 = yield* $d1;`. There is no `yield` elsewhere.
 */
export function isSuspension(statement: t.Node): statement is t.ExpressionStatement {
  return suspensionOf(statement) !== null;
}

/** The `yield` of a suspension statement. */
export function suspensionOf(statement: t.Node): t.YieldExpression | null {
  if (statement.type !== "ExpressionStatement") return null;
  const { expression } = statement;
  if (expression.type === "YieldExpression") return expression;
  return expression.type === "AssignmentExpression" && expression.right.type === "YieldExpression" ? expression.right : null;
}

/** Names of the temporaries that are live across a suspension statement. */
export function liveTemporaries(statement: t.Node): readonly string[] {
  return (statement.extra?.["liveTemporaries"] as readonly string[] | undefined) ?? [];
}

/** All nodes of a suspendable function's code that contain one of its own suspensions; those of nested functions are not its own. */
export function findSuspending(roots: readonly t.Node[], kind: SuspendableKind): Set<t.Node> {
  const found = new Set<t.Node>();
  const visit = (node: t.Node): boolean => {
    let suspends =
      node.type === "AwaitExpression" ||
      node.type === "YieldExpression" ||
      (node.type === "ForOfStatement" && node.await) ||
      (kind === "asyncGenerator" && node.type === "ReturnStatement" && !!node.argument);
    for (const { key, child } of slotsOf(node)) {
      // Of functions, fields and static blocks only a computed key is evaluated outside.
      if (isBoundary(node) && !(key === "key" && "computed" in node && node.computed)) continue;
      if (visit(child)) suspends = true;
    }
    if (suspends) found.add(node);
    return suspends;
  };
  for (const root of roots) visit(root);
  return found;
}

function isBoundary(node: t.Node): boolean {
  return (
    t.isFunction(node) ||
    node.type === "ClassProperty" ||
    node.type === "ClassPrivateProperty" ||
    node.type === "ClassAccessorProperty" ||
    node.type === "StaticBlock"
  );
}
