import * as t from "@babel/types";
import type { IndirectExport, ModuleExport } from "../moduleShape.js";
import { at, moduleCall } from "./build.js";
import { exportedName, type ImportTable } from "./collectModule.js";
import { patternNames } from "./findReferences.js";
import type { FreshNames } from "./freshNames.js";

export interface LoweredExports {
  readonly exports: ModuleExport[];
  readonly indirect: IndirectExport[];
  readonly stars: string[];
  /** The program's statements without import and export declarations. */
  readonly body: t.Statement[];
  /** `export default function () {}`: its object exists before evaluation begins. */
  readonly hoisted: t.Statement[];
}

export interface ExportContext {
  readonly table: ImportTable;
  readonly fresh: FreshNames;
  /** Exported names of variables that had to be renamed. */
  readonly originalNames: ReadonlyMap<string, string>;
  readonly tokens: readonly Token[] | null | undefined;
}

export interface Token {
  readonly start: number;
  readonly loc?: t.SourceLocation | null;
}

/** Takes import and export declarations off the program's statements (ECMA-262 16.2.3). */
export function lowerExports(program: t.Program, context: ExportContext): LoweredExports {
  const result: LoweredExports = { exports: [], indirect: [], stars: [], body: [], hoisted: [] };
  for (const statement of program.body) {
    switch (statement.type) {
      case "ImportDeclaration":
        break;
      case "ExportAllDeclaration":
        result.stars.push(statement.source.value);
        break;
      case "ExportNamedDeclaration":
        lowerNamed(statement, context, result);
        break;
      case "ExportDefaultDeclaration":
        lowerDefault(statement, context, result);
        break;
      default:
        result.body.push(statement);
    }
  }
  return result;
}

function lowerNamed(statement: t.ExportNamedDeclaration, context: ExportContext, result: LoweredExports): void {
  const { declaration, source } = statement;
  if (declaration) {
    restorePlace(declaration, context);
    moveComments(statement, declaration);
    result.body.push(declaration);
    for (const id of declaredNames(declaration)) {
      result.exports.push({ name: context.originalNames.get(id.name) ?? id.name, expression: at(t.identifier(id.name), id) });
    }
  }
  for (const one of statement.specifiers) {
    if (one.type === "ExportNamespaceSpecifier") {
      if (source) result.exports.push({ name: exportedName(one.exported), expression: namespaceOf(source.value) });
    } else if (one.type === "ExportSpecifier") {
      lowerSpecifier(one, source?.value, context.table, result);
    }
  }
}

function lowerSpecifier(one: t.ExportSpecifier, source: string | undefined, table: ImportTable, result: LoweredExports): void {
  const name = exportedName(one.exported);
  const local = exportedName(one.local);
  if (source !== undefined) {
    result.indirect.push({ name, specifier: source, importedName: local });
    return;
  }
  const imported = table.bindings.get(local);
  if (!imported) result.exports.push({ name, expression: at(t.identifier(local), one.local) });
  else if (imported.imported === null) result.exports.push({ name, expression: namespaceOf(imported.specifier) });
  else result.indirect.push({ name, specifier: imported.specifier, importedName: imported.imported });
}

function lowerDefault(statement: t.ExportDefaultDeclaration, context: ExportContext, result: LoweredExports): void {
  const { declaration } = statement;
  restorePlace(declaration, context);
  if ((declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration") && declaration.id) {
    moveComments(statement, declaration);
    result.body.push(declaration);
    result.exports.push({ name: "default", expression: at(t.identifier(declaration.id.name), declaration.id) });
    return;
  }
  // Asked before the node turns into an expression.
  const hoisted = declaration.type === "FunctionDeclaration";
  const value = asExpression(declaration);
  const local = context.fresh.choose("$default");
  const named = isAnonymousDefinition(value) ? namedDefault(value) : value;
  const variable = at(
    t.variableDeclaration("const", [at(t.variableDeclarator(at(t.identifier(local), declaration), named), declaration)]),
    declaration,
  );
  moveComments(statement, variable);
  (hoisted ? result.hoisted : result.body).push(variable);
  result.exports.push({ name: "default", expression: at(t.identifier(local), declaration) });
}

/** An anonymous function or class under `export default`, as the same node turned into an expression. */
function asExpression(declaration: t.ExportDefaultDeclaration["declaration"]): t.Expression {
  if (declaration.type === "FunctionDeclaration")
    return Object.assign(declaration as t.Node, { type: "FunctionExpression" }) as t.FunctionExpression;
  if (declaration.type === "ClassDeclaration")
    return Object.assign(declaration as t.Node, { type: "ClassExpression" }) as t.ClassExpression;
  return declaration as t.Expression;
}

/** IsAnonymousFunctionDefinition, ECMA-262 8.4.5. */
function isAnonymousDefinition(value: t.Expression): boolean {
  return (
    value.type === "ArrowFunctionExpression" || ((value.type === "FunctionExpression" || value.type === "ClassExpression") && !value.id)
  );
}

/** `({ default: function () {} }).default`: the one form that names a function "default". */
function namedDefault(value: t.Expression): t.Expression {
  const holder = at(t.objectExpression([at(t.objectProperty(t.identifier("default"), value), value)]), value);
  return at(t.memberExpression(holder, t.identifier("default")), value);
}

function namespaceOf(specifier: string): t.Expression {
  return moduleCall("namespace", t.stringLiteral(specifier));
}

function declaredNames(declaration: t.Declaration): t.Identifier[] {
  if (declaration.type === "VariableDeclaration") return declaration.declarations.flatMap((one) => patternNames(one.id));
  if (declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration") return declaration.id ? [declaration.id] : [];
  return [];
}

/**
 * Recast takes the place away from what stands under `export`. Stack lines and `toString` need it back; recast's own link to the lines it does without,
 * as the declaration is printed from its parts anyway.
 */
function restorePlace(declaration: t.Node, context: ExportContext): void {
  if (declaration.loc || declaration.start == null) return;
  const start = context.tokens?.find((token) => token.start === declaration.start)?.loc?.start;
  if (start)
    declaration.loc = {
      start: { line: start.line, column: start.column },
      end: { line: start.line, column: start.column },
    } as t.SourceLocation;
}

/** Recast keeps comments in `comments`, attached to the declaration that we take away. */
function moveComments(from: t.Node, to: t.Node): void {
  const source = from as { comments?: t.Comment[] | null };
  const target = to as { comments?: t.Comment[] | null };
  if (source.comments?.length) target.comments = [...source.comments, ...(target.comments ?? [])];
}
