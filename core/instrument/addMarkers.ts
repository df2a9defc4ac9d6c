import type { Node } from "@babel/types";
import type { Analysis, FunctionInfo } from "./analysis.js";

/** The marker of every function and class, without comment signs: `k3f9ab.12`, `k3f9ab.12:r` (section 3 of docs/code-contract.md). The printer puts them in. */
export function addMarkers(analysis: Analysis): Map<Node, string> {
  const markers = new Map<Node, string>();
  for (const func of analysis.functions) {
    if (func.kind === "module" || func.kind === "initializer" || func.constructor_) continue;
    markers.set(func.node, `${func.id}${wayToAsk(func)}`);
  }
  return markers;
}

function wayToAsk(func: FunctionInfo): string {
  if (func.captures.length === 0 || func.kind === "class") return "";
  if (func.kind === "generator") return func.hasParameterExpressions ? ":q" : ":g";
  return func.hasParameterExpressions ? ":p" : ":r";
}
