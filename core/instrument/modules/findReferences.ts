import { VISITOR_KEYS, type File, type Identifier, type Node } from "@babel/types";

/** A node in its place: `parent[key]` or `parent[key][index]`. */
export interface NodePath {
  readonly node: Node;
  readonly key: string;
  readonly index: number | null;
  readonly parent: NodePath | null;
}

/** An identifier that means the module-level (or global) variable of its name. */
export interface ReferencePath extends NodePath {
  readonly node: Identifier;
  readonly parent: NodePath;
}

/**
 * All identifiers outside of import and export specifiers that mean the module's own variable of that name: for each of `names`, shadowing counted.
 * The declaration of a module variable is itself among them.
 * Scopes are those of strict mode code, which ES modules are (ECMA-262 16.2.1); in sloppy code a function in a block is taken for a local of the block.
 */
export function findReferences(ast: File, names: ReadonlySet<string>): ReferencePath[] {
  const found: ReferencePath[] = [];
  visit({ node: ast.program, key: "program", index: null, parent: null }, noScope);
  return found;

  function visit(path: NodePath, scope: Scope): void {
    const { node } = path;
    if (node.type === "Identifier") {
      if (names.has(node.name) && isVariable(path) && !isShadowed(scope, node.name)) found.push(path as ReferencePath);
      return;
    }
    for (const key of VISITOR_KEYS[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      if (!child) continue;
      const inner = scopeOfChild(node, key, scope);
      if (Array.isArray(child)) {
        child.forEach((item: Node | null, index) => {
          if (item) visit({ node: item, key, index, parent: path }, inner);
        });
      } else {
        visit({ node: child as Node, key, index: null, parent: path }, inner);
      }
    }
  }

  function scopeOfChild(node: Node, key: string, scope: Scope): Scope {
    switch (node.type) {
      case "FunctionDeclaration":
        return key === "id" ? scope : functionScope(node, key, scope);
      case "FunctionExpression":
        return functionScope(node, key, node.id ? declare(scope, [node.id]) : scope);
      case "ArrowFunctionExpression":
      case "ObjectMethod":
      case "ClassMethod":
      case "ClassPrivateMethod":
        return key === "key" || key === "decorators" ? scope : functionScope(node, key, scope);
      case "ClassDeclaration":
      case "ClassExpression":
        return node.id && key !== "decorators" && !(key === "id" && node.type === "ClassDeclaration") ? declare(scope, [node.id]) : scope;
      case "BlockStatement":
        return declare(scope, lexicalNames(node.body));
      case "StaticBlock":
        return declare(scope, [...varNames(node), ...lexicalNames(node.body)]);
      case "SwitchStatement":
        return key === "cases" ? declare(scope, lexicalNames(node.cases.flatMap((one) => one.consequent))) : scope;
      case "ForStatement":
        return declare(scope, node.init ? lexicalNames([node.init]) : []);
      case "ForInStatement":
      case "ForOfStatement":
        return declare(scope, lexicalNames([node.left]));
      case "CatchClause":
        return declare(scope, node.param ? patternNames(node.param) : []);
      default:
        return scope;
    }
  }

  function functionScope(node: Node & { params: readonly Node[]; body: Node }, key: string, scope: Scope): Scope {
    const withParameters = declare(scope, node.params.flatMap(patternNames));
    return key === "body" ? declare(withParameters, varNames(node.body)) : withParameters;
  }

  function declare(scope: Scope, identifiers: readonly Identifier[]): Scope {
    const declared = identifiers.filter((id) => names.has(id.name)).map((id) => id.name);
    return declared.length === 0 ? scope : { names: new Set(declared), parent: scope };
  }
}

interface Scope {
  readonly names: ReadonlySet<string>;
  readonly parent: Scope | null;
}

const noScope: Scope = { names: new Set(), parent: null };

function isShadowed(scope: Scope, name: string): boolean {
  for (let at: Scope | null = scope; at; at = at.parent) if (at.names.has(name)) return true;
  return false;
}

/** Whether an identifier in this place is a variable: not a property name, a label, or part of an import or export specifier. */
export function isVariable(path: NodePath): boolean {
  const parent = path.parent?.node;
  if (!parent) return false;
  switch (parent.type) {
    case "MemberExpression":
    case "OptionalMemberExpression":
      return path.key !== "property" || parent.computed;
    case "ObjectProperty":
    case "ObjectMethod":
    case "ClassMethod":
    case "ClassProperty":
    case "ClassAccessorProperty":
      return path.key !== "key" || parent.computed;
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
      return path.key !== "label";
    case "MetaProperty":
    case "PrivateName":
    case "ImportSpecifier":
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier":
    case "ExportSpecifier":
    case "ExportNamespaceSpecifier":
    case "ExportDefaultSpecifier":
    case "ImportAttribute":
      return false;
    default:
      return true;
  }
}

/** Every name that occurs as a variable anywhere in the file, and how often. */
export function variableNames(ast: File): Map<string, number> {
  const counts = new Map<string, number>();
  walk({ node: ast.program, key: "program", index: null, parent: null }, (path) => {
    if (path.node.type === "Identifier" && isVariable(path)) counts.set(path.node.name, (counts.get(path.node.name) ?? 0) + 1);
  });
  return counts;
}

/** Visits a node and everything below it, parents first; `enter` answers `false` to leave out what is below. */
export function walk(path: NodePath, enter: (path: NodePath) => boolean | undefined): void {
  if (enter(path) === false) return;
  for (const key of VISITOR_KEYS[path.node.type] ?? []) {
    const child = (path.node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(child)) {
      child.forEach((item: Node | null, index) => {
        if (item) walk({ node: item, key, index, parent: path }, enter);
      });
    } else if (child) {
      walk({ node: child as Node, key, index: null, parent: path }, enter);
    }
  }
}

/** Puts another node in a path's place. */
export function replaceNode(path: NodePath & { readonly parent: NodePath }, node: Node): void {
  const slot = path.parent.node as unknown as Record<string, Node | Node[]>;
  if (path.index === null) slot[path.key] = node;
  else (slot[path.key] as Node[])[path.index] = node;
}

/** The identifiers that a binding pattern (or parameter, or declarator target) declares, in textual order. */
export function patternNames(pattern: Node): Identifier[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) => patternNames(property.type === "RestElement" ? property.argument : property.value));
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? patternNames(element) : []));
    case "AssignmentPattern":
      return patternNames(pattern.left);
    case "RestElement":
      return patternNames(pattern.argument);
    default:
      return [];
  }
}

function lexicalNames(statements: readonly Node[]): Identifier[] {
  return statements.flatMap((statement) => {
    if (statement.type === "VariableDeclaration" && statement.kind !== "var")
      return statement.declarations.flatMap((one) => patternNames(one.id));
    if ((statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration") && statement.id) return [statement.id];
    return [];
  });
}

const ownsVars: ReadonlySet<string> = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "ObjectMethod",
  "ClassMethod",
  "ClassPrivateMethod",
  "StaticBlock",
]);

/** Names that `var` declares in a function body or static block. */
function varNames(body: Node): Identifier[] {
  const names: Identifier[] = [];
  walk({ node: body, key: "body", index: null, parent: null }, ({ node }) => {
    if (node !== body && ownsVars.has(node.type)) return false;
    if (node.type === "VariableDeclaration" && node.kind === "var") names.push(...node.declarations.flatMap((one) => patternNames(one.id)));
    return true;
  });
  return names;
}
