import * as t from "@babel/types";
import { at, moduleCall, property } from "./build.js";
import { replaceNode, type ReferencePath } from "./findReferences.js";
import { unshorten } from "./freshNames.js";
import type { ImportedBinding } from "./collectModule.js";

/**
 * Turns one reference to an imported name into what reads it live: `io.read`, called as `(0, io.read)(…)` so that `this` stays undefined.
 * An assignment becomes one to the record's property, whose setter throws the TypeError of an assignment to a constant.
 */
export function lowerReference(path: ReferencePath, binding: ImportedBinding, record: string): void {
  if (binding.imported === null) {
    lowerNamespaceReference(path, binding, record);
    return;
  }
  unshorten(path);
  const read = at(property(at(t.identifier(record), path.node), binding.imported), path.node);
  replaceNode(path, isCallee(path) ? at(t.sequenceExpression([at(t.numericLiteral(0), path.node), read]), path.node) : read);
}

/** Whether this use of `import * as ns` can read the record: `ns.x`, `ns.f()`, but not `ns.x = 1`, `delete ns.x`, `ns[k]`. */
export function readsRecord(path: ReferencePath): boolean {
  const member = path.parent.node;
  if ((member.type !== "MemberExpression" && member.type !== "OptionalMemberExpression") || path.key !== "object") return false;
  if (member.computed || member.property.type !== "Identifier") return false;
  const outer = path.parent.parent?.node;
  switch (outer?.type) {
    case "AssignmentExpression":
    case "AssignmentPattern":
    case "ForInStatement":
    case "ForOfStatement":
      return path.parent.key !== "left";
    case "UpdateExpression":
    case "RestElement":
    case "ArrayPattern":
      return false;
    case "UnaryExpression":
      return outer.operator !== "delete";
    case "ObjectProperty":
      return path.parent.key !== "value" || path.parent.parent?.parent?.node.type !== "ObjectPattern";
    default:
      return true;
  }
}

function lowerNamespaceReference(path: ReferencePath, binding: ImportedBinding, record: string): void {
  if (readsRecord(path)) {
    path.node.name = record;
    return;
  }
  unshorten(path);
  const namespace = at(moduleCall("namespace", t.stringLiteral(binding.specifier)), path.node);
  // `ns = 1` has to throw a TypeError: so does the assignment to any property of the namespace.
  replaceNode(path, isTarget(path) ? at(property(namespace, binding.local), path.node) : namespace);
}

function isTarget(path: ReferencePath): boolean {
  const parent = path.parent.node;
  switch (parent.type) {
    case "AssignmentExpression":
    case "AssignmentPattern":
    case "ForInStatement":
    case "ForOfStatement":
      return path.key === "left";
    case "UpdateExpression":
    case "RestElement":
    case "ArrayPattern":
      return true;
    case "ObjectProperty":
      return path.key === "value" && path.parent.parent?.node.type === "ObjectPattern";
    default:
      return false;
  }
}

function isCallee(path: ReferencePath): boolean {
  const parent = path.parent.node;
  return (
    ((parent.type === "CallExpression" || parent.type === "OptionalCallExpression") && path.key === "callee") ||
    (parent.type === "TaggedTemplateExpression" && path.key === "tag")
  );
}
