import type { Node } from "@babel/types";
import { isClass, isFunction } from "@babel/types";
import type { Analysis, FunctionInfo } from "./analysis.js";
import { childrenOf } from "./scopes/childrenOf.js";

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
  if (func.kind === "class") return choosesItsObject(func.node) ? ":o" : "";
  if (func.captures.length === 0) return "";
  if (func.kind === "generator") return func.hasParameterExpressions ? ":q" : ":g";
  return func.hasParameterExpressions ? ":p" : ":r";
}

/** Whether the constructor of a class may return another object than its own: derived classes put their private names on that. */
function choosesItsObject(node: Node): boolean {
  if (!isClass(node)) return false;
  return node.body.body.some((one) => one.type === "ClassMethod" && one.kind === "constructor" && returnsValue(one.body));
}

function returnsValue(node: Node): boolean {
  if (node.type === "ReturnStatement") return node.argument != null;
  return childrenOf(node).some((child) => !isFunction(child) && !isClass(child) && returnsValue(child));
}
