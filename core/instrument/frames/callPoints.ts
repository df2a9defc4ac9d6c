import * as t from "@babel/types";
import { slotsOf } from "../lower/nodes.js";

/** Code that is not part of the activation around it. */
export function isBoundary(node: t.Node): boolean {
  return t.isFunction(node) || t.isClass(node);
}

/**
 * All nodes that contain a call at which the activation around them can be taken, the calls themselves included. Calls in patterns, in classes, in the
 * tests of a `switch` and in the arguments of an optional chain have hidden state around them and are none: a capture waits until they are over.
 */
export function findCalls(roots: readonly t.Node[]): Set<t.Node> {
  const found = new Set<t.Node>();
  const visit = (node: t.Node): boolean => {
    if (isBoundary(node) || t.isPattern(node)) return false;
    let calls = isCall(node);
    for (const { key, child } of slotsOf(node)) {
      if (isChain(node) && (key === "arguments" || key === "property")) continue;
      if (node.type === "SwitchCase" && key === "test") continue;
      if (visit(child)) calls = true;
    }
    if (calls) found.add(node);
    return calls;
  };
  for (const root of roots) visit(root);
  return found;
}

/** Whether the node calls something of the program, or is a safepoint. */
export function isCall(node: t.Node): boolean {
  if (node.type === "NewExpression" || node.type === "OptionalCallExpression") return true;
  if (node.type !== "CallExpression" || node.callee.type === "Super" || node.callee.type === "Import") return false;
  const { callee } = node;
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return true;
  if (/^\$[id]\d+$/.test(callee.object.name) || callee.object.name === "$m") return false;
  return callee.object.name !== "$tm" || (callee.property.type === "Identifier" && callee.property.name === "pause");
}

function isChain(node: t.Node): boolean {
  return node.type === "OptionalMemberExpression" || node.type === "OptionalCallExpression";
}
