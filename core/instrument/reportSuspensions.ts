import type { AssignmentExpression, ExpressionStatement, Node, Statement } from "@babel/types";
import { isFunction } from "@babel/types";
import type { Analysis, PointInfo } from "./analysis.js";
import { accessorsOf, buildStatement } from "./buildCode.js";
import type { Edit } from "./editTree.js";

/** Adds what answers a capture at every suspension point (section 4 of docs/code-contract.md); answers the edits of the suspension statements. */
export function reportSuspensions(analysis: Analysis): Map<Node, Edit> {
  const edits = new Map<Node, Edit>();
  for (const func of analysis.functions) {
    for (const point of func.points) {
      if (point.form === "call") continue;
      if (point.statement) edits.set(point.statement, (statement) => reportAt(point, statement as ExpressionStatement));
      else if (func.kind === "generator" && isFunction(func.node) && func.node.body.type === "BlockStatement") {
        func.node.body.body.unshift(buildStatement(`while ($capturing) yield ${askAt(point)};`));
      }
    }
  }
  return edits;
}

function reportAt(point: PointInfo, statement: ExpressionStatement): readonly Statement[] {
  const target = statement.expression.type === "AssignmentExpression" ? nameOf(statement.expression) : null;
  switch (point.form) {
    case "delegate": {
      const loop = buildStatement(`do { 0; if (!$capturing) break; yield ${askAt(point)}; } while (true);`);
      if (loop.type === "DoWhileStatement" && loop.body.type === "BlockStatement") loop.body.body[0] = statement;
      return [loop];
    }
    case "assign":
      return [statement, buildStatement(`while ($capturing) ${target ?? "$1"} = yield ${askAt(point)};`)];
    case "yield":
      return [statement, buildStatement(`while ($capturing) yield ${askAt(point)};`)];
    case "start":
    case "call":
      return [statement];
  }
}

/** `$tm.at(id, point, [values…], [outer accessors…], [own accessors…])`. Empty lists at the end are left out: a generator keeps a register for each argument. */
export function askAt(point: PointInfo): string {
  const { function: func, index, values, own } = point;
  const outerAccessors = accessorsOf(func.captures);
  const ownAccessors = accessorsOf(own);
  let text = `$tm.at(${JSON.stringify(func.id)}, ${index}, [${values.join(", ")}]`;
  if (outerAccessors.length > 0 || ownAccessors.length > 0) text += `, [${outerAccessors.join(", ")}]`;
  if (ownAccessors.length > 0) text += `, [${ownAccessors.join(", ")}]`;
  return `${text})`;
}

function nameOf(expression: AssignmentExpression): string {
  if (expression.left.type !== "Identifier") throw new Error("a suspension statement assigns to a name");
  return expression.left.name;
}
