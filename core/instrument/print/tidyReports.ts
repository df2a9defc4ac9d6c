import type { Node } from "@babel/types";
import type { NodePair } from "./mapNodes.js";

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Report lines are lines: recast puts what an `if` or `while` does on a line of its own, and blank lines around it. Brings `if ($capturing) return …;` and
 * the like onto one line without blank lines beside it. The pairs come back with the positions of the new text.
 */
export function tidyReports(text: string, pairs: readonly NodePair[]): { text: string; pairs: readonly NodePair[] } {
  const replacements: Replacement[] = [];
  const add = (start: number, end: number, replacement: string): void => {
    if (end > start && text.slice(start, end) !== replacement) replacements.push({ start, end, text: replacement });
  };
  for (const [, node] of pairs) {
    // Recast ends a directive that it moves twice.
    if (node.type === "Directive" && node.end != null && text[node.end] === ";") add(node.end, node.end + 1, "");
    if (!isReport(node) || node.start == null || node.end == null) continue;
    const inner = node.type === "IfStatement" ? node.consequent : node.body;
    const head = text.lastIndexOf(")", inner.start!) + 1;
    if (/^\s+$/.test(text.slice(head, inner.start!))) add(head, inner.start!, " ");
    const after = /^(?:[ \t]*\n)+(?=[ \t]*\S)/.exec(text.slice(node.end, node.end + 400))?.[0] ?? "";
    add(node.end, node.end + after.length, "\n");
    // What stands before is the suspension itself, or the head of the function.
    const before = /(?:\n[ \t]*)+$/.exec(text.slice(Math.max(0, node.start - 400), node.start))?.[0] ?? "";
    const line = before.lastIndexOf("\n");
    if (line > 0) add(node.start - before.length, node.start - before.length + line, "");
  }
  return replace(text, pairs, replacements);
}

/** `$capturing`, `!$capturing`, `$restoring`: names of ours, which no program has. */
function isReport(node: Node): node is Extract<Node, { type: "IfStatement" | "WhileStatement" }> {
  if (node.type !== "IfStatement" && node.type !== "WhileStatement") return false;
  const test = node.test.type === "UnaryExpression" ? node.test.argument : node.test;
  return test.type === "Identifier" && (test.name === "$capturing" || test.name === "$restoring");
}

function replace(text: string, pairs: readonly NodePair[], given: readonly Replacement[]): { text: string; pairs: readonly NodePair[] } {
  if (given.length === 0) return { text, pairs };
  // Two reports side by side name the blank line between them twice.
  const sorted = [...given].sort((a, b) => a.start - b.start || a.end - b.end);
  const kept: Replacement[] = [];
  for (const one of sorted) if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one);
  const parts: string[] = [];
  const changes: number[] = [0];
  let at = 0;
  for (const { start, end, text: replacement } of kept) {
    parts.push(text.slice(at, start), replacement);
    at = end;
    changes.push(changes.at(-1)! + replacement.length - (end - start));
  }
  const ends = kept.map((one) => one.end);
  const moved = (offset: number): number => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + changes[low]!;
  };
  for (const [, node] of pairs) {
    if (node.start == null || node.end == null) continue;
    node.start = moved(node.start);
    node.end = moved(node.end);
  }
  return { text: parts.join("") + text.slice(at), pairs };
}
