import * as t from "@babel/types";
import type { EmitContext } from "./emitContext.js";
import type { Place } from "./resumePlan.js";
import { scopeCode } from "./scopeFactory.js";
import { instanceSuper } from "./spellSuper.js";

/**
 * The scope that holds an object literal whose methods use `super`. The object itself is rebuilt like any other, so its methods can't have it as their
 * home object: what they look up with `super` is looked up from the variable.
 */
export function homeStatements(place: Place, context: EmitContext): t.Statement[] {
  const { declarations, record } = scopeCode(place, context);
  const home = t.identifier(place.bindings[0]!.name);
  return [
    ...declarations,
    helper(instanceSuper.get, "superGet", home, "$p"),
    helper(instanceSuper.set, "superSet", home, "$p", "$v"),
    t.returnStatement(record),
  ];
}

/** `const $superGet = function ($p) { return $tm.superGet($H4, $p, this); };` */
function helper(name: string, method: string, home: t.Identifier, ...parameters: string[]): t.Statement {
  const names = parameters.map((parameter) => t.identifier(parameter));
  const answer = t.callExpression(t.memberExpression(t.identifier("$tm"), t.identifier(method)), [home, ...names, t.thisExpression()]);
  const body = t.functionExpression(null, names, t.blockStatement([t.returnStatement(answer)]));
  return t.variableDeclaration("const", [t.variableDeclarator(t.identifier(name), body)]);
}
