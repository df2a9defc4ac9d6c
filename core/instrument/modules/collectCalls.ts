import type { CallExpression, File, Node } from "@babel/types";
import type { LoadCall } from "../moduleShape.js";
import { findReferences, walk, type NodePath } from "./findReferences.js";

/** Calls of the module's own `require` (CommonJS), or of what `createRequire` made (ES modules). */
export function collectRequireCalls(ast: File, names: ReadonlySet<string>): LoadCall[] {
  if (names.size === 0) return [];
  const calls: LoadCall[] = [];
  for (const path of findReferences(ast, names)) {
    const call = callOf(path);
    if (call) calls.push({ form: "require", ...specifierOf(call.arguments[0]), node: call });
  }
  return calls;
}

/** Variables at the top of an ES module that hold `createRequire(…)`. */
export function createdRequires(ast: File): Set<string> {
  const names = new Set<string>();
  for (const statement of ast.program.body) {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type === "Identifier" && init?.type === "CallExpression" && calleeName(init) === "createRequire") names.add(id.name);
    }
  }
  return names;
}

/** Every `import(…)`, with its place in the tree. */
export function dynamicImports(ast: File): { readonly path: NodePath; readonly call: LoadCall }[] {
  const found: { path: NodePath; call: LoadCall }[] = [];
  walk({ node: ast.program, key: "program", index: null, parent: null }, (path) => {
    const { node } = path;
    const source = node.type === "ImportExpression" ? node.source : isImportCall(node) ? node.arguments[0] : undefined;
    if (source) found.push({ path, call: { form: "import", ...specifierOf(source), node } });
  });
  return found;
}

/** `import(x)` in either of the forms that Babel has for it. */
export function isImportCall(node: Node): node is CallExpression {
  return node.type === "CallExpression" && node.callee.type === "Import";
}

/** `require(…)` or `require.resolve(…)` around a reference to `require`. */
function callOf(path: NodePath): CallExpression | null {
  const parent = path.parent;
  if (!parent) return null;
  if (parent.node.type === "CallExpression" && path.key === "callee") return parent.node;
  const resolves = parent.node.type === "MemberExpression" && path.key === "object" && calleeProperty(parent.node) === "resolve";
  const outer = parent.parent?.node;
  return resolves && parent.key === "callee" && outer?.type === "CallExpression" ? outer : null;
}

function calleeName(call: CallExpression): string | null {
  return call.callee.type === "Identifier" ? call.callee.name : calleeProperty(call.callee);
}

function calleeProperty(node: Node): string | null {
  return node.type === "MemberExpression" && !node.computed && node.property.type === "Identifier" ? node.property.name : null;
}

function specifierOf(node: Node | undefined): Pick<LoadCall, "specifier" | "pattern"> {
  const parts = node ? partsOf(node) : [null];
  const [only] = parts;
  if (parts.length === 1 && typeof only === "string") return { specifier: only, pattern: [] };
  return { specifier: null, pattern: parts };
}

/** The text of a specifier that is put together, `null` for each part that is only known when it runs. */
function partsOf(node: Node): (string | null)[] {
  if (node.type === "StringLiteral") return [node.value];
  if (node.type === "BinaryExpression" && node.operator === "+") return [...partsOf(node.left), ...partsOf(node.right)];
  if (node.type !== "TemplateLiteral") return [null];
  return node.quasis.flatMap(({ value }, index) => (index === 0 ? [value.cooked ?? null] : [null, value.cooked ?? null]));
}
