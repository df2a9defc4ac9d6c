import type { Expression, Node, ObjectExpression, PrivateName, Super } from "@babel/types";
import { isFunction } from "@babel/types";
import { directEval, withStatement } from "../diagnostics.js";
import { childrenOf } from "./childrenOf.js";
import type { Binding, ClassDetails, Func, Scope } from "./scopeModel.js";
import { visitClass } from "./visitClass.js";
import { visitFunction, visitFunctionDeclaration } from "./visitFunction.js";
import { visitStatement } from "./visitStatement.js";
import type { Walk } from "./walk.js";

/**
 * Visits any node in evaluation position. `name` is the name that NamedEvaluation would give to an anonymous function or class here
 * (ECMA-262 8.4.5): a string, or the computed key's node.
 */
export function visit(walk: Walk, node: Node | null | undefined, name: string | Node = ""): void {
  if (!node) return;
  visitNode(walk, node, name);
  const live = node.extra?.["callPoint"] as readonly string[] | undefined;
  if (live) noteCall(walk, node as Expression, live);
}

/** A call at which the activation can be taken: what is used later is what comes after it. */
function noteCall(walk: Walk, call: Expression, liveTemporaries: readonly string[]): void {
  walk.func.suspensions.push({
    statement: null,
    call,
    liveTemporaries,
    form: "call",
    scope: walk.scope,
    order: ++walk.clock,
    loop: walk.loop,
    switchCases: walk.switchCases,
  });
}

function visitNode(walk: Walk, node: Node, name: string | Node): void {
  switch (node.type) {
    case "Identifier":
      walk.useName(node);
      return;
    case "FunctionDeclaration":
      visitFunctionDeclaration(walk, node);
      return;
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      visitFunction(walk, node, { name: typeof name === "string" ? name : "" });
      return;
    case "ClassDeclaration":
    case "ClassExpression":
      visitClass(walk, node, name);
      return;
    case "ObjectExpression":
      visitObject(walk, node);
      return;
    case "ParenthesizedExpression":
      visit(walk, node.expression, name);
      return;
    case "AssignmentExpression": {
      const named = node.left.type === "Identifier" && node.left.extra?.["parenthesized"] !== true ? node.left.name : "";
      // The right side is evaluated before the write happens, but after the target's own parts.
      if (node.left.type !== "Identifier") visitTarget(walk, node.left);
      visit(walk, node.right, named);
      if (node.left.type === "Identifier") visitTarget(walk, node.left);
      return;
    }
    case "UpdateExpression":
      visitTarget(walk, node.argument);
      return;
    case "MemberExpression":
    case "OptionalMemberExpression":
      visit(walk, node.object);
      if (node.computed || node.property.type === "PrivateName") visit(walk, node.property);
      return;
    case "CallExpression":
      if (node.callee.type === "Identifier" && node.callee.name === "eval" && !walk.lookup("eval")) {
        walk.diagnostics.push(directEval(walk.module, node));
      }
      if (node.callee.type === "Super") visitSuperCall(walk, node.callee);
      else visit(walk, node.callee);
      for (const argument of node.arguments) visit(walk, argument);
      return;
    case "ThisExpression":
      walk.usePseudo("this", node);
      return;
    case "MetaProperty":
      if (node.meta.name === "new") walk.usePseudo("new.target", node);
      return;
    case "Super":
      visitSuper(walk, node);
      return;
    case "PrivateName":
      visitPrivateName(walk, node);
      return;
    case "WithStatement":
      walk.diagnostics.push(withStatement(walk.module, node));
      return;
    default:
      if (!visitStatement(walk, node)) for (const child of childrenOf(node)) visit(walk, child);
  }
}

/** What is assigned to: names are written, member expressions evaluated, patterns taken apart. */
export function visitTarget(walk: Walk, node: Node | null | undefined, access: { initializer?: boolean } = {}): void {
  if (!node) return;
  switch (node.type) {
    case "Identifier":
      walk.useName(node, { write: true, ...access });
      return;
    case "ObjectPattern":
      for (const property of node.properties) {
        if (property.type === "RestElement") visitTarget(walk, property.argument, access);
        else {
          if (property.computed) visit(walk, property.key);
          visitTarget(walk, property.value, access);
        }
      }
      return;
    case "ArrayPattern":
      for (const element of node.elements) visitTarget(walk, element, access);
      return;
    case "AssignmentPattern":
      visit(walk, node.right, node.left.type === "Identifier" ? node.left.name : "");
      visitTarget(walk, node.left, access);
      return;
    case "RestElement":
      visitTarget(walk, node.argument, access);
      return;
    case "ParenthesizedExpression":
      visitTarget(walk, node.expression, access);
      return;
    default:
      visit(walk, node);
  }
}

/** Property key as NamedEvaluation sees it. */
export function keyName(property: { key: Node; computed?: boolean | null }): string | Node {
  const { key } = property;
  if (property.computed) return key.type === "StringLiteral" ? key.value : key;
  if (key.type === "Identifier") return key.name;
  if (key.type === "StringLiteral") return key.value;
  if (key.type === "NumericLiteral") return String(key.value);
  if (key.type === "BigIntLiteral") return BigInt(key.value).toString();
  if (key.type === "PrivateName") return `#${key.id.name}`;
  return "";
}

function visitObject(walk: Walk, node: ObjectExpression): void {
  const methods = node.properties.filter((property) => property.type === "ObjectMethod");
  let home: Scope | null = null;
  let binding: Binding | null = null;
  if (methods.some((method) => mentionsSuper(method))) {
    home = walk.newScope("home", node);
    binding = home.declare("home", "home");
    binding.initialized = home.start;
  }
  const properties = (): void => {
    for (const property of node.properties) {
      if (property.type === "SpreadElement") visit(walk, property.argument);
      else if (property.type === "ObjectMethod") {
        if (property.computed) visit(walk, property.key);
        const name = keyName(property);
        visitFunction(walk, property, { name: typeof name === "string" ? name : "", home: binding });
      } else {
        if (property.computed) visit(walk, property.key);
        const name = keyName(property);
        visit(walk, property.value, name === "__proto__" && !property.computed && !property.shorthand ? "" : name);
      }
    }
  };
  if (home) walk.within(home, properties);
  else properties();
}

/** Whether a method uses the `super` of its own object: inside functions only through arrows, in classes only in heritage and computed keys. */
function mentionsSuper(node: Node, outermost = true): boolean {
  if (node.type === "Super") return true;
  if (!outermost && isFunction(node) && node.type !== "ArrowFunctionExpression")
    return node.type === "ObjectMethod" && node.computed && mentionsSuper(node.key, false);
  if (node.type === "ClassBody") {
    return node.body.some((member) => "computed" in member && member.computed && mentionsSuper(member.key, false));
  }
  const children = outermost && node.type === "ObjectMethod" ? [...node.params, node.body] : childrenOf(node);
  return children.some((child) => mentionsSuper(child, false));
}

function visitSuper(walk: Walk, node: Super): void {
  walk.usePseudo("this", node);
  let method: Func = walk.func;
  while (method.arrow && method.parent) method = method.parent;
  const home = walk.homeOf.get(method);
  if (!home) return;
  if ("privateNames" in home) {
    home.usesSuper = true;
    useClass(walk, home, node);
  } else {
    walk.use(home, node);
    markHome(walk, home.scope.function);
  }
}

/** `super(…)` in a constructor or an arrow inside it: needs the constructor, not the home object. */
function visitSuperCall(walk: Walk, node: Super): void {
  walk.usePseudo("this", node);
  if (!walk.func.arrow) return;
  walk.usePseudo("new.target", node);
  visitSuper(walk, node);
}

function visitPrivateName(walk: Walk, node: PrivateName): void {
  const name = `#${node.id.name}`;
  for (let scope: Scope | null = walk.scope; scope; scope = scope.parent) {
    const details: ClassDetails | null = scope.owner?.class ?? null;
    if (details && details.scope === scope && details.privateNames.some((known) => known.name === name)) {
      useClass(walk, details, node);
      return;
    }
  }
}

function useClass(walk: Walk, details: ClassDetails, node: Node): void {
  if (!details.self) {
    details.self = details.scope.declare("class", "className");
    details.self.initialized = details.scope.start;
  }
  walk.use(details.self, node);
  if (details.scope.owner) markHome(walk, details.scope.owner);
}

function markHome(walk: Walk, end: Func): void {
  for (let func: Func | null = walk.func; func && func !== end; func = func.parent) func.needsHome = true;
}

/** An initializer that can't let the functions in it escape before its binding is initialized. */
export function isHarmless(node: Expression | Node | null | undefined): boolean {
  if (!node) return true;
  switch (node.type) {
    case "FunctionExpression":
    case "ArrowFunctionExpression":
    case "StringLiteral":
    case "NumericLiteral":
    case "BooleanLiteral":
    case "NullLiteral":
    case "BigIntLiteral":
    case "RegExpLiteral":
    case "Identifier":
    case "ThisExpression":
      return true;
    case "ParenthesizedExpression":
      return isHarmless(node.expression);
    case "LogicalExpression":
      return isHarmless(node.left) && isHarmless(node.right);
    case "ConditionalExpression":
      return isHarmless(node.consequent) && isHarmless(node.alternate);
    case "ArrayExpression":
      return node.elements.every((element) => element?.type !== "SpreadElement" && isHarmless(element));
    case "ObjectExpression":
      return node.properties.every(
        (property) =>
          property.type !== "SpreadElement" && !property.computed && (property.type === "ObjectMethod" || isHarmless(property.value)),
      );
    case "MemberExpression":
      // `{ f() {} }.f`, which lowering writes.
      return !node.computed && node.object.type === "ObjectExpression" && isHarmless(node.object);
    case "CallExpression":
      return isRuntimeMaker(node.callee) && node.arguments.every((argument) => isHarmless(argument));
    case "ClassExpression":
      return (
        !node.superClass &&
        node.body.body.every((member) => {
          if (member.type === "StaticBlock" || ("computed" in member && member.computed)) return false;
          return !("static" in member && member.static) || member.type === "ClassMethod" || member.type === "ClassPrivateMethod";
        })
      );
    default:
      return false;
  }
}

function isRuntimeMaker(callee: Node): boolean {
  return (
    callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    callee.object.name === "$tm" &&
    callee.property.type === "Identifier" &&
    (callee.property.name === "asyncFunction" || callee.property.name === "asyncGeneratorFunction")
  );
}
