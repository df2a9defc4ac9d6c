import type { Identifier, JSXIdentifier, Node } from "@babel/types";
import { identifier } from "@babel/types";
import type { Analysis, BindingInfo } from "./analysis.js";
import { childrenOf } from "./scopes/childrenOf.js";

/** Gives a binding a name that nothing in the module has, at all its places. */
export function renameBinding(analysis: Analysis, binding: BindingInfo): void {
  let fresh = `${binding.name}$1`;
  while (analysis.names.has(fresh)) fresh += "_";
  const places = new Set<Identifier | JSXIdentifier>();
  for (const [place, known] of analysis.bindingOf) if (known === binding) places.add(place);
  for (const place of binding.declarations) places.add(place);
  expandShorthands(binding.scope.node, places);
  for (const place of places) place.name = fresh;
  (analysis.names as Set<string>).add(fresh);
  (binding as { name: string }).name = fresh;
}

/** `{ x }` becomes `{ x: x }`, so that the key keeps the name. */
function expandShorthands(node: Node, places: ReadonlySet<Node>): void {
  if (node.type === "ObjectProperty" && node.shorthand) {
    const value = node.value.type === "AssignmentPattern" ? node.value.left : node.value;
    if (places.has(value) && value.type === "Identifier") {
      node.shorthand = false;
      node.key = identifier(value.name);
      if (node.extra) delete node.extra["shorthand"];
    }
  }
  for (const child of childrenOf(node)) expandShorthands(child, places);
}
