import * as t from "@babel/types";
import type { FunctionInfo } from "../instrument/analysis.js";
import { member, property, propertyKey } from "./build.js";
import { cloneNode, deriveNode } from "./cloneNode.js";
import type { EmitContext } from "./emitContext.js";
import { spellPseudoBindings } from "./spellPseudoBindings.js";
import { spellSuper, superNamesOf } from "./spellSuper.js";

/**
 * An expression that makes the closure of a function again, in the syntactic form that gives it the same abilities (constructor or not, own `this` or
 * not, generator) and the same name, without a binding of that name around it: `({ inc: function () { … } }).inc`.
 */
export function closureForm(fn: FunctionInfo, context: EmitContext): t.Expression {
  const node = fn.node;
  switch (node.type) {
    case "FunctionDeclaration": {
      const copy = cloneNode(node);
      const made = t.functionExpression(null, copy.params, copy.body, node.generator);
      return inProperty(node.id?.name ?? "default", deriveNode(made, node));
    }
    case "FunctionExpression":
      return node.id ? cloneNode(node) : inProperty(nameOf(node, context), cloneNode(node));
    case "ArrowFunctionExpression": {
      const copy = t.expressionStatement(cloneNode(node));
      spellPseudoBindings(copy);
      if (fn.needsHome) spellSuper(copy, superNamesOf(fn));
      return inProperty(nameOf(node, context), copy.expression);
    }
    case "ObjectMethod":
    case "ClassMethod":
    case "ClassPrivateMethod":
      return methodForm(fn, node);
    default:
      throw new Error(`${fn.id} is a ${node.type}, which is not a function`);
  }
}

/** A method as the method of a small object. */
function methodForm(fn: FunctionInfo, node: t.ObjectMethod | t.ClassMethod | t.ClassPrivateMethod): t.Expression {
  const name = staticKey(node) ?? "";
  const copy = cloneNode(node);
  if (fn.needsHome) spellSuper(copy.body, superNamesOf(fn));
  const kind = node.kind === "get" || node.kind === "set" ? node.kind : "method";
  const key = name === "__proto__" ? t.stringLiteral(name) : propertyKey(name);
  const method = deriveNode(t.objectMethod(kind, key, copy.params as t.Identifier[], copy.body, false, node.generator), node);
  const object = t.objectExpression([method]);
  // Not a call of `Object.getOwnPropertyDescriptor`: the program may have a variable of its own called Object.
  if (kind === "get") return t.callExpression(member(object, "__lookupGetter__"), [t.stringLiteral(name)]);
  if (kind === "set") return t.callExpression(member(object, "__lookupSetter__"), [t.stringLiteral(name)]);
  return member(object, name);
}

/** The key of a method or field as a text, if it is known without running anything. */
export function staticKey(
  node: t.ObjectMethod | t.ClassMethod | t.ClassPrivateMethod | t.ObjectProperty | t.ClassProperty | t.ClassPrivateProperty,
): string | undefined {
  const { key } = node;
  if (t.isPrivateName(key)) return `#${key.id.name}`;
  if (t.isStringLiteral(key)) return key.value;
  if (t.isNumericLiteral(key)) return String(key.value);
  if (t.isBigIntLiteral(key)) return BigInt(key.value).toString();
  const computed = "computed" in node && node.computed;
  return t.isIdentifier(key) && !computed ? key.name : undefined;
}

/** The name that an anonymous function or class takes from where it stands (NamedEvaluation); empty if it has none or it is known only at run time. */
export function nameOf(node: t.Node, context: EmitContext): string {
  const parent = context.parents.get(node);
  switch (parent?.type) {
    case "VariableDeclarator":
      return t.isIdentifier(parent.id) ? parent.id.name : "";
    case "AssignmentExpression":
      return t.isIdentifier(parent.left) && ["=", "&&=", "||=", "??="].includes(parent.operator) ? parent.left.name : "";
    case "AssignmentPattern":
      return t.isIdentifier(parent.left) && parent.right === node ? parent.left.name : "";
    case "ObjectProperty":
    case "ClassProperty":
    case "ClassPrivateProperty":
      return parent.value === node ? (staticKey(parent) ?? "") : "";
    case "ExportDefaultDeclaration":
      return "default";
    default:
      return "";
  }
}

/** `({ name: value }).name`; without a name just the value, which as an element of an expression gets none. */
function inProperty(name: string, value: t.Expression): t.Expression {
  return name === "" ? value : member(t.objectExpression([property(name, value)]), name);
}
