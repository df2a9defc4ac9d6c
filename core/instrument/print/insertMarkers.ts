import type { Node } from "@babel/types";
import type { NodePair } from "./mapNodes.js";

/**
 * Puts a comment right before the last character of each marked function or class (docs/code-contract.md section 3), so that the function's own text
 * names it. An arrow's expression body is parenthesized for it. The pairs come back with the positions of the new text.
 */
export function insertMarkers(
  text: string,
  pairs: readonly NodePair[],
  markers: ReadonlyMap<Node, string>,
): { text: string; pairs: readonly NodePair[] } {
  const insertions: { readonly offset: number; readonly text: string }[] = [];
  for (const [node, copy] of pairs) {
    const marker = markers.get(node);
    if (marker === undefined || copy.end == null) continue;
    const body = "body" in copy ? (copy.body as Node | null) : null;
    if (copy.type === "ArrowFunctionExpression" && body?.type !== "BlockStatement" && !body?.extra?.["parenthesized"]) {
      insertions.push({ offset: body?.start ?? copy.end, text: "(" }, { offset: copy.end, text: `/*#${marker}*/)` });
    } else {
      insertions.push({ offset: copy.end - 1, text: `/*#${marker}*/` });
    }
  }
  if (insertions.length === 0) return { text, pairs };
  // Inner functions end before outer ones, and were found later: at one offset the later found comes first.
  const sorted = insertions.map((one, order) => ({ ...one, order })).sort((a, b) => a.offset - b.offset || b.order - a.order);
  return { text: insertAll(text, sorted), pairs: shiftPairs(pairs, sorted) };
}

function insertAll(text: string, sorted: readonly { readonly offset: number; readonly text: string }[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { offset, text: inserted } of sorted) {
    parts.push(text.slice(at, offset), inserted);
    at = offset;
  }
  return parts.join("") + text.slice(at);
}

/** Moves the printed nodes' offsets; what is inserted at a node's start stands before it, what is inserted at its end after it. */
function shiftPairs(pairs: readonly NodePair[], sorted: readonly { readonly offset: number; readonly text: string }[]): NodePair[] {
  const offsets = sorted.map((one) => one.offset);
  const sums = [0];
  for (const one of sorted) sums.push((sums.at(-1) ?? 0) + one.text.length);
  const shiftOf = (offset: number, inclusive: boolean): number => {
    let low = 0;
    let high = offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const value = offsets[middle] ?? 0;
      if (inclusive ? value <= offset : value < offset) low = middle + 1;
      else high = middle;
    }
    return sums[low] ?? 0;
  };
  for (const [, copy] of pairs) {
    if (copy.start == null || copy.end == null) continue;
    const end = copy.end;
    copy.start += shiftOf(copy.start, true);
    copy.end = end + shiftOf(end, false);
  }
  return [...pairs];
}
