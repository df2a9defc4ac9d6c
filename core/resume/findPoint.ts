import * as t from "@babel/types";
import { walkOwn } from "./walk.js";

/** A suspension point in an annotated generator function: what `$tm.at` answers there, and the way to it. */
export interface FoundPoint {
  /** `while ($capturing) …` after a `yield`, the `do … while` around a `yield*`, or the linking `yield` of a module. */
  readonly report: t.WhileStatement | t.DoWhileStatement | t.ExpressionStatement | null;
  /** The call that is under way, if the point is one. */
  readonly call: t.Expression | null;
  /** All nodes from the function's body down to `report`. */
  readonly path: ReadonlySet<t.Node>;
  /** Whether it is the place before the first statement. */
  readonly start: boolean;
}

/** Finds point `point` of a generator function by its `$tm.at("tag.N", point, …)`; section 4 of the contract. @throws if the function has no such point */
export function findPoint(body: t.BlockStatement, id: string, point: number): FoundPoint {
  const way: t.Node[] = [body];
  const found = search(body, way);
  if (!found) throw new Error(`${id} has no suspension point ${point}`);
  return { report: found, call: null, path: new Set(way), start: point === 0 };

  function search(node: t.Node, path: t.Node[]): t.WhileStatement | t.DoWhileStatement | undefined {
    if ((t.isWhileStatement(node) || t.isDoWhileStatement(node)) && reports(node)) return node;
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[key];
      for (const child of Array.isArray(value) ? (value as (t.Node | null)[]) : [value as t.Node | null]) {
        if (!child || !(t.isStatement(child) || t.isSwitchCase(child) || t.isCatchClause(child)) || t.isFunctionDeclaration(child))
          continue;
        path.push(child);
        const inside = search(child, path);
        if (inside) return inside;
        path.pop();
      }
    }
    return undefined;
  }

  /** Whether this is the very loop that answers for the point, rather than one around it. */
  function reports(loop: t.WhileStatement | t.DoWhileStatement): boolean {
    if (t.isWhileStatement(loop) ? !t.isIdentifier(loop.test, { name: "$capturing" }) : !isDelegateLoop(loop)) return false;
    let here = false;
    walkOwn(loop, (node) => {
      if (t.isCallExpression(node) && isAt(node) && t.isStringLiteral(node.arguments[0], { value: id })) {
        here ||= t.isNumericLiteral(node.arguments[1], { value: point });
      }
      return undefined;
    });
    return here;
  }
}

/** The way to a call in a function's body. @throws if it isn't there */
export function findCall(body: t.BlockStatement, call: t.Expression): FoundPoint {
  const way: t.Node[] = [body];
  const search = (node: t.Node): boolean => {
    if (node === call) return true;
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[key];
      for (const child of Array.isArray(value) ? (value as (t.Node | null)[]) : [value as t.Node | null]) {
        if (!child || t.isFunction(child) || t.isClass(child)) continue;
        way.push(child);
        if (search(child)) return true;
        way.pop();
      }
    }
    return false;
  };
  if (!search(body)) throw new Error("the call is not in this function");
  return { report: null, call, path: new Set(way), start: false };
}

/** Point 0 of a module: the `yield` at its top level, after which its evaluation begins. */
export function findLinking(body: t.BlockStatement): FoundPoint {
  const report = body.body.find((one) => t.isExpressionStatement(one) && t.isYieldExpression(one.expression) && !one.expression.argument);
  if (!report) throw new Error("the module has no linking yield");
  return { report: report as t.ExpressionStatement, call: null, path: new Set<t.Node>([body, report]), start: false };
}

/** `do { $1 = yield* $d2; if (!$capturing) break; yield $tm.at(…); } while (true)`, never written by a program: `$capturing` is ours. */
export function isDelegateLoop(node: t.Node): node is t.DoWhileStatement {
  if (!t.isDoWhileStatement(node) || !t.isBlockStatement(node.body)) return false;
  const test = node.body.body[1];
  return t.isIfStatement(test) && t.isUnaryExpression(test.test) && t.isIdentifier(test.test.argument, { name: "$capturing" });
}

function isAt(call: t.CallExpression): boolean {
  const callee = call.callee;
  return t.isMemberExpression(callee) && t.isIdentifier(callee.object, { name: "$tm" }) && t.isIdentifier(callee.property, { name: "at" });
}
