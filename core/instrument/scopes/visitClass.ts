import type { Class, ClassBody, Node } from "@babel/types";
import type { PrivateNameInfo } from "../analysis.js";
import { varNamesOf } from "./declarations.js";
import type { ClassDetails, Func, Scope } from "./scopeModel.js";
import { keyName, visit } from "./visit.js";
import { hoistBlock, visitFunction } from "./visitFunction.js";
import type { Walk } from "./walk.js";

/** A class (ECMA-262 15.7.14): its scope holds its inner name; heritage and computed keys are evaluated outside of the members. */
export function visitClass(walk: Walk, node: Class, name: string | Node): Func {
  walk.scopeAt.set(node, walk.scope);
  const singleton = walk.func.kind === "module" && walk.scope.kind === "module" && walk.loop === null;
  const scope = walk.newScope("class", node, { singleton, strict: true });
  const outer = walk.scope;
  walk.scope = scope;
  const func = walk.newFunction(node, "class", node.id?.name ?? (typeof name === "string" ? name : ""));
  scope.owner = func;
  func.strict = true;
  func.scope = func.top = func.body = scope;
  const details: ClassDetails = {
    self: null,
    observableName: node.id ? null : typeof name === "string" ? name : { key: name, variable: "" },
    computedKeys: [],
    hasComputedFields: node.body.body.some((member) => member.type === "ClassProperty" && member.computed),
    privateNames: privateNamesOf(node.body),
    registers: false,
    scope,
    usesSuper: false,
  };
  func.class = details;
  if (node.id) {
    walk.names.add(node.id.name);
    details.self = scope.declare(node.id.name, "className");
    details.self.initialized = scope.start;
    details.self.declarations.push(node.id);
    if (node.type === "ClassExpression") walk.bindingOf.set(node.id, details.self);
  }
  visit(walk, node.superClass);
  for (const member of node.body.body) visitMember(walk, func, details, member, node.superClass ? "derived" : "base");
  walk.scope = outer;
  if (node.type === "ClassDeclaration" && node.id) {
    const binding = outer.bindings.get(node.id.name);
    if (binding && binding.initialized === Infinity) {
      binding.initialized = ++walk.clock;
      binding.switchCase = walk.switchCases.at(-1) ?? null;
    }
  }
  return func;
}

function visitMember(
  walk: Walk,
  owner: Func,
  details: ClassDetails,
  member: ClassBody["body"][number],
  heritage: "base" | "derived",
): void {
  if ("computed" in member && member.computed) visit(walk, member.key);
  switch (member.type) {
    case "ClassMethod":
    case "ClassPrivateMethod": {
      const name = keyName(member);
      const constructor_ = member.kind === "constructor" ? { constructor_: heritage } : {};
      asChild(walk, owner, () =>
        visitFunction(walk, member, { name: typeof name === "string" ? name : "", home: details, ...constructor_ }),
      );
      return;
    }
    case "ClassProperty":
    case "ClassPrivateProperty":
    case "ClassAccessorProperty":
      if (member.value) {
        const name = keyName(member);
        asChild(walk, owner, () => {
          initializer(walk, details, member, typeof name === "string" ? name : "", () => {
            // The key of a computed field is known when the class is evaluated, not when the field is: such a class stays without its name.
            visit(walk, member.value, typeof name === "string" ? name : "");
          });
        });
      }
      return;
    case "StaticBlock":
      asChild(walk, owner, () => {
        initializer(walk, details, member, "", (scope) => {
          for (const identifier of varNamesOf(member.body)) {
            walk.names.add(identifier.name);
            const binding = scope.declare(identifier.name, "var");
            binding.declarations.push(identifier);
            binding.initialized = scope.start;
          }
          hoistBlock(walk, scope, member.body);
          for (const statement of member.body) {
            walk.bodyStatement = statement;
            visit(walk, statement);
          }
        });
      });
      return;
    default:
  }
}

/** Members are children of their class, but evaluated where the class is. */
function asChild(walk: Walk, owner: Func, inside: () => void): void {
  const { func, contained } = walk;
  walk.func = owner;
  // Once the class is known not to let its members escape, neither do they.
  walk.contained = null;
  inside();
  walk.func = func;
  walk.contained = contained;
}

function initializer(walk: Walk, details: ClassDetails, node: Node, name: string, inside: (scope: Scope) => void): void {
  walk.scopeAt.set(node, walk.scope);
  const func = walk.newFunction(node, "initializer", name);
  func.scope = walk.scope;
  walk.homeOf.set(func, details);
  walk.withinFunction(func, walk.scope, () => {
    func.top = func.body = walk.newScope("function", node);
    walk.scope = func.top;
    inside(func.top);
  });
}

function privateNamesOf(body: ClassBody): PrivateNameInfo[] {
  const names = new Map<string, PrivateNameInfo>();
  for (const member of body.body) {
    if (member.type === "ClassPrivateProperty") {
      const name = `#${member.key.id.name}`;
      names.set(name, { name, kind: "field", static: member.static });
    } else if (member.type === "ClassPrivateMethod") {
      const name = `#${member.key.id.name}`;
      const kind = member.kind === "get" || member.kind === "set" ? "accessor" : "method";
      names.set(name, { name, kind, static: member.static });
    }
  }
  return [...names.values()];
}
