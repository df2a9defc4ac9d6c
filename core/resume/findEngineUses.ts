import * as t from "@babel/types";
import type { Place } from "../errors.js";
import { parseModule } from "../instrument/parseModule.js";
import { type EngineFeature, iteratorHelpers } from "./engineFeatures.js";

/** A module's JavaScript. */
export interface ModuleText {
  readonly module: string;
  readonly kind: "esm" | "cjs";
  readonly source: string;
}

export interface EngineUse {
  readonly feature: EngineFeature;
  readonly place: Place;
}

/**
 * Where a program uses some of the features, one place for each, in the order of the features. What a module asks for first (`typeof Float16Array`,
 * `Array.fromAsync ? …`) it can do without, and so it can where a name means something of its own.
 */
export function findEngineUses(features: readonly EngineFeature[], modules: readonly ModuleText[]): EngineUse[] {
  const found = new Map<string, Place>();
  const own = new Set<string>();
  for (const text of modules) {
    if (!features.some((feature) => mayUse(text.source, feature))) continue;
    const uses = usesOf(text);
    uses.defined.forEach((name) => own.add(name));
    for (const [key, node] of uses.places) {
      if (uses.asked.has(key) || found.has(key) || !node.loc) continue;
      found.set(key, { file: text.module, line: node.loc.start.line, column: node.loc.start.column });
    }
  }
  return features.flatMap((feature): EngineUse[] => {
    const place = found.get(keyOf(feature));
    const isOwn = feature.kind === "method" && !feature.text.startsWith("Iterator.") && own.has(lastName(feature.text));
    return place && !isOwn ? [{ feature, place }] : [];
  });
}

interface Uses {
  readonly places: Map<string, t.Node>;
  /** What the module asks for before it uses it. */
  readonly asked: Set<string>;
  /** Names of properties and methods that the module defines. */
  readonly defined: Set<string>;
}

function usesOf({ module, kind, source }: ModuleText): Uses {
  const ast = parseModule(source, { file: module, kind });
  const places = new Map<string, t.Node>();
  const asked = new Set<string>();
  const defined = new Set<string>();
  const declared = new Set<string>();
  const generators = new Set<string>();
  const globals = new Map<string, t.Node>();
  const use = (key: string, node: t.Node): void => {
    if (!places.has(key)) places.set(key, node);
  };
  let tried = 0;
  const visit = (node: t.Node, parent: t.Node | null): void => {
    const mayFail = t.isBlockStatement(node) && t.isTryStatement(parent) && parent.block === node && parent.handler != null;
    if (mayFail) tried++;
    for (const name of declaredBy(node)) declared.add(name);
    if ((t.isFunctionDeclaration(node) || t.isFunctionExpression(node)) && node.generator && node.id) generators.add(node.id.name);
    const property = propertyDefined(node);
    if (property !== undefined) defined.add(property);
    if (t.isImportDeclaration(node) || t.isExportAllDeclaration(node) || (t.isExportNamedDeclaration(node) && node.source))
      use(moduleKey(node.source!), node.source!);
    const required = specifierRequired(node);
    if (required && tried === 0) use(moduleKey(required), required);
    if (t.isRegExpLiteral(node)) visitRegExp(node, use);
    if (t.isVariableDeclaration(node)) {
      if (node.kind === "using") use("syntax `using`", node);
      if (node.kind === "await using") use("syntax `await using`", node);
    }
    if (t.isUnaryExpression(node, { operator: "typeof" })) asked.add(nameAsked(node.argument));
    if (t.isBinaryExpression(node, { operator: "in" }) && t.isStringLiteral(node.left)) asked.add(`global ${node.left.value}`);
    if (isMember(node)) visitMember(node, parent, generators, use, asked);
    if (t.isIdentifier(node) && parent && isReference(node, parent) && !globals.has(node.name)) globals.set(node.name, node);
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      for (const one of Array.isArray(child) ? (child as (t.Node | null)[]) : [child as t.Node | null]) if (one) visit(one, node);
    }
    if (mayFail) tried--;
  };
  visit(ast.program, null);
  for (const [name, node] of globals) if (!declared.has(name)) use(`global ${name}`, node);
  return { places, asked, defined };
}

/** What `require("x")` and `import("x")` name. Tried inside `try`, the program can do without it. */
function specifierRequired(node: t.Node): t.StringLiteral | undefined {
  if (!t.isCallExpression(node) || !(t.isImport(node.callee) || t.isIdentifier(node.callee, { name: "require" }))) return undefined;
  const [specifier] = node.arguments;
  return t.isStringLiteral(specifier) ? specifier : undefined;
}

function moduleKey({ value }: t.StringLiteral): string {
  return `module ${value.replace(/^node:/, "")}`;
}

function isMember(node: t.Node): node is t.MemberExpression | t.OptionalMemberExpression {
  return t.isMemberExpression(node) || t.isOptionalMemberExpression(node);
}

function visitMember(
  node: t.MemberExpression | t.OptionalMemberExpression,
  parent: t.Node | null,
  generators: ReadonlySet<string>,
  use: (key: string, node: t.Node) => void,
  asked: Set<string>,
): void {
  if (node.computed || !t.isIdentifier(node.property)) return;
  const { name } = node.property;
  const called = (t.isCallExpression(parent) || t.isNewExpression(parent)) && parent.callee === node;
  if (t.isIdentifier(node.object)) {
    if (node.object.name === "globalThis") asked.add(`global ${name}`);
    const key = `member ${node.object.name}.${name}`;
    // Symbols are read, functions are called; a function that is only read is being asked for.
    if (called || node.object.name === "Symbol") use(key, node);
    else asked.add(key);
  }
  if (!called) asked.add(`method ${name}`);
  else if (!iteratorHelpers.has(name)) use(`method ${name}`, node.property);
  else if (isIterator(node.object, generators)) use(`iterator ${name}`, node.property);
}

/** Whether an expression certainly gives an iterator of the language: `xs.values()`, `generator()`, `Iterator.from(…)`, or a helper's result. */
function isIterator(node: t.Expression | t.Super, generators: ReadonlySet<string>): boolean {
  if (!t.isCallExpression(node)) return false;
  const { callee } = node;
  if (t.isIdentifier(callee)) return generators.has(callee.name);
  if (!isMember(callee) || callee.computed || !t.isIdentifier(callee.property)) return false;
  const { name } = callee.property;
  if (t.isIdentifier(callee.object, { name: "Iterator" })) return true;
  // Object.values(…) gives an array.
  if (["values", "keys", "entries", "matchAll"].includes(name)) return !t.isIdentifier(callee.object, { name: "Object" });
  return ["map", "filter", "take", "drop", "flatMap"].includes(name) && isIterator(callee.object as t.Expression, generators);
}

function visitRegExp({ flags, pattern, ...node }: t.RegExpLiteral, use: (key: string, node: t.Node) => void): void {
  const at = node as unknown as t.Node;
  if (flags.includes("v")) use("syntax RegExp flag v", at);
  if (flags.includes("d")) use("syntax RegExp flag d", at);
  if (/\(\?[ims]*-?[ims]*:/.test(pattern) && !/^\(\?:/.test(/\(\?[ims]*-?[ims]*:/.exec(pattern)![0])) use("syntax RegExp modifiers", at);
  const names = [...pattern.matchAll(/\(\?<([^=!>][^>]*)>/g)].map((match) => match[1]);
  if (new Set(names).size < names.length) use("syntax RegExp duplicate named groups", at);
}

function nameAsked(node: t.Node): string {
  return t.isIdentifier(node) ? `global ${node.name}` : "";
}

function declaredBy(node: t.Node): string[] {
  if (t.isFunction(node)) {
    const names = node.params.flatMap((parameter) => Object.keys(t.getBindingIdentifiers(parameter)));
    if ((t.isFunctionDeclaration(node) || t.isFunctionExpression(node)) && node.id) names.push(node.id.name);
    return names;
  }
  if (t.isClass(node)) return node.id ? [node.id.name] : [];
  if (t.isCatchClause(node)) return node.param ? Object.keys(t.getBindingIdentifiers(node.param)) : [];
  return t.isVariableDeclaration(node) || t.isImportDeclaration(node) ? Object.keys(t.getBindingIdentifiers(node)) : [];
}

function propertyDefined(node: t.Node): string | undefined {
  if ((t.isObjectMember(node) || t.isClassMethod(node) || t.isClassProperty(node)) && !node.computed)
    return t.isIdentifier(node.key) ? node.key.name : undefined;
  if (t.isAssignmentExpression(node) && t.isMemberExpression(node.left) && !node.left.computed && t.isIdentifier(node.left.property))
    return node.left.property.name;
  return undefined;
}

function isReference(node: t.Identifier, parent: t.Node): boolean {
  if (isMember(parent)) return parent.object === node || parent.computed;
  if (t.isObjectMember(parent) || t.isClassMethod(parent) || t.isClassProperty(parent)) return parent.computed || parent.key !== node;
  if (t.isUnaryExpression(parent, { operator: "typeof" })) return false;
  return !t.isLabeledStatement(parent) && !t.isBreakStatement(parent) && !t.isContinueStatement(parent) && !t.isModuleSpecifier(parent);
}

function keyOf({ kind, name, text }: EngineFeature): string {
  if (kind === "syntax") return `syntax ${name}`;
  if (kind !== "method") return `${kind} ${text}`;
  return `${text.startsWith("Iterator.") ? "iterator" : "method"} ${lastName(text)}`;
}

/** Without parsing: a module that has not even the letters does not use it. */
function mayUse(source: string, { kind, name, text }: EngineFeature): boolean {
  if (kind !== "syntax") return source.includes(kind === "method" || kind === "member" ? lastName(text) : text);
  return name.includes("using") ? source.includes("using") : source.includes("(?") || /\/[a-z]*[dv]/.test(source);
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
