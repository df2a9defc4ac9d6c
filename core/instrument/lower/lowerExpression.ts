import * as t from "@babel/types";
import { lowerAssignment } from "./lowerAssignment.js";
import { isChain, lowerChain } from "./lowerChain.js";
import { lowerClass } from "./lowerClass.js";
import { LoweringError, suspends, type Lowering, type Output } from "./lowering.js";
import { at, effect, field, isNullish, not, set, tm } from "./nodes.js";
import {
  argumentOperands,
  callWith,
  hold,
  holdPlace,
  keep,
  lowerOperands,
  memberOperands,
  propertyOperands,
  type Operand,
} from "./operands.js";

/**
 * Takes the suspensions out of an expression: they become statements in `out`, with whatever has to be evaluated before them. Returns what is left, to be
 * evaluated right after these statements; an expression without a suspension is returned as it is.
 */
export function lowerExpression(l: Lowering, e: t.Expression, out: Output): t.Expression {
  if (!suspends(l, e)) return e;
  l.suspending.delete(e);
  if (isChain(e)) return lowerChain(l, e, out, "value");
  switch (e.type) {
    case "AwaitExpression":
    case "YieldExpression":
      return lowerSuspension(l, e, out);
    case "AssignmentExpression":
      return lowerAssignment(l, e, out);
    case "CallExpression":
      return lowerCall(l, e, out);
    case "ConditionalExpression":
      return lowerConditional(l, e, out);
    case "LogicalExpression":
      return lowerLogical(l, e, out);
    case "SequenceExpression":
      return lowerSequence(l, e, out);
    case "TemplateLiteral":
      return lowerTemplate(l, e, out);
    case "ClassExpression":
      return lowerClass(l, e, out);
    case "UnaryExpression":
      if (e.operator === "delete" && isChain(e.argument)) return lowerChain(l, e.argument, out, "delete");
      e.argument = asValue(e.argument, lowerExpression(l, e.argument, out));
      return e;
    case "UpdateExpression":
      if (e.argument.type === "MemberExpression") e.argument = lowerMember(l, e.argument, out);
      return e;
    case "BinaryExpression":
      lowerOperands(
        l,
        [
          ...(e.left.type === "PrivateName" ? [] : [{ node: e.left, put: (rest: t.Expression) => void (e.left = rest) }]),
          { node: e.right, put: (rest) => void (e.right = rest) },
        ],
        out,
      );
      return e;
    case "MemberExpression":
      return lowerMember(l, e, out);
    case "NewExpression":
      lowerOperands(l, [...calleeOperand(e), ...argumentOperands(e.arguments)], out);
      return e;
    case "ImportExpression":
      lowerOperands(
        l,
        [
          { node: e.source, put: (rest) => void (e.source = rest) },
          ...(e.options ? [{ node: e.options, put: (rest: t.Expression) => void (e.options = rest) }] : []),
        ],
        out,
      );
      return e;
    case "ArrayExpression":
      lowerOperands(l, argumentOperands(e.elements as t.CallExpression["arguments"]), out);
      return e;
    case "ObjectExpression":
      lowerOperands(l, propertyOperands(e), out);
      return e;
    case "ParenthesizedExpression":
      return asValue(e.expression, lowerExpression(l, e.expression, out));
    default:
      throw new LoweringError(`a suspension in ${e.type}`, e);
  }
}

/** Evaluates an expression whose value nobody uses. */
export function lowerEffect(l: Lowering, e: t.Expression, out: Output): void {
  const mark = l.temporaries.mark();
  if (!suspends(l, e)) out.push(effect(e, e));
  else if (e.type === "AwaitExpression" || (e.type === "YieldExpression" && !e.delegate)) {
    l.suspending.delete(e);
    suspend(l, e, out, null);
  } else if (e.type === "LogicalExpression" && suspends(l, e.right)) {
    l.suspending.delete(e);
    const test = logicalTest(e, hold(l, e.left, out));
    l.temporaries.release(mark);
    out.push(
      at(
        t.ifStatement(
          test,
          branch(l, e.right, (inner) => lowerEffect(l, e.right, inner)),
        ),
        e,
      ),
    );
  } else if (e.type === "ConditionalExpression" && (suspends(l, e.consequent) || suspends(l, e.alternate))) {
    const test = lowerExpression(l, e.test, out);
    l.temporaries.release(mark);
    const arm = (part: t.Expression): t.BlockStatement => branch(l, part, (inner) => lowerEffect(l, part, inner));
    out.push(at(t.ifStatement(test, arm(e.consequent), arm(e.alternate)), e));
  } else if (e.type === "SequenceExpression") {
    for (const one of e.expressions) lowerEffect(l, one, out);
  } else {
    const rest = lowerExpression(l, e, out);
    if (!l.temporaries.isRead(rest)) out.push(effect(rest, e));
  }
  l.temporaries.release(mark);
}

function lowerSuspension(l: Lowering, e: t.AwaitExpression | t.YieldExpression, out: Output): t.Expression {
  const mark = l.temporaries.mark();
  if (e.type === "YieldExpression" && e.delegate) {
    const iterable = lowerExpression(l, e.argument!, out);
    l.temporaries.release(mark);
    const delegate = l.temporaries.take("d");
    out.push(set(delegate, tm(l.kind === "asyncGenerator" ? "delegateAsync" : "delegate", [iterable], e), e));
    const statement = suspensionStatement(l, at(t.yieldExpression(l.temporaries.read(delegate, e), true), e), mark, [delegate]);
    out.push(statement.made);
    if (l.kind === "asyncGenerator") {
      // The delegate has waited for the inner `return(v)`, so it is left by `next`: the return goes on here (ECMA-262 15.5.5 step 7.c.viii).
      out.push(at(t.ifStatement(field(delegate, "returning", e), at(t.returnStatement(at(t.cloneNode(statement.value!), e)), e)), e));
    }
    return statement.value!;
  }
  return suspend(l, e, out, mark)!;
}

/** `await e`, `yield e`; the value goes into a temporary unless `mark` is `null`. */
function suspend(l: Lowering, e: t.AwaitExpression | t.YieldExpression, out: Output, mark: number | null): t.Identifier | null {
  const base = l.temporaries.mark();
  let argument = e.argument ? lowerExpression(l, e.argument, out) : null;
  if (l.kind === "asyncGenerator" && e.type === "YieldExpression") {
    // What is yielded is awaited first (ECMA-262 27.6.3.8); `yield;` awaits undefined.
    l.temporaries.release(base);
    const awaited = suspensionStatement(l, at(t.yieldExpression(argument), e), base, []);
    out.push(awaited.made);
    argument = tm("yield", [awaited.value!], e);
  }
  l.temporaries.release(base);
  const expression = at(t.yieldExpression(argument), e);
  const { made, value } = suspensionStatement(l, expression, mark, []);
  out.push(made);
  return value;
}

/** `$1 = yield e;` with what is live across it; `also` is live although it is used up. */
function suspensionStatement(
  l: Lowering,
  e: t.YieldExpression,
  mark: number | null,
  also: readonly string[],
): { readonly made: t.ExpressionStatement; readonly value: t.Identifier | null } {
  if (mark !== null) l.temporaries.release(mark);
  const live = [...l.temporaries.live(), ...also];
  const temporary = mark === null ? null : l.temporaries.take();
  const made = temporary === null ? effect(e, e) : set(temporary, e, e);
  made.extra = { liveTemporaries: live };
  return { made, value: temporary === null ? null : l.temporaries.read(temporary, e) };
}

/** `yield x` as a statement of its own, its value dropped: the `await` of `return x` in an async generator uses the value. */
export function awaitValue(l: Lowering, value: t.Expression, out: Output, mark: number, from: t.Node): t.Identifier {
  const { made, value: result } = suspensionStatement(l, at(t.yieldExpression(value), from), mark, []);
  out.push(made);
  return result!;
}

/** Statements of one arm; what is taken inside is given back. */
function branch(l: Lowering, from: t.Node, fill: (inner: Output) => void): t.BlockStatement {
  const inner: Output = [];
  const mark = l.temporaries.mark();
  fill(inner);
  l.temporaries.release(mark);
  return at(t.blockStatement(inner), from);
}

function lowerConditional(l: Lowering, e: t.ConditionalExpression, out: Output): t.Expression {
  const mark = l.temporaries.mark();
  e.test = lowerExpression(l, e.test, out);
  if (!suspends(l, e.consequent) && !suspends(l, e.alternate)) return e;
  l.temporaries.release(mark);
  const arm = (part: t.Expression): t.BlockStatement =>
    branch(l, part, (inner) => keep(l, lowerExpression(l, part, inner), mark, inner, part));
  out.push(at(t.ifStatement(e.test, arm(e.consequent), arm(e.alternate)), e));
  return l.temporaries.read(l.temporaries.take(), e);
}

function lowerLogical(l: Lowering, e: t.LogicalExpression, out: Output): t.Expression {
  const mark = l.temporaries.mark();
  const left = lowerExpression(l, e.left, out);
  if (!suspends(l, e.right)) {
    e.left = left;
    return e;
  }
  const result = keep(l, left, mark, out, e);
  l.temporaries.release(mark);
  const test = logicalTest(e, result);
  out.push(
    at(
      t.ifStatement(
        test,
        branch(l, e.right, (inner) => keep(l, lowerExpression(l, e.right, inner), mark, inner, e.right)),
      ),
      e,
    ),
  );
  return l.temporaries.read(l.temporaries.take(), e);
}

/** When the right side of `&&`, `||`, `??` is evaluated. */
function logicalTest(e: t.LogicalExpression, left: t.Expression): t.Expression {
  if (e.operator === "&&") return left;
  if (e.operator === "||") return not(left);
  if (left.type === "Identifier") return isNullish(left.name, e);
  return at(t.binaryExpression("==", left, at(t.nullLiteral(), e)), e);
}

function lowerSequence(l: Lowering, e: t.SequenceExpression, out: Output): t.Expression {
  const last = e.expressions.findLastIndex((one) => suspends(l, one));
  for (const one of e.expressions.slice(0, last)) lowerEffect(l, one, out);
  const rest = e.expressions.slice(last);
  if (rest.length === 1) return lowerExpression(l, rest[0]!, out);
  lowerEffect(l, rest[0]!, out);
  const after = rest.slice(1);
  return after.length === 1 ? after[0]! : at(t.sequenceExpression(after), e);
}

/** A member expression that is read, written or deleted in place. */
export function lowerMember(l: Lowering, e: t.MemberExpression, out: Output): t.MemberExpression {
  l.suspending.delete(e);
  lowerOperands(l, memberOperands(e), out);
  return e;
}

function calleeOperand(e: t.NewExpression | t.CallExpression): Operand[] {
  const { callee } = e;
  if (!t.isExpression(callee) || callee.type === "Import") return [];
  return [{ node: callee, put: (rest) => void (e.callee = asValue(callee, rest)) }];
}

function lowerCall(l: Lowering, e: t.CallExpression, out: Output): t.Expression {
  const { callee } = e;
  const argumentsSuspend = e.arguments.some((one) => suspends(l, one));
  if (callee.type === "MemberExpression" || callee.type === "OptionalMemberExpression") {
    if (!argumentsSuspend) {
      if (callee.type === "MemberExpression") lowerMember(l, callee, out);
      // `(a?.b)(…)`: its own chain, its own `this`.
      else e.callee = lowerChain(l, callee, out, "callee");
      return e;
    }
    const place = holdPlace(l, callee, out);
    const found = place.member();
    const mark = l.temporaries.mark();
    const fn = keep(l, callee.type === "OptionalMemberExpression" ? optional(found) : found, mark, out, callee);
    lowerOperands(l, argumentOperands(e.arguments), out);
    return callWith(fn, place.thisValue(), e.arguments, e);
  }
  if (callee.type === "Super") throw new LoweringError("a suspension in the arguments of super()", e);
  lowerOperands(l, [...calleeOperand(e), ...argumentOperands(e.arguments)], out);
  return e;
}

function optional(member: t.MemberExpression): t.Expression {
  return at(t.optionalMemberExpression(member.object as t.Expression, member.property as t.Expression, member.computed, true), member);
}

/** Each part of a template is converted to a string before the next is evaluated (ECMA-262 13.2.8.6): what stands before a suspension is one string. */
function lowerTemplate(l: Lowering, e: t.TemplateLiteral, out: Output): t.Expression {
  const start = l.temporaries.mark();
  let quasis: t.TemplateElement[] = [];
  let expressions: t.Expression[] = [];
  const empty = (): t.TemplateElement => at(t.templateElement({ raw: "", cooked: "" }), e);
  for (const [index, one] of (e.expressions as t.Expression[]).entries()) {
    quasis.push(e.quasis[index]!);
    if (suspends(l, one) && expressions.length > 0) {
      expressions = [keep(l, at(t.templateLiteral(quasis, expressions), e), start, out, e)];
      quasis = [empty(), empty()];
    }
    expressions.push(lowerExpression(l, one, out));
  }
  return at(t.templateLiteral([...quasis, e.quasis.at(-1)!], expressions), e);
}

function isReference(e: t.Node): boolean {
  return (
    e.type === "Identifier" || e.type === "MemberExpression" || e.type === "OptionalMemberExpression" || e.type === "OptionalCallExpression"
  );
}

/** What is left of a sequence or the like must not turn into a reference where it was a value: `(await a, b.c)()` has no `this`. */
function asValue(before: t.Expression, rest: t.Expression): t.Expression {
  if (before === rest || before.type === rest.type || !isReference(rest) || (rest.type === "Identifier" && /^\$\d+$/.test(rest.name)))
    return rest;
  return at(t.sequenceExpression([at(t.numericLiteral(0), rest), rest]), rest);
}
