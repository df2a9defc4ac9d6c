import * as t from "@babel/types";
import type { Analysis, BindingInfo } from "./analysis.js";
import type { ModuleShape } from "./moduleShape.js";
import { gettersObject, moduleCall } from "./modules/build.js";

/** The text to print around a wrapped program's statements. */
export interface Wrapping {
  readonly before: string;
  readonly after: string;
}

/**
 * Pass 5 (docs/code-contract.md section 5): adds exports, scope accessors and the linking `yield` to the program's statements, in place. The function
 * around them is text, so that they keep their indentation.
 */
export function wrapModule(ast: t.File, shape: ModuleShape, analysis: Analysis): Wrapping {
  const { program } = ast;
  const id = JSON.stringify(analysis.module);
  program.interpreter = null;
  const scope = scopeGetters(ast, shape, analysis);
  if (shape.kind === "cjs") {
    if (scope.length > 0) {
      const callee = t.memberExpression(t.identifier("$tm"), t.identifier("scope"));
      const call = t.callExpression(callee, [t.stringLiteral(analysis.module), gettersObject(scope)]);
      program.body.unshift(t.expressionStatement(call));
    }
    return { before: `$tm.define(${id}, "cjs", function (exports, require, module, __filename, __dirname) {\n`, after: "\n});\n" };
  }
  program.body = [...linking(shape, scope), ...splitHoisted(program.body)];
  return { before: `$tm.define(${id}, "esm", function* ($m) {\n`, after: "\n});\n" };
}

/** A JSON module: its text, which the runtime parses once. */
export function wrapJson(module: string, text: string): string {
  return `$tm.define(${JSON.stringify(module)}, "json", ${JSON.stringify(text.replace(/^\uFEFF/, ""))});\n`;
}

function linking(shape: ModuleShape, scope: readonly NamedExpression[]): t.Statement[] {
  const statements: t.Statement[] = [];
  if (shape.exports.length > 0) statements.push(t.expressionStatement(moduleCall("exports", gettersObject(shape.exports))));
  if (scope.length > 0) statements.push(t.expressionStatement(moduleCall("scope", gettersObject(scope))));
  return statements;
}

/** Puts the linking `yield` after everything that exists before evaluation: imports, and functions that lowering made of hoisted async functions. */
function splitHoisted(body: readonly t.Statement[]): t.Statement[] {
  const early = new Set(body.filter((one) => one.extra?.["linking"] === true || one.extra?.["hoisted"] === true));
  return [...early, t.expressionStatement(t.yieldExpression()), ...body.filter((one) => !early.has(one))];
}

interface NamedExpression {
  readonly name: string;
  readonly expression: t.Expression;
}

/** What a capture reads of the module scope: all its bindings but namespace records and functions whose object can't be seen. */
function scopeGetters(ast: t.File, shape: ModuleShape, analysis: Analysis): NamedExpression[] {
  const records = new Set(shape.recordNames);
  const exported = new Set(shape.exports.flatMap(({ expression }) => (expression.type === "Identifier" ? [expression.name] : [])));
  const callees = calleesOf(ast);
  const getters: NamedExpression[] = [];
  for (const binding of analysis.scopes[0]?.bindings.values() ?? []) {
    if (records.has(binding.name) || (isOnlyCalled(binding, callees) && !exported.has(binding.name))) continue;
    const expression = readOf(binding, shape);
    if (expression) getters.push({ name: binding.name, expression });
  }
  return getters;
}

function readOf(binding: BindingInfo, shape: ModuleShape): t.Expression | null {
  switch (binding.kind) {
    case "pseudo":
      // In an ES module `this` is undefined; CommonJS calls its function with the first `module.exports`, and has `arguments`.
      if (shape.kind === "esm") return null;
      return binding.name === "this" ? t.thisExpression() : binding.name === "arguments" ? t.identifier("arguments") : null;
    case "wrapper":
      // Paths are the board's until the program assigns them.
      return binding.references.length === 0 || (isPath(binding) && !binding.references.some((one) => one.write))
        ? null
        : t.identifier(binding.name);
    default:
      return t.identifier(binding.name);
  }
}

function isPath({ name }: BindingInfo): boolean {
  return name === "__filename" || name === "__dirname";
}

/** A declared function that is never reassigned and only ever called: nothing can hold its object. */
function isOnlyCalled(binding: BindingInfo, callees: ReadonlySet<t.Node>): boolean {
  return (
    binding.kind === "function" &&
    !binding.mutable &&
    binding.declarations.length === 1 &&
    binding.references.every((one) => callees.has(one.node))
  );
}

function calleesOf(ast: t.File): Set<t.Node> {
  const callees = new Set<t.Node>();
  t.traverseFast(ast.program, (node) => {
    if (node.type === "CallExpression" || node.type === "OptionalCallExpression") callees.add(node.callee);
  });
  return callees;
}
