import * as t from "@babel/types";
import { at, field, putNode, slotsOf } from "./nodes.js";

/**
 * Makes calls of tagged templates, with the template object in a variable of the module, so that it is one object per site however often the program
 * moves (ECMA-262 13.2.8.4 keeps it where no capture could see it):
 *
 *     tag`a${x}b`          tag($t1 ??= $tm.strings`a${0}b`, x)
 *
 * A call evaluates tag, template object and substitutions in the same order and with the same `this`.
 */
export function lowerTemplates(ast: t.File, freshName: (base: string) => string): void {
  const names: string[] = [];
  const visit = (parent: t.Node): void => {
    for (const { key, index, child } of [...slotsOf(parent)]) {
      visit(child);
      if (child.type !== "TaggedTemplateExpression") continue;
      const name = freshName(`$t${names.length + 1}`);
      names.push(name);
      putNode(parent, key, index, callOf(child, name));
    }
  };
  visit(ast.program);
  if (names.length === 0) return;
  // `var`: a hoisted function can be called from another module before this one is evaluated.
  const declarators = names.map((name) => t.variableDeclarator(t.identifier(name)));
  ast.program.body.push(t.variableDeclaration("var", declarators));
}

function callOf(e: t.TaggedTemplateExpression, name: string): t.CallExpression {
  const substitutions = e.quasi.expressions as t.Expression[];
  const site = at(
    t.templateLiteral(
      e.quasi.quasis,
      substitutions.map((one) => at(t.numericLiteral(0), one)),
    ),
    e.quasi,
  );
  const made = at(t.taggedTemplateExpression(field("$tm", "strings", e), site), e);
  const strings = at(t.assignmentExpression("??=", at(t.identifier(name), e), made), e.quasi);
  return at(t.callExpression(calleeOf(e.tag), [strings, ...substitutions]), e);
}

/** A tag called `eval` must not become a direct eval. */
function calleeOf(tag: t.Expression): t.Expression {
  return t.isIdentifier(tag, { name: "eval" }) ? at(t.sequenceExpression([at(t.numericLiteral(0), tag), tag]), tag) : tag;
}
