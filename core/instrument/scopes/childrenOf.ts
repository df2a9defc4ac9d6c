import type { Node } from "@babel/types";
import { VISITOR_KEYS } from "@babel/types";

/** The child nodes of a node in Babel's visiting order, which is textual order. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const key of VISITOR_KEYS[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) children.push(item);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}
