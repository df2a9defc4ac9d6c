import * as t from "@babel/types";
import { at, field, putNode, slotsOf } from "./nodes.js";

/**
 * Calls that obtain an iterator of a builtin and may keep it (`const it = map.entries()`, `xs[Symbol.iterator]()`) go through the runtime, since the
 * engine's own iterator could not be captured: `$tm.iterator(map, "entries", "map.entries")`. What uses the iterator up on the spot is left alone.
 */
export function lowerIterators(ast: t.File): void {
  const visit = (node: t.Node, parents: readonly Place[]): void => {
    for (const { key, index, child } of [...slotsOf(node)]) {
      const inside = [{ node, key }, ...parents.slice(0, 2)];
      visit(child, inside);
      const call = iteratorCall(child);
      if (call && !usedUp(inside)) putNode(node, key, index, at(t.callExpression(call.callee, [call.source, call.key, call.text]), child));
    }
  };
  visit(ast.program, []);
}

interface Place {
  readonly node: t.Node;
  readonly key: string;
}

interface IteratorCall {
  /** `$tm.iterator`, which stands where the original callee stood: errors are reported there. */
  readonly callee: t.Expression;
  readonly source: t.Expression;
  readonly key: t.Expression;
  readonly text: t.StringLiteral;
}

function iteratorCall(node: t.Node): IteratorCall | null {
  if (node.type !== "CallExpression" || node.arguments.length > 0 || node.callee.type !== "MemberExpression") return null;
  const { object, property, computed } = node.callee;
  if (object.type === "Super") return null;
  const callee = field("$tm", "iterator", node.callee);
  const text = (name: string): t.StringLiteral => at(t.stringLiteral(`${textOf(object)}${name}`), node);
  if (!computed && property.type === "Identifier" && /^(?:entries|keys|values)$/.test(property.name))
    return { callee, source: object, key: at(t.stringLiteral(property.name), property), text: text(`.${property.name}`) };
  const iterator =
    computed &&
    t.isMemberExpression(property, { computed: false }) &&
    t.isIdentifier(property.object, { name: "Symbol" }) &&
    t.isIdentifier(property.property, { name: "iterator" });
  return iterator ? { callee, source: object, key: property, text: text("[Symbol.iterator]") } : null;
}

/** As V8 spells what is not a function. */
function textOf(node: t.Expression): string {
  if (node.type === "Identifier") return node.name;
  if (node.type === "ThisExpression") return "this";
  if (node.type === "MemberExpression" && !node.computed && node.property.type === "Identifier")
    return `${textOf(node.object as t.Expression)}.${node.property.name}`;
  return "(intermediate value)";
}

const consumers = new Set(["Map", "Set", "WeakMap", "WeakSet", "Array", "Object"]);

/** Whether nobody can hold the iterator once the expression around it is done: a capture never meets it. */
function usedUp([place, outer]: readonly Place[]): boolean {
  if (!place) return false;
  const { node, key } = place;
  switch (node.type) {
    case "SpreadElement":
      return true;
    case "ForOfStatement":
      return key === "right";
    case "VariableDeclarator":
      return key === "init" && node.id.type === "ArrayPattern";
    case "AssignmentExpression":
      return key === "right" && node.left.type === "ArrayPattern" && outer?.node.type === "ExpressionStatement";
    case "MemberExpression":
      // `map.keys().next()`
      return key === "object" && t.isIdentifier(node.property, { name: "next" }) && outer?.key === "callee";
    case "NewExpression":
      return key === "arguments" && t.isIdentifier(node.callee) && consumers.has(node.callee.name);
    case "CallExpression":
      // `Array.from(…)`, `Object.fromEntries(…)`
      return (
        key === "arguments" &&
        t.isMemberExpression(node.callee, { computed: false }) &&
        t.isIdentifier(node.callee.object) &&
        consumers.has(node.callee.object.name)
      );
    default:
      return false;
  }
}
