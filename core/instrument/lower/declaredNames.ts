import * as t from "@babel/types";
import type { NameKind } from "./nameModel.js";
import { slotsOf } from "./nodes.js";

export interface LexicalDeclaration {
  readonly id: t.Identifier;
  readonly kind: NameKind;
  readonly declaration: t.FunctionDeclaration | t.ClassDeclaration | null;
}

/** What a statement list declares in its own scope: `let`, `const`, classes, functions. */
export function lexicalDeclarations(list: readonly t.Statement[]): LexicalDeclaration[] {
  const found: LexicalDeclaration[] = [];
  for (const statement of list) {
    const node = exported(unlabelled(statement));
    if (node.type === "VariableDeclaration" && node.kind !== "var") {
      const kind = node.kind === "let" ? "let" : "const";
      for (const one of node.declarations) {
        for (const id of Object.values(t.getBindingIdentifiers(one.id))) found.push({ id, kind, declaration: null });
      }
    } else if (node.type === "FunctionDeclaration" && node.id) found.push({ id: node.id, kind: "function", declaration: node });
    else if (node.type === "ClassDeclaration" && node.id) found.push({ id: node.id, kind: "class", declaration: node });
  }
  return found;
}

/** Names of all `var` declarations of a function's code, at any depth. */
export function hoistedVars(body: readonly t.Statement[]): Set<string> {
  const names = new Set<string>();
  const visit = (node: t.Node): void => {
    if (t.isFunction(node) || t.isExpression(node) || t.isClass(node)) return;
    if (node.type === "VariableDeclaration") {
      if (node.kind !== "var") return;
      for (const one of node.declarations) for (const name of Object.keys(t.getBindingIdentifiers(one.id))) names.add(name);
      return;
    }
    for (const { child } of slotsOf(node)) visit(child);
  };
  for (const statement of body) visit(statement);
  return names;
}

/** `a: b: function f() {}` declares like the function itself. */
function unlabelled(statement: t.Statement): t.Statement {
  let at = statement;
  while (at.type === "LabeledStatement") at = at.body;
  return at;
}

function exported(statement: t.Statement): t.Statement {
  return statement.type === "ExportNamedDeclaration" && statement.declaration ? statement.declaration : statement;
}
