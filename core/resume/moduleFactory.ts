import * as t from "@babel/types";
import type { AnnotatedModule } from "../instrument/annotateModule.js";
import { wrapModule } from "../instrument/wrapModule.js";
import { comment, getter, property } from "./build.js";
import type { EmitContext } from "./emitContext.js";
import { isAssignedConstant } from "./emitContext.js";
import { residualEntry } from "./residualEntry.js";
import type { Place } from "./resumePlan.js";
import { placeRecord, withLate } from "./scopeFactory.js";

/** The statements of a resume module, and the text around them. */
export interface ModuleCode {
  readonly body: t.Statement[];
  readonly directives: t.Directive[];
  readonly before: string;
  readonly after: string;
}

/**
 * The function given to `$tm.resume` (section 6 of the contract). What ran is gone: left are the connections to other modules, the module's functions as
 * they were, its variables, and the record of what can be made and set. Changes the annotated tree.
 */
export function moduleFactory(annotated: AnnotatedModule, root: Place, context: EmitContext): ModuleCode {
  const { ast, shape, analysis } = annotated;
  const { kind } = analysis;
  const wrapping = wrapModule(ast, shape, analysis);
  const statements = ast.program.body;
  for (const place of placesIn(root))
    for (const point of place.points) if (!context.residuals.has(point)) context.residuals.set(point, residualEntry(point, context));

  const functions = statements.filter((one) => t.isFunctionDeclaration(one));
  const functionNames = new Set(functions.map((one) => one.id?.name));
  const wrapper = new Set(["exports", "require", "module", "__filename", "__dirname"]);
  const records = new Set(shape.recordNames);
  for (const binding of analysis.scopes[0]!.bindings.values()) {
    if (
      records.has(binding.name) ||
      binding.kind === "pseudo" ||
      (binding.kind === "wrapper" && !binding.references.some((one) => one.write))
    )
      continue;
    root.bindings.push(binding);
  }
  const variables = root.bindings.filter((one) => !functionNames.has(one.name) && !(kind === "cjs" && wrapper.has(one.name)));
  const late = variables.filter((binding) => context.late.has(binding) || isAssignedConstant(binding));
  late.forEach((binding) => context.late.add(binding));
  const early = variables.filter((binding) => !late.includes(binding)).map((binding) => t.variableDeclarator(t.identifier(binding.name)));

  const record = placeRecord(root, context);
  const exported = getters(statements, "exports");
  if (exported) record.properties.unshift(property("exports", exported));
  const read = getters(statements, "scope");
  if (read) record.properties.push(property("get", read));
  for (const one of record.properties)
    if (t.isObjectProperty(one) && t.isIdentifier(one.key, { name: "make" })) madeAlready(one, root, functions);
  const code = { declarations: [], late, record };
  const body = [
    ...statements.filter(connects),
    ...(early.length ? [comment(t.variableDeclaration("let", early), "variables of the module: their values are in the snapshot")] : []),
    ...withLate(code, t.returnStatement, functions),
  ];
  const open = kind === "cjs" ? "function (exports, require, module, __filename, __dirname) {" : "function ($m) {";
  return {
    body,
    directives: ast.program.directives,
    before: `${explanation(analysis.module)}$tm.resume(${JSON.stringify(analysis.module)}, ${JSON.stringify(kind)}, ${open}\n`,
    after: wrapping.after,
  };
}

/** For who meets the file for the first time. */
function explanation(module: string): string {
  return `// ${module.replace(/[\n\r\u2028\u2029]/g, " ")}, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// \`set\` gives variables the values they had, \`make\` makes functions and classes anew, \`enter\` makes instances of scopes, \`resume\` does the rest of
// what was suspended. \`$capturing\` is true only while the next snapshot is taken.
`;
}

/** All places of a plan. */
function* placesIn(place: Place): Generator<Place> {
  yield place;
  for (const inner of place.places) yield* placesIn(inner);
  for (const inner of place.insides.values()) yield* placesIn(inner);
}

/** `const io = $m.import("./io.mjs")`, `$m.exportAll(…)`, `$m.exportFrom(…)`. */
function connects(statement: t.Statement): boolean {
  const call = t.isVariableDeclaration(statement)
    ? statement.declarations[0]?.init
    : t.isExpressionStatement(statement)
      ? statement.expression
      : null;
  return ["import", "exportAll", "exportFrom"].includes(calledOn$m(call) ?? "");
}

/** The object of `$m.exports({…})` or `$m.scope({…})` (`$tm.scope("lib/old.cjs", {…})`). */
function getters(statements: readonly t.Statement[], method: string): t.ObjectExpression | undefined {
  for (const statement of statements) {
    const call = t.isExpressionStatement(statement) ? statement.expression : null;
    if (calledOn$m(call) !== method) continue;
    const last = (call as t.CallExpression).arguments.at(-1);
    if (t.isObjectExpression(last)) return last;
  }
  return undefined;
}

function calledOn$m(node: t.Node | null | undefined): string | undefined {
  if (!t.isCallExpression(node) || !t.isMemberExpression(node.callee) || !t.isIdentifier(node.callee.property)) return undefined;
  const { object } = node.callee;
  return t.isIdentifier(object, { name: "$m" }) || t.isIdentifier(object, { name: "$tm" }) ? node.callee.property.name : undefined;
}

/** Functions declared at the top level of a module exist once, as soon as the module does. */
function madeAlready(make: t.ObjectProperty, root: Place, functions: readonly t.FunctionDeclaration[]): void {
  const entries = (make.value as t.ObjectExpression).properties;
  root.functions.forEach((fn, index) => {
    const declared = functions.find((one) => one === fn.node);
    const last = declared && functions.findLast((one) => one.id?.name === declared.id?.name);
    if (declared?.id && declared === last) (entries[index] as t.ObjectProperty).value = getter(t.identifier(declared.id.name));
  });
}
