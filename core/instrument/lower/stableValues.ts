import type * as t from "@babel/types";
import type { Lowering } from "./lowering.js";
import type { NameScope } from "./nameModel.js";
import { slotsOf } from "./nodes.js";

/**
 * Whether an operand may be evaluated later than it stands: it has no effect, throws nothing and nothing in between can change it. Such operands need
 * no temporary. Making a closure or a fresh literal counts: when that is done can't be told.
 */
export function isStable(l: Lowering, e: t.Node): boolean {
  switch (e.type) {
    case "NumericLiteral":
    case "StringLiteral":
    case "BooleanLiteral":
    case "NullLiteral":
    case "BigIntLiteral":
    case "DecimalLiteral":
    case "RegExpLiteral":
    case "ThisExpression":
    case "Super":
    case "Import":
    case "PrivateName":
    case "MetaProperty":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return true;
    case "Identifier":
      return l.temporaries.isRead(e) || isSettled(l, e);
    case "TemplateLiteral":
      return e.expressions.length === 0;
    case "UnaryExpression":
      return (e.operator === "void" || e.operator === "!") && isStable(l, e.argument)
        ? true
        : e.operator === "-" && e.argument.type === "NumericLiteral";
    case "ArrayExpression":
      return e.elements.every((one) => one === null || (one.type !== "SpreadElement" && isStable(l, one)));
    case "ObjectExpression":
      return e.properties.every((one) => {
        if (one.type === "SpreadElement" || (one.computed && one.key.type !== "StringLiteral")) return false;
        return one.type === "ObjectMethod" || isStable(l, one.value);
      });
    case "ParenthesizedExpression":
      return isStable(l, e.expression);
    default:
      return false;
  }
}

/** The variable has its only value by the time this is evaluated, for certain. */
function isSettled(l: Lowering, id: t.Identifier): boolean {
  const use = l.names.uses.get(id);
  if (!use || use.name.assigned) return false;
  const { name } = use;
  if (name.kind === "param" || name.kind === "catch") return true;
  if (name.kind === "var" || name.scope.kind === "switch") return false;
  if (name.kind === "function") return true;
  if (name.order >= use.order) return false;
  // A hoisted function can be called before what stands above it has run; so can class members of a class being defined, through statics.
  for (let scope: NameScope | null = use.scope; scope && scope !== name.scope; scope = scope.parent) {
    if (scope.owner !== name.scope.owner && scope.owner.node.type === "FunctionDeclaration") return false;
  }
  return true;
}

/** Names used anywhere in an expression; for choosing whether declarations may be split. */
export function usedNames(node: t.Node, names = new Set<string>()): Set<string> {
  if (node.type === "Identifier") names.add(node.name);
  for (const { child } of slotsOf(node)) usedNames(child, names);
  return names;
}
