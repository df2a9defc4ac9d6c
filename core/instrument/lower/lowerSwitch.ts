import * as t from "@babel/types";
import { lowerExpression } from "./lowerExpression.js";
import { suspends, type Lowering, type Output } from "./lowering.js";
import { lowerList } from "./lowerStatement.js";
import { at, set } from "./nodes.js";
import { hold } from "./operands.js";

/** A `switch` stays one; if a test suspends, the tests come first and choose the number of the case (ECMA-262 14.12.2). */
export function lowerSwitch(l: Lowering, s: t.SwitchStatement, out: Output): void {
  const mark = l.temporaries.mark();
  if (s.cases.some((one) => suspends(l, one.test))) chooseCase(l, s, out);
  else s.discriminant = lowerExpression(l, s.discriminant, out);
  l.temporaries.release(mark);
  for (const one of s.cases) one.consequent = lowerList(l, one.consequent);
  out.push(s);
}

function chooseCase(l: Lowering, s: t.SwitchStatement, out: Output): void {
  const start = l.temporaries.mark();
  const value = hold(l, s.discriminant, out);
  const tested = s.cases.map((one, number) => ({ one, number })).filter(({ one }) => one.test);
  const numberLiteral = (n: number, from: t.Node): t.NumericLiteral => at(t.numericLiteral(n), from);
  // The chosen number may take the discriminant's temporary: it is no longer needed then.
  l.temporaries.release(start);
  const chosen = l.temporaries.take();
  l.temporaries.release(start);
  const holder = value.type === "Identifier" && l.temporaries.isRead(value) ? value : null;
  if (holder && l.temporaries.take() !== holder.name) throw new Error("the discriminant is not in the lowest temporary");
  let into = out;
  for (const { one, number } of tested) {
    const mark = l.temporaries.mark();
    const test = lowerExpression(l, one.test!, into);
    l.temporaries.release(mark);
    const inner: Output = [];
    const left = at(t.cloneNode(value, false), value);
    const found = at(t.blockStatement([set(chosen, numberLiteral(number, one), one)]), one);
    into.push(at(t.ifStatement(at(t.binaryExpression("===", left, test), one), found, at(t.blockStatement(inner), one)), one));
    one.test = numberLiteral(number, one.test!);
    into = inner;
  }
  l.temporaries.release(start);
  into.push(set(chosen, at(t.unaryExpression("-", numberLiteral(1, s)), s), s));
  s.discriminant = l.temporaries.read(l.temporaries.take(), s.discriminant);
}
