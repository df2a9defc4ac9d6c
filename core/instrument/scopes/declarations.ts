import type { FunctionDeclaration, Identifier, Node, Statement } from "@babel/types";
import { isFunction } from "@babel/types";
import { childrenOf } from "./childrenOf.js";

/** Identifiers that a pattern binds, in textual order. */
export function patternIdentifiers(pattern: Node | null | undefined): Identifier[] {
  if (!pattern) return [];
  switch (pattern.type) {
    case "Identifier":
      return [pattern];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        patternIdentifiers(property.type === "RestElement" ? property.argument : property.value),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => patternIdentifiers(element));
    case "AssignmentPattern":
      return patternIdentifiers(pattern.left);
    case "RestElement":
      return patternIdentifiers(pattern.argument);
    default:
      return [];
  }
}

/** Whether a parameter list contains expressions (ECMA-262 ContainsExpression): then the body has an environment of its own. */
export function containsExpression(pattern: Node | null): boolean {
  if (!pattern) return false;
  switch (pattern.type) {
    case "AssignmentPattern":
      return true;
    case "ObjectPattern":
      return pattern.properties.some((property) =>
        property.type === "RestElement" ? containsExpression(property.argument) : property.computed || containsExpression(property.value),
      );
    case "ArrayPattern":
      return pattern.elements.some(containsExpression);
    case "RestElement":
      return containsExpression(pattern.argument);
    default:
      return false;
  }
}

/** A statement without its labels. */
export function unlabelled(statement: Statement): Statement {
  let inner = statement;
  while (inner.type === "LabeledStatement") inner = inner.body;
  return inner;
}

/** Function declarations that stand directly in a statement list, labelled ones included. */
export function functionsOf(statements: readonly Statement[]): FunctionDeclaration[] {
  return statements.map(unlabelled).filter((statement) => statement.type === "FunctionDeclaration");
}

/** `let`, `const`, `using` and class names that a statement list declares directly. */
export function lexicalNamesOf(statements: readonly Statement[]): { identifier: Identifier; kind: "let" | "const" | "class" }[] {
  return statements.flatMap((statement): { identifier: Identifier; kind: "let" | "const" | "class" }[] => {
    if (statement.type === "ClassDeclaration" && statement.id) return [{ identifier: statement.id, kind: "class" }];
    if (statement.type !== "VariableDeclaration" || statement.kind === "var") return [];
    const kind = statement.kind === "let" ? "let" : "const";
    return statement.declarations.flatMap((declarator) => patternIdentifiers(declarator.id).map((identifier) => ({ identifier, kind })));
  });
}

/** Identifiers that `var` declares anywhere below these nodes, not entering functions, classes' members excepted as they are functions. */
export function varNamesOf(nodes: readonly Node[]): Identifier[] {
  const found: Identifier[] = [];
  const visit = (node: Node): void => {
    if (isFunction(node) || node.type === "ClassDeclaration" || node.type === "ClassExpression") return;
    if (node.type === "VariableDeclaration" && node.kind === "var") {
      for (const declarator of node.declarations) found.push(...patternIdentifiers(declarator.id));
    }
    for (const child of childrenOf(node)) visit(child);
  };
  nodes.forEach(visit);
  return found;
}

/**
 * Sloppy functions declared in blocks that get a `var` as well (ECMA-262 B.3.2.1): those for which that `var` would collide with no `let`, `const`,
 * `class` or pattern catch parameter of the blocks around them.
 */
export function annexBFunctions(body: readonly Statement[], parameterNames: ReadonlySet<string>): Set<FunctionDeclaration> {
  const hoisted = new Set<FunctionDeclaration>();
  const visitList = (statements: readonly Statement[], outer: ReadonlySet<string>, top: boolean): void => {
    const lexical = new Set(outer);
    for (const { identifier } of lexicalNamesOf(statements)) lexical.add(identifier.name);
    const functions = functionsOf(statements);
    if (!top) {
      for (const declaration of functions) {
        const name = declaration.id?.name;
        if (name && !declaration.generator && !declaration.async && !lexical.has(name) && !parameterNames.has(name))
          hoisted.add(declaration);
      }
      for (const declaration of functions) if (declaration.id) lexical.add(declaration.id.name);
    }
    for (const statement of statements) visit(statement, lexical);
  };
  const visit = (node: Node, outer: ReadonlySet<string>): void => {
    if (isFunction(node) || node.type === "ClassDeclaration" || node.type === "ClassExpression") return;
    if (node.type === "BlockStatement") {
      visitList(node.body, outer, false);
      return;
    }
    if (node.type === "SwitchStatement") {
      visitList(
        node.cases.flatMap((switchCase) => switchCase.consequent),
        outer,
        false,
      );
      return;
    }
    const lexical = new Set(outer);
    if (node.type === "CatchClause" && node.param && node.param.type !== "Identifier") {
      for (const identifier of patternIdentifiers(node.param)) lexical.add(identifier.name);
    }
    const head =
      node.type === "ForStatement" ? node.init : node.type === "ForInStatement" || node.type === "ForOfStatement" ? node.left : null;
    if (head?.type === "VariableDeclaration") for (const { identifier } of lexicalNamesOf([head])) lexical.add(identifier.name);
    for (const child of childrenOf(node)) visit(child, lexical);
  };
  visitList(body, new Set(), true);
  return hoisted;
}
