import * as t from "@babel/types";
import { walk } from "./walk.js";

/** How resume code spells the pseudo-bindings of a function whose frame is not its own. */
export const pseudoNames = { __proto__: null, arguments: "$arguments", "new.target": "$newTarget" } as unknown as Readonly<
  Record<string, string>
>;

/**
 * In code taken out of its function `arguments` and `new.target` become the variables `$arguments` and `$newTarget`, in place: arrows nested in it see
 * them, functions with their own don't. `this` needs no spelling: the code is called with the frame's. Of a generator (`ofGenerator`) `new.target` is
 * undefined, since none can be called with `new`.
 */
export function spellPseudoBindings(root: t.Node, ofGenerator = false): void {
  walk(root, (node, parent, key) => {
    if ((t.isFunction(node) && !t.isArrowFunctionExpression(node)) || t.isStaticBlock(node)) return "skip";
    if ((t.isClassProperty(parent) || t.isClassPrivateProperty(parent)) && key === "value") return "skip";
    if (t.isMetaProperty(node) && node.meta.name === "new")
      return ofGenerator ? t.unaryExpression("void", t.numericLiteral(0)) : t.identifier("$newTarget");
    if (!t.isIdentifier(node, { name: "arguments" })) return undefined;
    if (t.isObjectProperty(parent) && key === "value") parent.shorthand = false;
    const property =
      (t.isMemberExpression(parent) || t.isObjectProperty(parent)) && !parent.computed && (key === "property" || key === "key");
    return property ? undefined : t.identifier("$arguments");
  });
}
