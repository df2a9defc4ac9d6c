import * as t from "@babel/types";

/** What a visitor may answer: `"skip"` leaves out the children; a node takes the place of the visited one. */
export type Visit = "skip" | t.Node | undefined;

/**
 * Visits a tree, parents before children, each node with its parent and the key under which the parent has it. A node that the visitor returns replaces
 * the visited one in place and is not visited itself.
 */
export function walk(root: t.Node, visit: (node: t.Node, parent: t.Node, key: string) => Visit): void {
  for (const key of t.VISITOR_KEYS[root.type] ?? []) {
    const holder = root as unknown as Record<string, unknown>;
    const value = holder[key];
    if (Array.isArray(value)) {
      const list = value as unknown[];
      for (let i = 0; i < list.length; i++) if (isNode(list[i])) visitChild(list as Record<number, unknown>, i, root, key, visit);
    } else if (isNode(value)) visitChild(holder, key, root, key, visit);
  }
}

/** Like `walk`, but the functions (not classes: their keys and heritage belong to the code around) nested in the tree are left out. */
export function walkOwn(root: t.Node, visit: (node: t.Node, parent: t.Node, key: string) => Visit): void {
  walk(root, (node, parent, key) => {
    const answer = visit(node, parent, key);
    if (answer !== undefined) return answer;
    return t.isFunction(node) || t.isStaticBlock(node) || (t.isClassProperty(parent) && key === "value") ? "skip" : undefined;
  });
}

function visitChild(
  holder: Record<string | number, unknown>,
  index: string | number,
  parent: t.Node,
  key: string,
  visit: (node: t.Node, parent: t.Node, key: string) => Visit,
): void {
  const node = holder[index] as t.Node;
  const answer = visit(node, parent, key);
  if (answer === undefined) walk(node, visit);
  else if (answer !== "skip") holder[index] = answer;
}

function isNode(value: unknown): value is t.Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

/** Whether an identifier is a reference or a declaration of a variable, rather than a property name or a label. */
export function namesVariable(node: t.Identifier, parent: t.Node, key: string): boolean {
  if (t.isMemberExpression(parent) || t.isOptionalMemberExpression(parent)) return key === "object" || parent.computed;
  if (t.isObjectProperty(parent) || t.isClassProperty(parent) || t.isClassAccessorProperty(parent)) return key !== "key" || parent.computed;
  if (t.isObjectMethod(parent) || t.isClassMethod(parent)) return key !== "key" || parent.computed;
  if (t.isLabeledStatement(parent) || t.isBreakStatement(parent) || t.isContinueStatement(parent)) return false;
  if (t.isMetaProperty(parent) || t.isPrivateName(parent)) return false;
  return node.name !== "";
}

/** All names of variables in a tree, nested functions included. */
export function variableNames(...roots: readonly t.Node[]): Set<string> {
  const names = new Set<string>();
  for (const root of roots) {
    if (t.isIdentifier(root)) names.add(root.name);
    walk(root, (node, parent, key) => {
      if (t.isIdentifier(node) && namesVariable(node, parent, key)) names.add(node.name);
      return undefined;
    });
  }
  return names;
}
