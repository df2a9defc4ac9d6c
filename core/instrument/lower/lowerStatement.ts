import * as t from "@babel/types";
import { lowerClass } from "./lowerClass.js";
import { awaitValue, lowerEffect, lowerExpression } from "./lowerExpression.js";
import { lowerForIn, lowerForOf } from "./lowerIteration.js";
import { lowerDoWhile, lowerFor, lowerWhile } from "./lowerLoop.js";
import { LoweringError, suspends, type Lowering, type Output } from "./lowering.js";
import { bindTarget } from "./lowerPattern.js";
import { lowerSwitch } from "./lowerSwitch.js";
import { lowerTry } from "./lowerTry.js";
import { asBlock, at, moveComments } from "./nodes.js";
import { hold } from "./operands.js";

/** Statements without suspensions in expressions, in place of each statement of the list. */
export function lowerList(l: Lowering, list: readonly t.Statement[]): t.Statement[] {
  return list.flatMap((one) => {
    const lowered = lowerStatement(l, one, []);
    moveComments(one, lowered[0]);
    return lowered;
  });
}

/** A statement that is the body of another, as a block. */
export function lowerBody(l: Lowering, body: t.Statement): t.BlockStatement {
  return asBlock(lowerStatement(l, body, []), body);
}

/** Labels in front of a loop. */
export function labelled(labels: readonly t.Identifier[], statement: t.Statement): t.Statement {
  return labels.reduceRight<t.Statement>((inner, label) => at(t.labeledStatement(label, inner), statement), statement);
}

/** @param labels the labels directly in front of the statement; `continue` may name them */
export function lowerStatement(l: Lowering, s: t.Statement, labels: readonly t.Identifier[]): t.Statement[] {
  if (!suspends(l, s)) return [labelled(labels, s)];
  l.suspending.delete(s);
  const mark = l.temporaries.mark();
  const out: Output = [];
  switch (s.type) {
    case "WhileStatement":
      return lowerWhile(l, s, labels);
    case "DoWhileStatement":
      return lowerDoWhile(l, s, labels);
    case "ForStatement":
      return lowerFor(l, s, labels);
    case "ForInStatement":
      return lowerForIn(l, s, labels);
    case "ForOfStatement":
      return lowerForOf(l, s, labels);
    case "LabeledStatement":
      return lowerStatement(l, s.body, [...labels, s.label]);
    default:
      lowerOther(l, s, out);
  }
  l.temporaries.release(mark);
  if (labels.length === 0) return out;
  return [labelled(labels, out.length === 1 ? out[0]! : at(t.blockStatement(out), s))];
}

function lowerOther(l: Lowering, s: t.Statement, out: Output): void {
  switch (s.type) {
    case "ExpressionStatement":
      lowerEffect(l, s.expression, out);
      return;
    case "VariableDeclaration":
      lowerDeclaration(l, s, out);
      return;
    case "ReturnStatement": {
      const mark = l.temporaries.mark();
      s.argument = lowerExpression(l, s.argument!, out);
      // An async generator awaits what it returns (ECMA-262 14.10.1).
      if (l.kind === "asyncGenerator") s.argument = awaitValue(l, s.argument, out, mark, s);
      out.push(s);
      return;
    }
    case "ThrowStatement":
      s.argument = lowerExpression(l, s.argument, out);
      out.push(s);
      return;
    case "IfStatement": {
      const mark = l.temporaries.mark();
      s.test = lowerExpression(l, s.test, out);
      l.temporaries.release(mark);
      s.consequent = lowerBody(l, s.consequent);
      if (s.alternate) s.alternate = suspends(l, s.alternate) ? elseBody(l, s.alternate) : s.alternate;
      out.push(s);
      return;
    }
    case "BlockStatement":
      s.body = lowerList(l, s.body);
      out.push(s);
      return;
    case "ClassDeclaration":
      out.push(lowerClass(l, s, out));
      return;
    case "SwitchStatement":
      lowerSwitch(l, s, out);
      return;
    case "TryStatement":
      lowerTry(l, s, out);
      return;
    default:
      throw new LoweringError(`a suspension in ${s.type}`, s);
  }
}

/** `else if` stays one if its test needs nothing before it. */
function elseBody(l: Lowering, s: t.Statement): t.Statement {
  const lowered = lowerStatement(l, s, []);
  return lowered.length === 1 && lowered[0]!.type === "IfStatement" ? lowered[0] : asBlock(lowered, s);
}

/** `const a = f(), b = await g(), c` -> `const a = f(); $1 = yield g(); const b = $1, c;` */
function lowerDeclaration(l: Lowering, s: t.VariableDeclaration, out: Output): void {
  if (s.kind === "using" || s.kind === "await using") throw new LoweringError(`\`${s.kind}\``, s);
  const kind = s.kind;
  let group: t.VariableDeclarator[] = [];
  const flush = (): void => {
    if (group.length > 0) out.push(group.length === s.declarations.length ? s : at(t.variableDeclaration(kind, group), group[0]));
    group = [];
  };
  const mark = l.temporaries.mark();
  for (const one of s.declarations) {
    if (suspends(l, one)) {
      flush();
      l.temporaries.release(mark);
      if (suspends(l, one.id)) {
        bindTarget(l, one.id, hold(l, one.init!, out), kind, out);
        continue;
      }
      one.init = lowerExpression(l, one.init!, out);
    }
    group.push(one);
  }
  flush();
}
