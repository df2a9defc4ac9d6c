import * as t from "@babel/types";
import type { FunctionInfo } from "../instrument/analysis.js";
import { call } from "./build.js";

/** The two functions that stand for `super` where code has been taken out of its method. Both are called with the code's `this`. */
export interface SuperNames {
  /** `(key) => super[key]` */
  readonly get: string;
  /** `(key, value) => super[key] = value` */
  readonly set: string;
}

export const instanceSuper: SuperNames = { get: "$superGet", set: "$superSet" };
export const staticSuper: SuperNames = { get: "$staticSuperGet", set: "$staticSuperSet" };

/** Which of the two a function's `super` is: that of the member it is in. */
export function superNamesOf(fn: FunctionInfo): SuperNames {
  for (let one: FunctionInfo | null = fn; one; one = one.parent) {
    const { node } = one;
    if (t.isStaticBlock(node)) return staticSuper;
    if (t.isClassMethod(node) || t.isClassPrivateMethod(node) || t.isClassProperty(node) || t.isClassPrivateProperty(node)) {
      return node.static ? staticSuper : instanceSuper;
    }
    if (t.isObjectMethod(node)) return instanceSuper;
  }
  return instanceSuper;
}

/**
 * In code taken out of its method (arrows, residual generators) `super.x` becomes `$superGet.call(this, "x")`, in place. Nothing is changed inside of
 * what has a `super` of its own.
 * @throws for forms that have no such spelling: `super()` in an arrow, `super.x++`, `super.x` in a pattern
 */
export function spellSuper(root: t.Node, names: SuperNames): void {
  const children = (node: t.Node): void => {
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      const holder = node as unknown as Record<string, unknown>;
      const value = holder[key];
      if (Array.isArray(value)) (value as (t.Node | null)[]).forEach((child, i, list) => (list[i] = child && spell(child)));
      else if (value) holder[key] = spell(value as t.Node);
    }
  };
  const get = (of: SuperMember): t.Expression => call(t.identifier(names.get), "call", t.thisExpression(), keyOf(of));
  const set = (of: SuperMember, value: t.Expression): t.Expression =>
    call(t.identifier(names.set), "call", t.thisExpression(), keyOf(of), value);
  const keyOf = (of: SuperMember): t.Expression =>
    of.computed ? (spell(of.property) as t.Expression) : t.stringLiteral((of.property as t.Identifier).name);
  const spell = (node: t.Node): t.Node => {
    if (t.isClass(node)) {
      if (node.superClass) node.superClass = spell(node.superClass) as t.Expression;
      return node;
    }
    if (t.isFunction(node) && !t.isArrowFunctionExpression(node)) return node;
    if (t.isCallExpression(node) && isSuperMember(node.callee)) {
      node.arguments = node.arguments.map((argument) => spell(argument) as t.Expression);
      return t.callExpression(t.memberExpression(get(node.callee), t.identifier("call")), [t.thisExpression(), ...node.arguments]);
    }
    if (t.isAssignmentExpression(node) && isSuperMember(node.left)) {
      const right = spell(node.right) as t.Expression;
      if (node.operator === "=") return set(node.left, right);
      const operator = node.operator.slice(0, -1);
      if (node.left.computed && !t.isLiteral(node.left.property)) throw unspelled("super[…] with a compound assignment");
      if (operator === "||" || operator === "&&" || operator === "??")
        return t.logicalExpression(operator, get(node.left), set(node.left, right));
      return set(node.left, t.binaryExpression(operator as "+", get(node.left), right));
    }
    if (isSuperMember(node)) return get(node);
    if (t.isSuper(node)) throw unspelled("super()");
    if (t.isUpdateExpression(node) && isSuperMember(node.argument)) throw unspelled("super.x++");
    children(node);
    return node;
  };
  children(root);
}

type SuperMember = t.MemberExpression & { object: t.Super };

function isSuperMember(node: t.Node): node is SuperMember {
  return t.isMemberExpression(node) && t.isSuper(node.object);
}

function unspelled(what: string): Error {
  return new Error(`${what} can't be taken out of its method`);
}

/** Whether any of the names is used in a tree. */
export function usesSuperNames(root: t.Node, names: SuperNames): boolean {
  let found = false;
  t.traverseFast(root, (node) => {
    found ||= t.isIdentifier(node) && (node.name === names.get || node.name === names.set);
  });
  return found;
}
