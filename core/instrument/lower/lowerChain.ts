import * as t from "@babel/types";
import { lowerExpression, lowerMember } from "./lowerExpression.js";
import { LoweringError, suspends, type Lowering, type Output } from "./lowering.js";
import { at, isNullish, set, undefinedValue } from "./nodes.js";
import { again, argumentOperands, callWith, hold, holdForReuse, keep, lowerOperands } from "./operands.js";

type ChainNode = t.OptionalMemberExpression | t.OptionalCallExpression;
type Link = ChainNode | t.MemberExpression;

export function isChain(node: t.Node): node is ChainNode {
  return node.type === "OptionalMemberExpression" || node.type === "OptionalCallExpression";
}

/**
 * An optional chain with a suspension in it (ECMA-262 13.3.9): each `?.` up to the last suspension becomes an `if`, the rest stays a chain.
 * @param use what becomes of the end of the chain: its value, the callee of a call outside of the chain (`(a?.b)()`), or `delete`
 */
export function lowerChain(l: Lowering, e: ChainNode, out: Output, use: "value" | "callee" | "delete"): t.Expression {
  const links: Link[] = [];
  let head: t.Expression | t.Super = e;
  while (isChain(head)) {
    l.suspending.delete(head);
    links.unshift(head);
    head = (head.type === "OptionalCallExpression" ? head.callee : head.object) as t.Expression;
  }
  const plain = links[0]!.type === "OptionalCallExpression" && head.type === "MemberExpression" ? head : null;
  const last = links.findLastIndex((one) => suspendsItself(l, one));
  const end = (rest: t.Expression): t.Expression => (use === "delete" ? at(t.unaryExpression("delete", rest), e) : rest);
  if (last < 0) {
    if (plain) lowerMember(l, plain, out);
    else graft(links[0]!, lowerExpression(l, head as t.Expression, out));
    return end(e);
  }
  if (use === "callee") throw new LoweringError("a suspension in a parenthesized optional chain that is called", e);
  if (plain) {
    // `a.b?.(await c)`: the first link gives the call its `this`.
    links.unshift(plain);
    head = plain.object;
    l.suspending.delete(plain);
  }
  const final = plain ? last + 1 : last;
  const start = l.temporaries.mark();
  return follow(0, head, out);

  function follow(index: number, current: t.Expression | t.Super, into: Output): t.Expression {
    const link = links[index];
    if (!link) return end(current as t.Expression);
    if (index > final) {
      graft(link, current as t.Expression);
      for (const one of links.slice(index)) if (!asPlain(one)) break;
      return end(e);
    }
    if (link.type === "OptionalCallExpression") return followCall(index, link, current as t.Expression, null, into);
    if (!isChain(link) || !link.optional) return followMember(index, link, current, into);
    const object = keep(l, lowerExpression(l, current as t.Expression, into), l.temporaries.mark(), into, link);
    return guarded(object, link, into, (inner) => followMember(index, link, object, inner));
  }

  function followMember(
    index: number,
    link: Exclude<Link, t.OptionalCallExpression>,
    current: t.Expression | t.Super,
    into: Output,
  ): t.Expression {
    const next = links[index + 1];
    const keepsPlace = next?.type === "OptionalCallExpression" && index + 1 <= final && (next.optional || suspendsItself(l, next));
    let object = current;
    if (object.type !== "Super") {
      if (keepsPlace) object = holdForReuse(l, object, into);
      else if (link.computed && suspends(l, link.property)) object = hold(l, object, into);
      else object = lowerExpression(l, object, into);
    }
    const property = link.computed ? lowerExpression(l, link.property as t.Expression, into) : link.property;
    const found = at(t.memberExpression(object, property, link.computed), link);
    if (!keepsPlace) return follow(index + 1, found, into);
    const fn = keep(l, found, l.temporaries.mark(), into, link);
    return followCall(index + 1, next, fn, object.type === "Super" ? at(t.thisExpression(), link) : again(l, object), into);
  }

  function followCall(
    index: number,
    link: t.OptionalCallExpression,
    fn: t.Expression,
    thisValue: t.Expression | null,
    into: Output,
  ): t.Expression {
    const call = (callee: t.Expression, inner: Output): t.Expression => {
      const held = suspendsItself(l, link) ? hold(l, callee, inner) : lowerExpression(l, callee, inner);
      lowerOperands(l, argumentOperands(link.arguments as t.CallExpression["arguments"]), inner);
      const args = link.arguments as t.CallExpression["arguments"];
      return follow(index + 1, thisValue ? callWith(held, thisValue, args, link) : at(t.callExpression(held, args), link), inner);
    };
    if (!link.optional) return call(fn, into);
    const held = l.temporaries.isRead(fn) ? (fn as t.Identifier) : keep(l, lowerExpression(l, fn, into), l.temporaries.mark(), into, link);
    return guarded(held, link, into, (inner) => call(again(l, held), inner));
  }

  /** `if (value is null or undefined) $1 = void 0; else { …; $1 = rest; }` */
  function guarded(value: t.Identifier, link: t.Node, into: Output, rest: (inner: Output) => t.Expression): t.Expression {
    const inner: Output = [];
    keep(l, rest(inner), start, inner, link);
    l.temporaries.release(start);
    const result = l.temporaries.take();
    const none = use === "delete" ? at(t.booleanLiteral(true), link) : undefinedValue(link);
    const test = isNullish(value.name, link);
    into.push(at(t.ifStatement(test, at(t.blockStatement([set(result, none, link)]), link), at(t.blockStatement(inner), link)), link));
    return l.temporaries.read(result, link);
  }
}

/** Whether the suspension is in the link's own key or arguments. */
function suspendsItself(l: Lowering, link: Link): boolean {
  if (link.type === "OptionalCallExpression") return link.arguments.some((one) => suspends(l, one));
  return link.computed && suspends(l, link.property);
}

function graft(link: Link, base: t.Expression): void {
  if (link.type === "OptionalCallExpression") link.callee = base;
  else link.object = base;
}

/** A link that no longer stands after a `?.` is an ordinary member or call. Answers whether the next may be one as well. */
function asPlain(link: Link): boolean {
  if (!isChain(link)) return true;
  if (link.optional) return false;
  const plain = link as { type: string; optional?: boolean };
  plain.type = link.type === "OptionalCallExpression" ? "CallExpression" : "MemberExpression";
  delete plain.optional;
  return true;
}
