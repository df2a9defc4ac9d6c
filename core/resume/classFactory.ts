import * as t from "@babel/types";
import type { FunctionInfo } from "../instrument/analysis.js";
import { comment, member, propertyKey } from "./build.js";
import { cloneNode, deriveNode } from "./cloneNode.js";
import { nameOf } from "./closureForm.js";
import type { EmitContext } from "./emitContext.js";
import { named } from "./restDeclarations.js";
import type { Place } from "./resumePlan.js";
import { placeRecord } from "./scopeFactory.js";
import { instanceSuper, staticSuper, usesSuperNames, type SuperNames } from "./spellSuper.js";
import { namesVariable, walk } from "./walk.js";

type Member = t.ClassBody["body"][number];

/** The computed keys met so far, and the variables in which instrumented code keeps them for the class's registration. */
interface Keys {
  next: number;
  readonly variables: Map<string, t.Expression>;
}

const material = (): t.Identifier => t.identifier("$k");
/** A global like `$capturing`: true during a restore, false ever after. */
const restoring = (): t.Identifier => t.identifier("$restoring");

/**
 * A class made again from its own code: `($k) => class C extends $k.parent { … }` (section 6 of the contract). What ran when the class was first
 * evaluated does not run again: the heritage and the computed keys come from `$k`, static fields and static blocks are left out. Objects get their
 * private fields by construction, so that initializers and constructors step aside while `$restoring`.
 */
export function classForm(fn: FunctionInfo, inside: Place | undefined, context: EmitContext): t.ArrowFunctionExpression {
  const node = fn.node as t.Class;
  const stamps = fn.class?.privateNames.some((name) => !name.static) ?? false;
  const keys: Keys = { next: 0, variables: new Map() };
  const members = node.body.body.flatMap((one) => memberForm(cloneNode(one), stamps, node.superClass != null, keys));
  for (const one of members) if (t.isStaticBlock(one)) spellKeys(one, keys);
  const setters = privateSetters(node);
  if (setters) members.push(setters);
  const record = inside && insideBlock(fn, inside, context);
  if (record) members.push(...superHelpers(record, instanceSuper), ...superHelpers(record, staticSuper), record);
  const parent = node.superClass ? t.memberExpression(material(), t.identifier("parent")) : null;
  const id = node.id ? t.identifier(node.id.name) : null;
  const made = deriveNode(t.classExpression(id, parent, t.classBody(members)), node);
  const name = id ? "" : nameOf(node, context);
  return t.arrowFunctionExpression([material()], name ? named(name, made) : made);
}

function memberForm(one: Member, stamps: boolean, derived: boolean, keys: Keys): Member[] {
  switch (one.type) {
    case "StaticBlock":
      return isRegistration(one) ? [one] : [];
    case "ClassMethod":
      takeKey(one, keys);
      if (one.kind === "constructor" && stamps) stepAside(one, derived);
      return [one];
    case "ClassPrivateMethod":
      return [one];
    case "ClassPrivateProperty":
      if (one.static) one.value = null;
      else
        one.value = whileRestoring(
          t.callExpression(member(material(), "take"), [t.stringLiteral(`#${one.key.id.name}`)]),
          one.value,
          `#${one.key.id.name}`,
        );
      return [one];
    case "ClassProperty": {
      const name = t.isIdentifier(one.key) && !one.computed ? one.key.name : t.isStringLiteral(one.key) ? one.key.value : "";
      takeKey(one, keys);
      if (one.static) return [];
      if (stamps && one.value) one.value = whileRestoring(t.identifier("undefined"), one.value, name);
      return [one];
    }
    default:
      throw new Error(`a class with ${one.type} can't be made again`);
  }
}

/** `$restoring ? restored : init`; an anonymous function keeps the name of the field. */
function whileRestoring(restored: t.Expression, init: t.Expression | null | undefined, name: string): t.Expression {
  return t.conditionalExpression(restoring(), restored, init ? (name ? named(name, init) : init) : t.identifier("undefined"));
}

function takeKey(one: t.ClassMethod | t.ClassProperty, keys: Keys): void {
  if (!one.computed) return;
  const index = keys.next++;
  const key = (): t.Expression => t.memberExpression(member(material(), "keys"), t.numericLiteral(index), true);
  if (t.isAssignmentExpression(one.key) && t.isIdentifier(one.key.left)) keys.variables.set(one.key.left.name, key());
  one.key = key();
}

/** The registration of a class names its computed keys by the variables that kept them. */
function spellKeys(registration: t.StaticBlock, keys: Keys): void {
  walk(registration, (node, parent, key) => {
    const spelled = t.isIdentifier(node) && namesVariable(node, parent, key) ? keys.variables.get(node.name) : undefined;
    return spelled && cloneNode(spelled);
  });
}

/** A constructor that is only called to give an object its private fields does nothing else. */
function stepAside(one: t.ClassMethod, derived: boolean): void {
  const stop = t.returnStatement();
  const construct = t.expressionStatement(t.callExpression(t.super(), [member(material(), "object")]));
  one.body.body.unshift(t.ifStatement(restoring(), derived ? t.blockStatement([construct, stop]) : stop));
}

/** `static { $tm.class(…); }` */
function isRegistration(block: t.StaticBlock): boolean {
  const first = block.body[0];
  const called = t.isExpressionStatement(first) && t.isCallExpression(first.expression) ? first.expression.callee : undefined;
  return (
    t.isMemberExpression(called) && t.isIdentifier(called.object, { name: "$tm" }) && t.isIdentifier(called.property, { name: "class" })
  );
}

/** `static { $k.scope({ set, make, enter, resume }); }`: what only the inside of the class can make. */
function insideBlock(fn: FunctionInfo, inside: Place, context: EmitContext): t.StaticBlock {
  const block = t.staticBlock([t.expressionStatement(t.callExpression(member(material(), "scope"), [placeRecord(inside, context)]))]);
  return comment(block, `inside of ${fn.name || "the class"}`);
}

/** `static { $k.privates({ "#x": ($o, $v) => $o.#x = $v }); }` */
function privateSetters(node: t.Class): t.StaticBlock | undefined {
  const setters = node.body.body.filter((one) => t.isClassPrivateProperty(one)).map((one) => fieldSetter(one.key.id.name));
  if (setters.length === 0) return undefined;
  return t.staticBlock([t.expressionStatement(t.callExpression(member(material(), "privates"), [t.objectExpression(setters)]))]);
}

/** `"#x": ($o, $v) => $o.#x = $v` */
function fieldSetter(name: string): t.ObjectProperty {
  const target = t.memberExpression(t.identifier("$o"), t.privateName(t.identifier(name)));
  const assign = t.assignmentExpression("=", target, t.identifier("$v"));
  return t.objectProperty(propertyKey(`#${name}`), t.arrowFunctionExpression([t.identifier("$o"), t.identifier("$v")], assign));
}

/** Methods that know `super`, taken off again before anyone can see them. */
function superHelpers(record: t.StaticBlock, names: SuperNames): Member[] {
  if (!usesSuperNames(record, names)) return [];
  const isStatic = names === staticSuper;
  const key = t.identifier("$p");
  const value = t.identifier("$v");
  const target = t.memberExpression(t.super(), key, true);
  const get = t.classMethod("method", t.identifier(names.get), [key], t.blockStatement([t.returnStatement(target)]), false, isStatic);
  const assign = t.returnStatement(t.assignmentExpression("=", t.memberExpression(t.super(), key, true), value));
  const set = t.classMethod("method", t.identifier(names.set), [key, value], t.blockStatement([assign]), false, isStatic);
  const holder = isStatic ? t.thisExpression() : member(t.thisExpression(), "prototype");
  for (const name of [names.set, names.get]) {
    const off = t.expressionStatement(t.unaryExpression("delete", member(holder, name)));
    record.body.unshift(t.variableDeclaration("const", [t.variableDeclarator(t.identifier(name), member(holder, name))]), off);
  }
  return [get, set];
}
