import type { Class, Expression, Node, StaticBlock } from "@babel/types";
import { assignmentExpression, identifier, isClass } from "@babel/types";
import type { Profile } from "../codemap/manifest.js";
import type { Analysis, ClassInfo, FunctionInfo, PrivateNameInfo } from "./analysis.js";
import { accessorsOf, buildExpression, buildStatement } from "./buildCode.js";
import type { Edit } from "./editTree.js";

/**
 * Adds `static { $tm.class(…) }` to the classes that register themselves (in the portable profile to all), and a hidden name to anonymous ones whose members have to know them
 * (section 3 of docs/code-contract.md). Answers edits of computed keys.
 */
export function registerClasses(analysis: Analysis, profile: Profile = "default"): Map<Node, Edit> {
  const edits = new Map<Node, Edit>();
  const hidden: string[] = [];
  for (const func of analysis.functions) {
    const info = func.class;
    const { node } = func;
    if (!info || !isClass(node)) continue;
    if (info.self?.captured && !node.id) node.id = identifier(info.self.name);
    if (!info.registers && profile === "default") continue;
    const name = info.self?.captured ? info.observableName : null;
    if (name && typeof name === "object") {
      keepKey(edits, name.key, name.variable);
      hidden.push(name.variable);
    }
    for (const { member, variable } of info.computedKeys) {
      if (!variable || !("key" in member)) continue;
      keepKey(edits, member.key, variable);
      hidden.push(variable);
    }
    node.body.body.unshift(staticBlock(func, info, node));
  }
  if (hidden.length > 0) analysis.ast.program.body.unshift(buildStatement(`let ${hidden.join(", ")};`));
  return edits;
}

function staticBlock(func: FunctionInfo, info: ClassInfo, node: Class): StaticBlock {
  const parts = [
    JSON.stringify(func.id),
    "this",
    `[${accessorsOf(func.captures).join(", ")}]`,
    privateTable(info.privateNames),
    nameText(info),
    keysText(info),
  ];
  while (parts.length > 3 && parts.at(-1) === "void 0") parts.pop();
  const declared = info.privateNames.map(({ name }) => `${name};`).join(" ");
  const made = buildExpression(
    `class ${node.superClass ? "extends Object " : ""}{ ${declared} static { $tm.class(${parts.join(", ")}); } }`,
  );
  const block = made.type === "ClassExpression" ? made.body.body.at(-1) : undefined;
  if (block?.type !== "StaticBlock") throw new Error("the class has no static block");
  return block;
}

function privateTable(names: readonly PrivateNameInfo[]): string {
  if (names.length === 0) return "void 0";
  const entries = names.map(({ name, kind }) => {
    const access = kind === "field" ? `[(o) => ${name} in o, (o) => o.${name}]` : `[(o) => ${name} in o]`;
    return `${JSON.stringify(name)}: ${access}`;
  });
  return `{ ${entries.join(", ")} }`;
}

/** The observable name of a class that was given a hidden one (ECMA-262 10.2.9 SetFunctionName). */
function nameText({ self, observableName }: ClassInfo): string {
  if (!self?.captured || observableName === null) return "void 0";
  if (typeof observableName === "string") return JSON.stringify(observableName);
  const { variable } = observableName;
  return `typeof ${variable} === "symbol" ? ${variable}.description === void 0 ? "" : "[" + ${variable}.description + "]" : ${variable}`;
}

function keysText({ computedKeys }: ClassInfo): string {
  if (computedKeys.length === 0) return "void 0";
  const keys = computedKeys.map(({ member, variable }) => variable ?? literalText(member));
  return `[${keys.join(", ")}]`;
}

function literalText(member: Node): string {
  const key = "key" in member ? (member.key as Node) : null;
  return key?.type === "StringLiteral" || key?.type === "NumericLiteral" ? JSON.stringify(String(key.value)) : "void 0";
}

function keepKey(edits: Map<Node, Edit>, key: Node, variable: string): void {
  edits.set(key, (edited) => {
    const call = buildExpression("$tm.key(0)");
    if (call.type === "CallExpression") call.arguments[0] = edited as Expression;
    return assignmentExpression("=", identifier(variable), call);
  });
}
