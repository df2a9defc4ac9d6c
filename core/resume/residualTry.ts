import * as t from "@babel/types";
import { cloneNode } from "./cloneNode.js";
import type { Cut } from "./cut.js";
import { declareAgain } from "./cut.js";
import { asBlock, cutStatement } from "./cutStatement.js";
import { recordedCompletion } from "./recordedCompletion.js";

/** A `try` statement entered in the middle of its block, of its handler or of its finalizer. */
export function cutTry(statement: t.TryStatement, cut: Cut): t.Statement[] {
  const { block, handler, finalizer } = statement;
  if (cut.point.path.has(block)) {
    return [t.tryStatement(rest(block, cut), handler && cloneNode(handler), finalizer && cloneNode(finalizer))];
  }
  if (handler && cut.point.path.has(handler)) {
    if (handler.param) for (const name of Object.keys(t.getBindingIdentifiers(handler.param))) declareAgain(cut, name, "let");
    const body = rest(handler.body, cut);
    return finalizer ? [t.tryStatement(body, null, cloneNode(finalizer))] : [body];
  }
  const completion = recordedCompletion(statement);
  return [rest(finalizer!, cut), ...completion.map(({ kind, number, jump }) => dispatch(kind, number, cloneNode(jump)))];
}

function rest(part: t.BlockStatement, cut: Cut): t.BlockStatement {
  return asBlock(cutStatement(part, cut));
}

/** After the rest of a finalizer: what completed the `try` goes on. `if ($k1 === 2) return $v1;` */
function dispatch(kind: string, number: number, jump: t.Statement): t.Statement {
  return t.ifStatement(t.binaryExpression("===", t.identifier(kind), t.numericLiteral(number)), jump);
}
