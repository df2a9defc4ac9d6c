import * as t from "@babel/types";
import type { Name, NameOwner, Names, NameScope } from "./nameModel.js";
import { at, isAnonymousDefinition, keepName } from "./nodes.js";

/**
 * Renames variables of inner blocks of a suspendable function until no name of it stands for two things: a name bound twice in the function, in an
 * enclosing scope, or used free. What a residual then declares flat at its top can't collide. Functions keep their observable `name`. A sloppy function
 * in a block that is a `var` of the function as well (B.3.2) becomes what it is: two variables.
 */
export function uniqueLocals(owner: NameOwner, names: Names, freshName: (base: string) => string): void {
  const first = owner.scopes[0];
  if (!first) return;
  const taken = new Set(owner.free);
  for (let scope: NameScope | null = first; scope; scope = scope.parent) for (const name of scope.names.keys()) taken.add(name);
  for (const scope of owner.scopes) if (isTop(scope)) for (const name of scope.names.keys()) taken.add(name);
  for (const scope of owner.scopes) {
    if (isTop(scope) || scope.kind === "class") continue;
    for (const name of [...scope.names.values()]) {
      if (name.outer && canReplace(name)) separate(name, name.outer, freshName(name.name), names);
      else if (!taken.has(name.name)) taken.add(name.name);
      else if (!name.pinned && canReplace(name)) rename(name, freshName(name.name), names);
    }
  }
}

function isTop(scope: NameScope): boolean {
  return scope.kind === "function" || scope.kind === "body" || scope.kind === "program";
}

/** A declared function or class is replaced in its list by a variable; in a `switch` there is no place for a hoisted one. */
function canReplace(name: Name): boolean {
  if (!name.declaration) return true;
  if (name.declaration.type === "FunctionDeclaration" && name.scope.kind !== "block") return false;
  const list = listOf(name);
  return list !== undefined && list.filter((one) => one.type === "FunctionDeclaration" && one.id?.name === name.name).length <= 1;
}

/** `{ … function f() {} … }` -> `var f; { let f$2 = function () {}; … f = f$2; … }` */
function separate(name: Name, outer: Name, fresh: string, names: Names): void {
  const declaration = name.declaration!;
  const list = listOf(name)!;
  const index = list.indexOf(declaration);
  rename(name, fresh, names);
  const id = (text: string): t.Identifier => at(t.identifier(text), declaration);
  list.splice(
    index + 1,
    0,
    at(t.expressionStatement(at(t.assignmentExpression("=", id(outer.name), id(fresh)), declaration)), declaration),
  );
  const { node } = outer.scope.owner;
  const body = node.type === "Program" ? node.body : t.isFunction(node) && t.isBlockStatement(node.body) ? node.body.body : [];
  body.unshift(at(t.variableDeclaration("var", [at(t.variableDeclarator(id(outer.name)), declaration)]), declaration));
}

function listOf(name: Name): t.Statement[] | undefined {
  const { node } = name.scope;
  const lists =
    node.type === "SwitchStatement"
      ? node.cases.map((one) => one.consequent)
      : "body" in node && Array.isArray(node.body)
        ? [node.body as t.Statement[]]
        : [];
  return lists.find((list) => list.includes(name.declaration!));
}

function rename(name: Name, fresh: string, names: Names): void {
  const old = name.name;
  for (const { holder, field } of name.naming) {
    if (field === "init" && holder.type === "VariableDeclarator") {
      if (holder.init) holder.init = keepName(holder.init, old);
    } else if (holder.type !== "VariableDeclarator" && isAnonymousDefinition(holder.right)) holder.right = keepName(holder.right, old);
  }
  for (const id of name.identifiers) {
    const property = names.shorthand.get(id);
    if (property?.shorthand) {
      property.shorthand = false;
      if (property.extra?.["shorthand"]) delete property.extra["shorthand"];
      property.key = at(t.identifier(old), id);
    }
    id.name = fresh;
  }
  name.scope.names.delete(old);
  name.scope.names.set(fresh, name);
  name.name = fresh;
  if (name.declaration) replaceDeclaration(name, name.declaration, old);
}

function replaceDeclaration(name: Name, declaration: t.FunctionDeclaration | t.ClassDeclaration, old: string): void {
  const list = listOf(name);
  if (!list) return;
  const index = list.indexOf(declaration);
  const id = declaration.id!;
  if (declaration.type === "FunctionDeclaration" && declaration.async) {
    // It becomes a variable anyway, with the name its object has to have.
    declaration.extra = { ...declaration.extra, functionName: old };
    return;
  }
  // The node itself changes its type: passes know it as the function it was.
  const variable = (init: t.Expression): t.VariableDeclaration =>
    at(t.variableDeclaration("let", [at(t.variableDeclarator(id, init), declaration)]), declaration);
  if (declaration.type === "ClassDeclaration") {
    const expression = Object.assign(declaration as t.Node, {
      type: "ClassExpression",
      id: at(t.identifier(old), id),
    }) as t.ClassExpression;
    list[index] = variable(expression);
  } else {
    const expression = Object.assign(declaration as t.Node, { type: "FunctionExpression", id: null }) as t.FunctionExpression;
    list.splice(index, 1);
    list.unshift(variable(keepName(expression, old)));
  }
}
