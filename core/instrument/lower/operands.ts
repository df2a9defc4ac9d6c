import * as t from "@babel/types";
import { lowerExpression } from "./lowerExpression.js";
import { suspends, type Lowering, type Output } from "./lowering.js";
import { at, isAnonymousDefinition, keepName, set, tm } from "./nodes.js";
import { isStable } from "./stableValues.js";

/** A place of an expression that is evaluated in turn with others. */
export interface Operand {
  readonly node: t.Expression;
  /** Puts what is left of the operand in its place. */
  put(rest: t.Expression): void;
  /**
   * What must be finished before a later operand is evaluated: `value` (default), `key` also the conversion to a property key, `spread` the whole
   * iteration, `copy` the copying of properties.
   */
  readonly as?: "value" | "key" | "spread" | "copy";
  /** The name that an anonymous class here takes from its property. */
  readonly name?: string;
}

/** Evaluates operands in order; all before the last one that suspends get temporaries where they need them. */
export function lowerOperands(l: Lowering, operands: readonly Operand[], out: Output): void {
  const last = operands.findLastIndex((one) => suspends(l, one.node));
  for (const [index, one] of operands.entries()) {
    if (index < last) one.put(hold(l, one.node, out, one.as, one.name));
    else if (index === last) one.put(lowerExpression(l, one.node, out));
  }
}

/** Evaluates an expression now; the result can be used at any later time and as often as wanted. */
export function hold(l: Lowering, e: t.Expression, out: Output, as: Operand["as"] = "value", name?: string): t.Expression {
  const mark = l.temporaries.mark();
  let value = lowerExpression(l, e, out);
  if (as === "key") {
    if (value.type === "StringLiteral" || value.type === "NumericLiteral") return value;
    value = tm("propertyKey", [value], e);
  } else if (as === "spread") value = at(t.arrayExpression([at(t.spreadElement(value), e)]), e);
  else if (as === "copy") value = at(t.objectExpression([at(t.spreadElement(value), e)]), e);
  else if (isStable(l, value)) return value;
  return keep(l, value, mark, out, e, name);
}

/** Puts a value into a temporary; those taken since `mark` are used up by it. */
export function keep(l: Lowering, value: t.Expression, mark: number, out: Output, from: t.Node, name?: string): t.Identifier {
  l.temporaries.release(mark);
  const temporary = l.temporaries.take();
  if (value.type !== "Identifier" || value.name !== temporary) out.push(set(temporary, unnamed(value, name), from));
  return l.temporaries.read(temporary, from);
}

/** An anonymous function must not be called like our temporary. */
function unnamed(value: t.Expression, name: string | undefined): t.Expression {
  if (!isAnonymousDefinition(value)) return plainValue(value);
  if (name !== undefined) return keepName(value, name);
  return at(t.sequenceExpression([at(t.numericLiteral(0), value), value]), value);
}

/** `(0, io.read)`, a value without its `this`, can be stored as it is. */
function plainValue(value: t.Expression): t.Expression {
  if (value.type !== "SequenceExpression" || value.expressions.length !== 2) return value;
  const [zero, member] = value.expressions;
  return zero?.type === "NumericLiteral" && member?.type === "MemberExpression" ? member : value;
}

/** `$tm.call(f, this, …)`: a call whose function and `this` were found before its arguments. */
export function callWith(fn: t.Expression, thisValue: t.Expression, args: t.CallExpression["arguments"], from: t.Node): t.CallExpression {
  return tm("call", [fn, thisValue, ...(args as t.Expression[])], from);
}

/** Arguments as operands. */
export function argumentOperands(args: t.CallExpression["arguments"]): Operand[] {
  // The elements of an array literal can be holes.
  return (args as (t.CallExpression["arguments"][number] | null)[]).flatMap((one, index): Operand[] => {
    if (one === null) return [];
    if (one.type === "SpreadElement") return [{ node: one.argument, put: (rest) => void (one.argument = rest), as: "spread" }];
    return t.isExpression(one) ? [{ node: one, put: (rest) => void (args[index] = rest) }] : [];
  });
}

/** Object and computed key of a member expression. */
export function memberOperands(member: t.MemberExpression | t.OptionalMemberExpression, as?: "key"): Operand[] {
  const operands: Operand[] = [];
  if (member.object.type !== "Super") operands.push({ node: member.object, put: (rest) => void (member.object = rest) });
  if (member.computed)
    operands.push({ node: member.property as t.Expression, put: (rest) => void (member.property = rest), ...(as && { as }) });
  return operands;
}

/** Keys, values and spreads of an object literal, in order. */
export function propertyOperands(e: t.ObjectExpression): Operand[] {
  return e.properties.flatMap((one): Operand[] => {
    if (one.type === "SpreadElement") return [{ node: one.argument, put: (rest) => void (one.argument = rest), as: "copy" }];
    const key: Operand[] = one.computed ? [{ node: one.key as t.Expression, put: (rest) => void (one.key = rest), as: "key" }] : [];
    if (one.type === "ObjectMethod") return key;
    const put = (rest: t.Expression): void => {
      if (rest !== one.value) unshorten(one);
      one.value = rest;
    };
    const name = one.computed
      ? undefined
      : one.key.type === "Identifier"
        ? one.key.name
        : "value" in one.key
          ? String(one.key.value)
          : undefined;
    return [...key, { node: one.value as t.Expression, put, ...(name === undefined ? {} : { name }) }];
  });
}

function unshorten(property: t.ObjectProperty): void {
  if (!property.shorthand) return;
  property.shorthand = false;
  if (property.extra?.["shorthand"]) delete property.extra["shorthand"];
  if (property.key === property.value) property.key = at(t.cloneNode(property.key, false), property.key);
}

/** Like `hold`, for a value that is used more than once: a literal that makes an object is evaluated once. */
export function holdForReuse(l: Lowering, e: t.Expression, out: Output, as: Operand["as"] = "value"): t.Expression {
  const mark = l.temporaries.mark();
  const value = hold(l, e, out, as);
  if (value.type === "Identifier" || value.type === "ThisExpression" || value.type === "StringLiteral" || value.type === "NumericLiteral")
    return value;
  return keep(l, value, mark, out, e);
}

/** The same value again, as a node of its own. */
export function again<N extends t.Node>(l: Lowering, value: N): N {
  if (value.type === "Identifier" && l.temporaries.isRead(value)) return l.temporaries.read(value.name, value) as t.Node as N;
  return at(t.cloneNode(value, false), value);
}

/** Object and key of a member whose place is used twice, for reading and for writing or calling. */
export interface Place {
  /** The member expression, a new node each time. */
  member(): t.MemberExpression;
  /** `this` of a call of it. */
  thisValue(): t.Expression;
}

/** Evaluates object and key of a member expression, for use at any later time. */
export function holdPlace(l: Lowering, member: t.MemberExpression | t.OptionalMemberExpression, out: Output): Place {
  const object = member.object.type === "Super" ? member.object : holdForReuse(l, member.object, out);
  const property = member.computed ? holdForReuse(l, member.property as t.Expression, out) : member.property;
  return {
    member: () => at(t.memberExpression(again(l, object), again(l, property), member.computed), member),
    thisValue: () => (object.type === "Super" ? at(t.thisExpression(), member) : again(l, object)),
  };
}
