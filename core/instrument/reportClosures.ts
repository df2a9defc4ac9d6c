import type { Function as FunctionNode, Node, ObjectExpression, Statement } from "@babel/types";
import { assignmentPattern, blockStatement, identifier, isFunction, returnStatement, variableDeclarator } from "@babel/types";
import type { Profile } from "../codemap/manifest.js";
import type { Analysis, BindingInfo, FunctionInfo, ScopeInfo } from "./analysis.js";
import { accessorsOf, buildExpression, buildStatement } from "./buildCode.js";
import type { Edit } from "./editTree.js";
import { renameBinding } from "./renameBinding.js";

/** Whether a function has a report line: it can be called, and captures something. In the portable profile all that can be called have one. */
export function hasReportLine(func: FunctionInfo, profile: Profile = "default"): boolean {
  if (func.constructor_ || (func.captures.length === 0 && profile === "default")) return false;
  return func.kind !== "module" && func.kind !== "class" && func.kind !== "initializer" && func.kind !== "generator";
}

/**
 * Adds the report lines, companions of scopes with dead zones, and the hidden holders of object literals that use `super`
 * (section 3 of docs/code-contract.md). Answers edits of nodes that have to be replaced.
 */
export function reportClosures(analysis: Analysis, profile: Profile = "default"): Map<Node, Edit> {
  const edits = new Map<Node, Edit>();
  for (const func of analysis.functions) {
    separateNames(analysis, func);
    if (!hasReportLine(func, profile)) continue;
    const line = `if ($capturing) return $tm.report(${[JSON.stringify(func.id), ...accessorsOf(func.captures)].join(", ")});`;
    bodyOf(func.node).unshift(buildStatement(line));
  }
  for (const scope of analysis.scopes) {
    for (const binding of scope.bindings.values()) {
      if (binding.kind === "companion") declareCompanion(scope, binding, edits);
      else if (binding.kind === "home") edits.set(scope.node, (node) => holdHome(node as ObjectExpression, binding.name));
    }
  }
  return edits;
}

/** The statements of a function; an arrow's expression body becomes a block. */
function bodyOf(node: Node): Statement[] {
  if (!isFunction(node)) throw new Error(`no function: ${node.type}`);
  if (node.body.type !== "BlockStatement") {
    node.body = blockStatement([returnStatement(node.body)]);
    (node as { expression?: boolean }).expression = false;
  }
  return node.body.body;
}

/** The report line stands in the body, but what parameters capture must be seen through it: body variables of that name step aside. */
function separateNames(analysis: Analysis, func: FunctionInfo): void {
  const scopes = analysis.scopesOf.get(func.node) ?? [];
  const body = scopes.find((scope) => scope.kind === "body");
  if (!body) return;
  for (const capture of func.captures) {
    const shadow = body.bindings.get(capture.name);
    if (shadow) renameBinding(analysis, shadow);
  }
}

function declareCompanion(scope: ScopeInfo, companion: BindingInfo, edits: Map<Node, Edit>): void {
  const { node } = scope;
  const declaration = (): Statement => buildStatement(`let ${companion.name};`);
  if (node.type === "SwitchStatement") {
    edits.set(node, (edited) => blockStatement([declaration(), edited as Statement]));
  } else if (node.type === "ForStatement" && node.init?.type === "VariableDeclaration") {
    node.init.declarations.unshift(variableDeclarator(identifier(companion.name)));
  } else if (node.type === "BlockStatement") {
    node.body.unshift(declaration());
  } else if (isFunction(node)) {
    declareInFunction(scope, node, companion, declaration);
  }
}

function declareInFunction(scope: ScopeInfo, node: FunctionNode, companion: BindingInfo, declaration: () => Statement): void {
  const hasDefaults = [...scope.bindings.values()].some((binding) => binding.kind === "parameter" && binding.maybeUninitialized);
  if (scope.kind === "function" && hasDefaults) {
    // Parameters with a default don't count for `length`.
    (node.params as Node[]).push(assignmentPattern(identifier(companion.name), buildExpression("void 0")));
    return;
  }
  const body = bodyOf(node);
  const line = body[0]?.type === "IfStatement" && !body[0].loc ? 1 : 0;
  body.splice(line, 0, declaration());
}

function holdHome(node: ObjectExpression, name: string): Node {
  const call = buildExpression(`((${name}) => ${name} = 0)()`);
  if (call.type !== "CallExpression" || call.callee.type !== "ArrowFunctionExpression" || call.callee.body.type !== "AssignmentExpression")
    return node;
  call.callee.body.right = node;
  return call;
}
