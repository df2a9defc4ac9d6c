import type * as t from "@babel/types";
import type { Lowering, Output } from "./lowering.js";
import { lowerOperands, type Operand } from "./operands.js";

/** Heritage and computed keys are evaluated by the function around the class; all else belongs to functions of its own (ECMA-262 15.7.14). */
export function lowerClass<C extends t.Class>(l: Lowering, e: C, out: Output): C {
  const node: t.Class = e;
  l.suspending.delete(node);
  const operands: Operand[] = [];
  if (node.superClass) operands.push({ node: node.superClass, put: (rest) => void (node.superClass = rest) });
  for (const member of node.body.body) {
    if (!("computed" in member) || !member.computed || member.type === "ClassPrivateMethod") continue;
    operands.push({ node: member.key as t.Expression, put: (rest) => void (member.key = rest), as: "key" });
  }
  lowerOperands(l, operands, out);
  return e;
}
