import * as t from "@babel/types";
import { isName } from "../instrument/frames/nameOperands.js";
import { cloneNode, deriveNode } from "./cloneNode.js";
import type { Cut } from "./cut.js";

/** The parameter of a frame's residual: gives what the call that was under way gives. */
export const INNER = "$in";

/**
 * What is left of an expression in which a call is under way: `($o1 = f(x)) + g(y)` in `g` is `$o1 + $in()`. What was evaluated before has a name or can be
 * evaluated again; what comes after is as it was.
 */
export function restExpression(node: t.Expression, cut: Cut): t.Expression {
  const { call, path } = cut.point;
  const on = (child: t.Node | null | undefined): boolean => !!child && path.has(child);
  const rest = (child: t.Node): t.Expression => restExpression(child as t.Expression, cut);
  // It stands for the call: a frame that is in it is in the call.
  if (node === call) return deriveNode(t.callExpression(t.identifier(INNER), []), node);
  switch (node.type) {
    case "BinaryExpression":
      return on(node.left)
        ? t.binaryExpression(node.operator, rest(node.left), cloneNode(node.right))
        : t.binaryExpression(node.operator, done(node.left) as t.Expression, rest(node.right));
    case "MemberExpression":
      return restMember(node, cut);
    case "OptionalMemberExpression": {
      const object = rest(node.object);
      return node.optional || isChain(object)
        ? t.optionalMemberExpression(object, cloneNode(node.property) as t.Identifier, node.computed, node.optional)
        : t.memberExpression(object, cloneNode(node.property) as t.Identifier, node.computed);
    }
    case "OptionalCallExpression": {
      const callee = rest(node.callee);
      const args = node.arguments.map((one) => cloneNode(one));
      const call =
        node.optional || isChain(callee)
          ? t.optionalCallExpression(callee, args as t.Expression[], node.optional)
          : t.callExpression(callee, args);
      return deriveNode(call, node);
    }
    case "CallExpression":
    case "NewExpression": {
      const { callee } = node;
      const made = on(callee)
        ? rest(callee)
        : callee.type === "MemberExpression" && node.type === "CallExpression"
          ? doneMember(callee)
          : done(callee);
      const args = restList(node.arguments, cut) as t.Expression[];
      const call =
        node.type === "NewExpression" ? t.newExpression(made as t.Expression, args) : t.callExpression(made as t.Expression, args);
      // It is the same point.
      return deriveNode(call, node);
    }
    case "ArrayExpression":
      return t.arrayExpression(restList(node.elements, cut) as t.Expression[]);
    case "ObjectExpression":
      return t.objectExpression(restProperties(node, cut));
    case "TemplateLiteral":
      return t.templateLiteral(
        node.quasis.map((one) => cloneNode(one)),
        restList(node.expressions, cut) as t.Expression[],
      );
    case "AssignmentExpression":
      return restAssignment(node, cut);
    case "ConditionalExpression":
      if (!on(node.test)) return rest(on(node.consequent) ? node.consequent : node.alternate);
      return t.conditionalExpression(rest(node.test), cloneNode(node.consequent), cloneNode(node.alternate));
    case "LogicalExpression":
      return on(node.left) ? t.logicalExpression(node.operator, rest(node.left), cloneNode(node.right)) : rest(node.right);
    case "SequenceExpression": {
      const index = node.expressions.findIndex(on);
      const left = [rest(node.expressions[index]!), ...node.expressions.slice(index + 1).map((one) => cloneNode(one))];
      return left.length === 1 ? left[0]! : t.sequenceExpression(left);
    }
    case "UnaryExpression":
      return t.unaryExpression(node.operator, rest(node.argument), node.prefix);
    case "UpdateExpression":
      return t.updateExpression(node.operator, rest(node.argument), node.prefix);
    case "ParenthesizedExpression":
      return rest(node.expression);
    default:
      throw new Error(`a ${node.type} can't be entered in the middle`);
  }
}

function isChain(node: t.Node): boolean {
  return node.type === "OptionalMemberExpression" || node.type === "OptionalCallExpression";
}

/** What was evaluated before the call: its name, or the same again. */
function done(node: t.Node): t.Node {
  return isName(node) ? cloneNode(node.left) : cloneNode(node);
}

function doneMember(member: t.MemberExpression): t.MemberExpression {
  return t.memberExpression(
    done(member.object) as t.Expression,
    (member.computed ? done(member.property) : cloneNode(member.property)) as t.Identifier,
    member.computed,
  );
}

function restMember(member: t.MemberExpression, cut: Cut): t.MemberExpression {
  if (cut.point.path.has(member.object)) {
    return t.memberExpression(
      restExpression(member.object as t.Expression, cut),
      cloneNode(member.property) as t.Identifier,
      member.computed,
    );
  }
  return t.memberExpression(done(member.object) as t.Expression, restExpression(member.property as t.Expression, cut), true);
}

function restAssignment(node: t.AssignmentExpression, cut: Cut): t.Expression {
  const { left, operator } = node;
  if (cut.point.path.has(left)) {
    return t.assignmentExpression(operator, restMember(left as t.MemberExpression, cut), cloneNode(node.right));
  }
  // Whether a logical assignment assigns has been decided.
  const rest = operator === "&&=" || operator === "||=" || operator === "??=" ? "=" : operator;
  const target = left.type === "MemberExpression" ? doneMember(left) : cloneNode(left);
  return t.assignmentExpression(rest, target, restExpression(node.right, cut));
}

/** Arguments, elements or parts: those before the call are done. */
function restList(list: readonly (t.Node | null)[], cut: Cut): (t.Node | null)[] {
  const index = list.findIndex((one) => one && cut.point.path.has(one));
  return list.map((one, at) => {
    if (one === null) return null;
    if (at > index && index >= 0) return cloneNode(one);
    if (one.type === "SpreadElement")
      return t.spreadElement((at < index || index < 0 ? done(one.argument) : restExpression(one.argument, cut)) as t.Expression);
    return at === index ? restExpression(one as t.Expression, cut) : index < 0 ? cloneNode(one) : done(one);
  });
}

function restProperties(node: t.ObjectExpression, cut: Cut): t.ObjectExpression["properties"] {
  const index = node.properties.findIndex((one) => cut.point.path.has(one));
  return node.properties.map((one, at) => {
    const copy = cloneNode(one);
    if (at > index) return copy;
    const part = (child: t.Node): t.Expression =>
      cut.point.path.has(child) ? restExpression(child as t.Expression, cut) : (done(child) as t.Expression);
    if (one.type === "SpreadElement") return Object.assign(copy, { argument: part(one.argument) });
    if (one.computed) Object.assign(copy, { key: part(one.key) });
    // In the key of its property: the value comes later.
    if (one.type === "ObjectProperty" && !cut.point.path.has(one.key)) Object.assign(copy, { value: part(one.value) });
    return copy;
  });
}
