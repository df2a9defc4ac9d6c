import * as t from "@babel/types";
import { lowerExpression } from "./lowerExpression.js";
import { LoweringError, suspends, type Lowering, type Output } from "./lowering.js";
import { assign, at, effect, field, isAnonymousDefinition, keepName, method, set, tm, undefinedValue } from "./nodes.js";
import { again, holdForReuse, holdPlace, keep } from "./operands.js";

/** How names in a pattern are bound; `null`: assigned. */
export type PatternKind = "var" | "let" | "const" | null;

/**
 * Destructuring in which something suspends (ECMA-262 13.15.5, 14.3.3), part by part. Parts without a suspension stay patterns.
 * @param value a temporary or another value that can be read again
 */
export function lowerPattern(l: Lowering, pattern: t.Node, value: t.Expression, kind: PatternKind, out: Output): void {
  l.suspending.delete(pattern);
  if (pattern.type === "ObjectPattern") lowerObjectPattern(l, pattern, value, kind, out);
  else if (pattern.type === "ArrayPattern") lowerArrayPattern(l, pattern, value, kind, out);
  else throw new LoweringError(`a suspension in ${pattern.type}`, pattern);
}

/** `const target = value;` or `target = value;` */
export function bindTarget(l: Lowering, target: t.Node, value: t.Expression, kind: PatternKind, out: Output): void {
  if (suspends(l, target)) lowerPattern(l, target, holdForReuse(l, value, out), kind, out);
  else if (kind) out.push(at(t.variableDeclaration(kind, [at(t.variableDeclarator(target as t.Identifier, value), target)]), target));
  else out.push(assign(target as t.LVal, value, target));
}

function lowerObjectPattern(l: Lowering, pattern: t.ObjectPattern, value: t.Expression, kind: PatternKind, out: Output): void {
  const hasRest = pattern.properties.at(-1)?.type === "RestElement";
  const keys: t.Expression[] = [];
  let group: t.ObjectProperty[] = [];
  const flush = (): void => {
    if (group.length > 0) bindTarget(l, at(t.objectPattern(group), pattern), again(l, value), kind, out);
    group = [];
  };
  const start = l.temporaries.mark();
  // `null` and `undefined` have no properties to take: the error comes before anything else.
  const first = pattern.properties[0];
  if (first && (suspends(l, first) || first.type === "RestElement" || (hasRest && first.computed)))
    out.push(assign(at(t.objectPattern([]), pattern), again(l, value), pattern));
  for (const one of pattern.properties) {
    if (one.type === "RestElement") {
      flush();
      bindElement(l, one.argument, () => tm("rest", [again(l, value), at(t.arrayExpression(keys), one)], one), kind, out);
      continue;
    }
    if (hasRest && !one.computed) keys.push(keyLiteral(one));
    if (!suspends(l, one) && !(hasRest && one.computed)) {
      group.push(one);
      continue;
    }
    flush();
    const mark = l.temporaries.mark();
    const key = one.computed ? holdForReuse(l, one.key as t.Expression, out, "key") : (one.key as t.Expression);
    if (hasRest && one.computed) keys.push(again(l, key));
    const end = l.temporaries.mark();
    bindElement(
      l,
      one.value,
      () =>
        at(
          t.memberExpression(
            again(l, value),
            one.computed ? again(l, key) : (key as t.Identifier),
            one.computed || key.type !== "Identifier",
          ),
          one,
        ),
      kind,
      out,
    );
    l.temporaries.release(hasRest ? end : mark);
  }
  flush();
  l.temporaries.release(start);
}

function keyLiteral(property: t.ObjectProperty): t.Expression {
  const { key } = property;
  return key.type === "Identifier" ? at(t.stringLiteral(key.name), key) : at(t.cloneNode(key as t.Expression, false), key);
}

/** One element: place of the target, value, default, binding; in this order. */
export function bindElement(l: Lowering, element: t.Node, read: () => t.Expression, kind: PatternKind, out: Output): void {
  const mark = l.temporaries.mark();
  // Only the default's wrapper: a pattern with suspensions is told from others by `bindTarget`.
  if (element.type === "AssignmentPattern") l.suspending.delete(element);
  const target = element.type === "AssignmentPattern" ? element.left : element;
  const place = target.type === "MemberExpression" ? holdPlace(l, target, out).member : null;
  let value = read();
  if (element.type === "AssignmentPattern") {
    const base = l.temporaries.mark();
    const held = keep(l, value, base, out, element);
    l.temporaries.release(base);
    const inner: Output = [];
    const made = lowerExpression(l, element.right, inner);
    const named = target.type === "Identifier" && isAnonymousDefinition(made) ? keepName(made, target.name) : made;
    keep(l, named, base, inner, element);
    const test = at(t.binaryExpression("===", held, undefinedValue(element)), element);
    out.push(at(t.ifStatement(test, at(t.blockStatement(inner), element)), element));
    value = l.temporaries.read(held.name, element);
  }
  bindTarget(l, place ? place() : target, value, kind, out);
  l.temporaries.release(mark);
}

function lowerArrayPattern(l: Lowering, pattern: t.ArrayPattern, value: t.Expression, kind: PatternKind, out: Output): void {
  const mark = l.temporaries.mark();
  if (kind === "let" || kind === "const") {
    // Bound inside a `try`, visible after it.
    const names = Object.values(t.getBindingIdentifiers(pattern));
    out.push(
      at(
        t.variableDeclaration(
          "let",
          names.map((id) => at(t.variableDeclarator(at(t.identifier(id.name), id)), id)),
        ),
        pattern,
      ),
    );
  }
  const iteration = l.temporaries.take("i");
  out.push(set(iteration, tm("iterate", [value], pattern), pattern));
  const body: Output = [];
  for (const element of pattern.elements) {
    const next = (): t.CallExpression => method(iteration, "next", [], element ?? pattern);
    const inner = kind === "var" ? "var" : null;
    if (!element) body.push(effect(next(), pattern));
    else if (element.type === "RestElement") bindElement(l, element.argument, () => method(iteration, "rest", [], element), inner, body);
    else
      bindElement(
        l,
        element,
        () => at(t.conditionalExpression(next(), field(iteration, "value", element), undefinedValue(element)), element),
        inner,
        body,
      );
  }
  out.push(closing(l, iteration, body, pattern));
  l.temporaries.release(mark);
}

/** `try { … } catch ($e) { throw $i1.abort($e); } finally { $i1.close(); }`: the iterator is closed as ECMA-262 7.4.11 says. */
export function closing(l: Lowering, iteration: string, body: t.Statement[], from: t.Node): t.TryStatement {
  const error = l.freshName("$e");
  const id = (): t.Identifier => at(t.identifier(error), from);
  const abort = at(t.throwStatement(method(iteration, "abort", [id()], from)), from);
  return at(
    t.tryStatement(
      at(t.blockStatement(body), from),
      at(t.catchClause(id(), at(t.blockStatement([abort]), from)), from),
      at(t.blockStatement([effect(method(iteration, "close", [], from), from)]), from),
    ),
    from,
  );
}
