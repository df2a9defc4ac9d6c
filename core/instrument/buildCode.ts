import { parse, parseExpression } from "@babel/parser";
import type { Expression, Node, Statement } from "@babel/types";
import type { BindingInfo } from "./analysis.js";
import { childrenOf } from "./scopes/childrenOf.js";

/** A statement from its text; its nodes have no positions, so that nothing takes them for the program's. */
export function buildStatement(text: string): Statement {
  const [statement] = parse(text, {
    allowReturnOutsideFunction: true,
    allowYieldOutsideFunction: true,
    allowNewTargetOutsideFunction: true,
  }).program.body;
  if (!statement) throw new Error(`no statement: ${text}`);
  return withoutPositions(statement);
}

/** An expression from its text, without positions. */
export function buildExpression(text: string): Expression {
  return withoutPositions(parseExpression(text, { allowNewTargetOutsideFunction: true }));
}

/** Getter and, for cells, setter of each captured binding (section 3 of docs/code-contract.md). */
export function accessorsOf(bindings: readonly BindingInfo[]): string[] {
  return bindings.flatMap(({ name, mutable }) => {
    const value = name === "v" ? "$v" : "v";
    return mutable ? [`() => ${name}`, `(${value}) => ${name} = ${value}`] : [`() => ${name}`];
  });
}

function withoutPositions<N extends Node>(node: N): N {
  delete node.start;
  delete node.end;
  delete node.loc;
  for (const child of childrenOf(node)) withoutPositions(child);
  return node;
}
