import type { Node, Statement } from "@babel/types";
import { blockStatement } from "@babel/types";
import { VISITOR_KEYS } from "@babel/types";

/** What is to stand in a node's place; several statements only where a statement stood. */
export type Edit = (node: Node) => Node | readonly Statement[];

/** Applies edits to the tree in place, inner nodes first; where a single statement may stand, several become a block. */
export function editTree(root: Node, edits: ReadonlyMap<Node, Edit>): void {
  const fields = root as unknown as Record<string, unknown>;
  for (const key of VISITOR_KEYS[root.type] ?? []) {
    const value = fields[key];
    if (Array.isArray(value)) fields[key] = editList(value as unknown[], edits);
    else if (isNode(value)) {
      editTree(value, edits);
      const edited = apply(value, edits);
      fields[key] = edited.length === 1 ? edited[0] : blockStatement(edited as Statement[]);
    }
  }
}

/** The same array if nothing in it was replaced: the printer takes it for untouched. */
function editList(list: unknown[], edits: ReadonlyMap<Node, Edit>): unknown[] {
  const changed = list.some((item) => isNode(item) && edits.has(item));
  const edited = list.flatMap((item): unknown[] => {
    if (!isNode(item)) return [item];
    editTree(item, edits);
    return [...apply(item, edits)];
  });
  if (changed) list.splice(0, list.length, ...edited);
  return list;
}

function apply(node: Node, edits: ReadonlyMap<Node, Edit>): readonly Node[] {
  const edited = edits.get(node)?.(node) ?? node;
  return Array.isArray(edited) ? (edited as readonly Statement[]) : [edited as Node];
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}
