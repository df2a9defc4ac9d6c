import type { Node } from "@babel/types";
import { GenMapping, addMapping, setSourceContent, toEncodedMap, type EncodedSourceMap } from "@jridgewell/gen-mapping";
import { LineIndex } from "./lineIndex.js";
import { reportedPositions } from "./reportedPosition.js";

/** A node of the AST, and the node that its printed text parses to. */
export type NodePair = readonly [intended: Node, printed: Node];

/**
 * The source map of a printed text, from where each node stands in it to where the node (or what it was made for) stands in the source.
 * Exact at the start of every node and wherever engines place calls and property reads.
 */
export function mapNodes(
  pairs: readonly NodePair[],
  printed: string,
  source: { readonly path: string; readonly text: string },
): EncodedSourceMap {
  const to = new LineIndex(printed);
  const from = new LineIndex(source.text);
  // Of several nodes that start together the innermost, which comes last, decides.
  const byOffset = new Map<number, { readonly line: number; readonly column: number }>();
  for (const [node, copy] of pairs) {
    if (!node.loc || copy.start == null) continue;
    byOffset.set(copy.start, { line: node.loc.start.line, column: node.loc.start.column });
  }
  for (const [node, copy] of pairs) {
    if (node.start == null) continue;
    const places = placesIn(node, source.text, from);
    reportedPositions(copy, printed).forEach((offset, n) => {
      const place = places[n];
      if (place) byOffset.set(offset, place);
    });
  }
  const map = new GenMapping({ file: null });
  setSourceContent(map, source.path, source.text);
  for (const offset of [...byOffset.keys()].sort((a, b) => a - b)) {
    const generated = to.positionOf(offset);
    const original = byOffset.get(offset);
    if (original) addMapping(map, { generated: { line: generated.line + 1, column: generated.column }, original, source: source.path });
  }
  return toEncodedMap(map);
}

/** Where the original form of a node is reported. */
function placesIn(node: Node, text: string, index: LineIndex): { line: number; column: number }[] {
  if ((node.type === "CallExpression" || node.type === "OptionalCallExpression") && node.callee.type === "SequenceExpression") {
    // `(0, io.read)` made for the identifier `read`: all of its parts have the identifier's place.
    const [first, second] = node.callee.expressions;
    const start = node.callee.loc?.start;
    if (start && first?.start != null && first.start === second?.start) return [{ line: start.line, column: start.column }];
  }
  const [strings] = node.type === "CallExpression" ? node.arguments : [];
  // Made for a tagged template: V8 reports it at the template.
  if (strings?.type === "AssignmentExpression" && strings.start != null && text[strings.start] === "`" && strings.loc)
    return [{ line: strings.loc.start.line, column: strings.loc.start.column }];
  return reportedPositions(node, text).map((offset) => {
    const { line, column } = index.positionOf(offset);
    return { line: line + 1, column };
  });
}
