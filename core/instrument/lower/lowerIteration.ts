import * as t from "@babel/types";
import { awaitValue, lowerExpression } from "./lowerExpression.js";
import { suspends, type Lowering, type Output } from "./lowering.js";
import { bindElement, bindTarget, closing } from "./lowerPattern.js";
import { labelled, lowerBody } from "./lowerStatement.js";
import { recordCompletion } from "./lowerTry.js";
import { at, effect, field, method, set, tm } from "./nodes.js";

type Labels = readonly t.Identifier[];

/** A `for-of` whose body or target suspends: over `$i1 = $tm.iterate(xs)`, closed as ECMA-262 14.7.5.7 says. */
export function lowerForOf(l: Lowering, s: t.ForOfStatement, labels: Labels): t.Statement[] {
  if (s.await) return lowerForAwait(l, s, labels);
  const out: Output = [];
  const mark = l.temporaries.mark();
  const iterable = lowerExpression(l, s.right, out);
  l.temporaries.release(mark);
  if (!suspends(l, s.left) && !suspends(l, s.body)) {
    s.right = iterable;
    return [...out, labelled(labels, s)];
  }
  const iteration = l.temporaries.take("i");
  out.push(set(iteration, iterationOf(iterable), s));
  const { test, value } = l.kind === "frame" ? takeList(l, iteration, s, out) : stepsOf(iteration, s);
  const loop = at(t.whileStatement(test, at(t.blockStatement(roundOf(l, s, value)), s.body)), s);
  out.push(closing(l, iteration, [labelled(labels, loop)], s));
  l.temporaries.release(mark);
  return out;
}

/** How a loop comes to its next value. */
interface Steps {
  readonly test: t.Expression;
  readonly value: () => t.Expression;
}

function stepsOf(iteration: string, s: t.ForOfStatement | t.ForInStatement): Steps {
  return { test: method(iteration, "next", [], s), value: () => field(iteration, "value", s.left) };
}

/**
 * Code that always runs in this form, and not only where it can be suspended, walks an array by itself: the engine knows at each loop what its array has.
 *
 *     $a1 = $i1.list; $n1 = 0;
 *     while ($a1 ? $n1 < $a1.length : $i1.next()) { const x = $a1 ? $a1[$n1++] : $i1.value; … }
 */
function takeList(l: Lowering, iteration: string, s: t.ForOfStatement, out: Output): Steps {
  const list = l.temporaries.take("a");
  const index = l.temporaries.take("n");
  out.push(set(list, field(iteration, "list", s), s), set(index, at(t.numericLiteral(0), s), s));
  const name = (one: string, from: t.Node): t.Identifier => at(t.identifier(one), from);
  const choose = (own: t.Expression, other: t.Expression, from: t.Node): t.Expression =>
    at(t.conditionalExpression(name(list, from), own, other), from);
  const steps = stepsOf(iteration, s);
  return {
    test: choose(at(t.binaryExpression("<", name(index, s), field(list, "length", s)), s), steps.test, s),
    value: () => {
      const { left } = s;
      const next = at(t.updateExpression("++", name(index, left), false), left);
      return choose(at(t.memberExpression(name(list, left), next, true), left), steps.value(), left);
    },
  };
}

/** `xs.entries()` and the like make a builtin iterator that could not be captured: the runtime walks the collection itself. */
function iterationOf(iterable: t.Expression): t.Expression {
  if (iterable.type === "CallExpression" && iterable.arguments.length === 0 && iterable.callee.type === "MemberExpression") {
    const { object, property, computed } = iterable.callee;
    if (!computed && object.type !== "Super" && property.type === "Identifier" && /^(?:entries|keys|values)$/.test(property.name)) {
      return tm("iterateCall", [object, at(t.stringLiteral(property.name), property)], iterable);
    }
  }
  return tm("iterate", [iterable], iterable);
}

/** A `for-in` whose body or target suspends: over the names that `$tm.keys` finds. */
export function lowerForIn(l: Lowering, s: t.ForInStatement, labels: Labels): t.Statement[] {
  const out: Output = [];
  const mark = l.temporaries.mark();
  const declaration = s.left.type === "VariableDeclaration" ? s.left.declarations[0] : undefined;
  if (s.left.type === "VariableDeclaration" && declaration?.init) {
    // `for (var x = 1 in o)`, Annex B.3.5.
    bindTarget(l, at(t.cloneNode(declaration.id, false), declaration.id), lowerExpression(l, declaration.init, out), "var", out);
    declaration.init = null;
    l.temporaries.release(mark);
  }
  const object = lowerExpression(l, s.right, out);
  l.temporaries.release(mark);
  if (!suspends(l, s.left) && !suspends(l, s.body)) {
    s.right = object;
    return [...out, labelled(labels, s)];
  }
  const iteration = l.temporaries.take("i");
  out.push(set(iteration, tm("keys", [object], s.right), s));
  const { test, value } = stepsOf(iteration, s);
  out.push(labelled(labels, at(t.whileStatement(test, at(t.blockStatement(roundOf(l, s, value)), s.body)), s)));
  l.temporaries.release(mark);
  return out;
}

/** `for await`: over `$tm.iterateAsync(xs)`; waits for each result, and for the end of an iterator that is left early (ECMA-262 7.4.13). */
function lowerForAwait(l: Lowering, s: t.ForOfStatement, labels: Labels): t.Statement[] {
  const out: Output = [];
  const mark = l.temporaries.mark();
  const iterable = lowerExpression(l, s.right, out);
  l.temporaries.release(mark);
  const iteration = l.temporaries.take("i");
  out.push(set(iteration, tm("iterateAsync", [iterable], s.right), s));

  const block = (): t.Statement[] => {
    const round: Output = [];
    const base = l.temporaries.mark();
    const result = awaitValue(l, method(iteration, "next", [], s), round, base, s);
    round.push(at(t.ifStatement(method(iteration, "take", [result], s), at(t.breakStatement(), s)), s));
    l.temporaries.release(base);
    round.push(...roundOf(l, s, stepsOf(iteration, s).value));
    return [labelled(labels, at(t.whileStatement(at(t.booleanLiteral(true), s), at(t.blockStatement(round), s.body)), s))];
  };
  const finalizer = (): t.Statement[] => {
    const wait: Output = [];
    const base = l.temporaries.mark();
    const result = awaitValue(l, field(iteration, "closing", s), wait, base, s);
    wait.push(effect(method(iteration, "closed", [result], s), s));
    l.temporaries.release(base);
    const error = l.freshName("$e");
    const id = (): t.Identifier => at(t.identifier(error), s);
    const failed = at(t.blockStatement([effect(method(iteration, "failed", [id()], s), s)]), s);
    const attempt = at(t.tryStatement(at(t.blockStatement(wait), s), at(t.catchClause(id(), failed), s)), s);
    return [at(t.ifStatement(method(iteration, "close", [], s), at(t.blockStatement([attempt]), s)), s)];
  };
  recordCompletion(l, { block, finalizer, thrown: (error) => method(iteration, "abort", [error], s) }, s, out);
  l.temporaries.release(mark);
  return out;
}

/** `{ const x = $i1.value; … }` */
function roundOf(l: Lowering, s: t.ForOfStatement | t.ForInStatement, value: () => t.Expression): t.Statement[] {
  const round: Output = [];
  const mark = l.temporaries.mark();
  const { left } = s;
  if (left.type === "VariableDeclaration") {
    const kind = left.kind === "var" || left.kind === "let" ? left.kind : "const";
    bindTarget(l, left.declarations[0]!.id, value(), kind, round);
  } else if (suspends(l, left)) bindElement(l, left, value, null, round);
  else bindTarget(l, left, value(), null, round);
  l.temporaries.release(mark);
  const body = lowerBody(l, s.body);
  return [...round, ...body.body];
}
