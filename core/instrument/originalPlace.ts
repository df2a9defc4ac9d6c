import type { Node } from "@babel/types";

/** Where the function stands in the source that lowering made a node from, and the name it has there. */
export interface OriginalPlace {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly name?: string;
}

/**
 * What lowering left in `node.extra.original`. Recast gives every object of its copy of the tree a property of this name as well, `extra` included (which
 * parenthesized functions have): only what has a place counts.
 */
export function originalPlaceOf(node: Node): OriginalPlace | undefined {
  const original = node.extra?.["original"] as OriginalPlace | undefined;
  return typeof original?.start === "number" ? original : undefined;
}
