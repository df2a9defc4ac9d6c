import * as t from "@babel/types";
import type { ModuleKind } from "../codemap/codeMap.js";
import { InstrumentError, unsupportedSyntax } from "./diagnostics.js";
import type { IndirectExport, LoadCall, ModuleImport, ModuleShape } from "./moduleShape.js";
import { at, moduleCall, stringRecord } from "./modules/build.js";
import { collectRequireCalls, createdRequires, dynamicImports } from "./modules/collectCalls.js";
import { collectModule, type ImportTable } from "./modules/collectModule.js";
import { findReferences, replaceNode, variableNames, walk, type NodePath, type ReferencePath } from "./modules/findReferences.js";
import { FreshNames, renameReserved } from "./modules/freshNames.js";
import { lowerExports, type Token } from "./modules/lowerExports.js";
import { lowerReference, readsRecord } from "./modules/lowerReferences.js";
import { recordName } from "./modules/recordName.js";

/**
 * Pass 2a (docs/code-contract.md sections 2 and 5): import and export declarations, `import()` and `import.meta` become plain code, in place.
 * Live bindings stay live: an imported name is read through the namespace record of its module each time.
 * @throws InstrumentError for import phases other than evaluation (`import defer`, `import source`).
 */
export function lowerModules(ast: t.File, options: { readonly module: string; readonly kind: ModuleKind }): ModuleShape {
  const originalNames = renameReserved(ast);
  refuseImportPhases(ast, options.module);
  return options.kind === "esm" ? lowerEsm(ast, originalNames) : lowerCommonJs(ast, options.module);
}

function lowerCommonJs(ast: t.File, module: string): ModuleShape {
  const calls = collectRequireCalls(ast, new Set(["require"]));
  return {
    kind: "cjs",
    imports: [],
    exports: [],
    indirectExports: [],
    starExports: [],
    exportNames: [],
    calls: inSourceOrder([...calls, ...lowerDynamicImports(ast, [t.stringLiteral(module)], "$tm")]),
    usesTopLevelAwait: false,
    recordNames: [],
    prologue: [],
  };
}

function lowerEsm(ast: t.File, originalNames: ReadonlyMap<string, string>): ModuleShape {
  const { program } = ast;
  const table = collectModule(program);
  const calls = collectRequireCalls(ast, createdRequires(ast));
  const references = findReferences(ast, new Set(table.bindings.keys()));
  const fresh = freshNamesAfter(ast, references);
  const usesTopLevelAwait = hasTopLevelAwait(program);
  const records = chooseRecords(table, references, fresh);

  for (const path of references) {
    const binding = table.bindings.get(path.node.name);
    const record = binding && records.get(binding.specifier);
    if (binding) lowerReference(path, binding, record ?? binding.local);
  }
  calls.push(...lowerDynamicImports(ast, [], "$m"));
  lowerImportMeta(ast);

  const lowered = lowerExports(program, { table, fresh, originalNames, tokens: ast.tokens as Token[] | null | undefined });
  const imports = table.requests.map((request) => ({
    specifier: request.specifier,
    record: records.get(request.specifier) ?? null,
    names: [...table.bindings.values()].flatMap((one) =>
      one.specifier === request.specifier && one.imported !== null ? [one.imported] : [],
    ),
    namespace: [...table.bindings.values()].some((one) => one.specifier === request.specifier && one.imported === null),
    attributes: request.attributes,
    node: request.node,
  }));
  const comments = importComments(program);
  const prologue = [...imports.map(importStatement), ...reexportStatements(lowered.indirect, lowered.stars), ...lowered.hoisted];
  // Later passes may put copies in the place of these nodes; the mark stays.
  for (const statement of prologue) statement.extra = { ...statement.extra, linking: true };
  program.body = [...prologue, ...lowered.body];
  keepComments(comments, program.body[0]);
  program.sourceType = "script";
  if (!program.directives.some((one) => one.value.value === "use strict"))
    program.directives.unshift(t.directive(t.directiveLiteral("use strict")));
  program.interpreter = null;
  return {
    kind: "esm",
    imports,
    exports: lowered.exports,
    indirectExports: lowered.indirect,
    starExports: lowered.stars,
    exportNames: [...lowered.exports, ...lowered.indirect].map((one) => one.name),
    calls: inSourceOrder(calls),
    usesTopLevelAwait,
    recordNames: [...records.values()],
    prologue,
  };
}

/** Names free once the references to imports are gone: `import fs from "fs"` leaves `fs` to the record, unless something else is called so. */
function freshNamesAfter(ast: t.File, references: readonly ReferencePath[]): FreshNames {
  const names = variableNames(ast);
  for (const { node } of references) names.set(node.name, (names.get(node.name) ?? 1) - 1);
  return new FreshNames([...names].filter(([, count]) => count > 0).map(([name]) => name));
}

/** A record's name for each specifier that something is read from. A namespace import gives its own name, so that `ns.x` stays as it is written. */
function chooseRecords(table: ImportTable, references: readonly ReferencePath[], fresh: FreshNames): Map<string, string> {
  const read = new Set<string>();
  const preferred = new Map<string, string>();
  for (const path of references) {
    const binding = table.bindings.get(path.node.name);
    if (!binding || (binding.imported === null && !readsRecord(path))) continue;
    read.add(binding.specifier);
    if (binding.imported === null && !preferred.has(binding.specifier)) preferred.set(binding.specifier, binding.local);
  }
  const records = new Map<string, string>();
  for (const { specifier } of table.requests) {
    if (read.has(specifier)) records.set(specifier, fresh.choose(preferred.get(specifier) ?? recordName(specifier)));
  }
  return records;
}

/** Comments of declarations that go away; the licence at a file's head is one. */
function importComments(program: t.Program): t.Comment[] {
  return program.body.flatMap((statement) => {
    const gone =
      statement.type === "ImportDeclaration" || (statement.type.startsWith("Export") && "source" in statement && statement.source);
    return gone ? ((statement as { comments?: t.Comment[] | null }).comments ?? []) : [];
  });
}

function keepComments(comments: readonly t.Comment[], statement: t.Statement | undefined): void {
  if (comments.length === 0 || !statement) return;
  const target = statement as { comments?: unknown[] | null };
  // Recast prints by these two fields; a comment that followed an import leads what comes next.
  target.comments = [...comments.map((comment) => ({ ...comment, leading: true, trailing: false })), ...(target.comments ?? [])];
}

function importStatement(one: ModuleImport): t.Statement {
  const attributes = Object.keys(one.attributes).length > 0 ? stringRecord(one.attributes) : null;
  const args: t.Expression[] = [at(t.stringLiteral(one.specifier), one.node)];
  if (one.names.length > 0 || attributes) args.push(t.arrayExpression([...new Set(one.names)].map((name) => t.stringLiteral(name))));
  if (attributes) args.push(attributes);
  const call = at(moduleCall("import", ...args), one.node);
  if (one.record === null) return at(t.expressionStatement(call), one.node);
  return at(t.variableDeclaration("const", [at(t.variableDeclarator(at(t.identifier(one.record), one.node), call), one.node)]), one.node);
}

function reexportStatements(indirect: readonly IndirectExport[], stars: readonly string[]): t.Statement[] {
  const bySpecifier = new Map<string, [string, string][]>();
  for (const { name, specifier, importedName } of indirect) {
    bySpecifier.set(specifier, [...(bySpecifier.get(specifier) ?? []), [name, importedName]]);
  }
  const named = [...bySpecifier].map(([specifier, names]) =>
    moduleCall("exportFrom", t.stringLiteral(specifier), stringRecord(Object.fromEntries(names))),
  );
  return [...named, ...stars.map((specifier) => moduleCall("exportAll", t.stringLiteral(specifier)))].map((call) =>
    t.expressionStatement(call),
  );
}

/** `import(x)` -> `$m.dynamicImport(x)`, in CommonJS `$tm.dynamicImport("module id", x)`. Inner ones first: the outer takes its arguments along. */
function lowerDynamicImports(ast: t.File, first: readonly t.Expression[], object: "$m" | "$tm"): LoadCall[] {
  return dynamicImports(ast)
    .reverse()
    .map(({ path, call }) => {
      const { node } = path;
      const callee = at(t.memberExpression(t.identifier(object), t.identifier("dynamicImport")), node);
      const lowered = at(t.callExpression(callee, [...first.map((one) => t.cloneNode(one)), ...importArguments(node)]), node);
      if (path.parent) replaceNode({ ...path, parent: path.parent }, lowered);
      return { ...call, node: lowered };
    });
}

function importArguments(node: t.Node): t.CallExpression["arguments"] {
  if (node.type === "ImportExpression") return node.options ? [node.source, node.options] : [node.source];
  return node.type === "CallExpression" ? node.arguments : [];
}

function lowerImportMeta(ast: t.File): void {
  walk(rootPath(ast), (path) => {
    if (path.node.type !== "MetaProperty" || path.node.meta.name !== "import" || !path.parent) return;
    replaceNode(
      { ...path, parent: path.parent },
      at(t.memberExpression(at(t.identifier("$m"), path.node), t.identifier("meta")), path.node),
    );
  });
}

function hasTopLevelAwait(node: t.Node): boolean {
  let found = false;
  walk({ node, key: "", index: null, parent: null }, ({ node: inner }) => {
    if (t.isFunction(inner)) {
      // A method's computed key is evaluated outside of it.
      if ("key" in inner && inner.computed && hasTopLevelAwait(inner.key)) found = true;
      return false;
    }
    if (inner.type === "AwaitExpression" || (inner.type === "ForOfStatement" && inner.await)) found = true;
    if (inner.type === "VariableDeclaration" && inner.kind === "await using") found = true;
    return !found;
  });
  return found;
}

function refuseImportPhases(ast: t.File, module: string): void {
  walk(rootPath(ast), ({ node }) => {
    const phase = node.type === "ImportDeclaration" || node.type === "ImportExpression" ? node.phase : null;
    if (phase) throw new InstrumentError([unsupportedSyntax(module, node, `\`import ${phase}\``, "Use a plain import.")]);
  });
}

function rootPath(ast: t.File): NodePath {
  return { node: ast.program, key: "program", index: null, parent: null };
}

function inSourceOrder(calls: readonly LoadCall[]): LoadCall[] {
  return [...calls].sort((a, b) => (a.node.start ?? 0) - (b.node.start ?? 0));
}
