import * as t from "@babel/types";
import { lowerEffect, lowerExpression } from "./lowerExpression.js";
import { suspends, type Lowering, type Output } from "./lowering.js";
import { labelled, lowerBody, lowerList } from "./lowerStatement.js";
import { at, not, set, slotsOf } from "./nodes.js";
import { isStable, usedNames } from "./stableValues.js";

type Labels = readonly t.Identifier[];

/** `while (await x) …` -> `while (true) { $1 = yield x; if (!$1) break; … }` */
export function lowerWhile(l: Lowering, s: t.WhileStatement, labels: Labels): t.Statement[] {
  if (!suspends(l, s.test)) {
    s.body = lowerBody(l, s.body);
    return [labelled(labels, s)];
  }
  const body = [...leaveUnless(l, s.test), ...statementsOf(lowerBody(l, s.body))];
  s.test = at(t.booleanLiteral(true), s.test);
  s.body = at(t.blockStatement(body), s.body);
  return [labelled(labels, s)];
}

/** `do … while (await x)`: `continue` goes on with the test, so it becomes a jump to the end of the body. */
export function lowerDoWhile(l: Lowering, s: t.DoWhileStatement, labels: Labels): t.Statement[] {
  if (!suspends(l, s.test)) {
    s.body = lowerBody(l, s.body);
    return [labelled(labels, s)];
  }
  let body: t.Statement = lowerBody(l, s.body);
  const end = l.freshName("$next");
  if (continueToEnd(body, new Set(labels.map((one) => one.name)), end))
    body = at(t.labeledStatement(at(t.identifier(end), s), body), s.body);
  const loop = at(t.whileStatement(at(t.booleanLiteral(true), s), at(t.blockStatement([body, ...leaveUnless(l, s.test)]), s.body)), s);
  return [labelled(labels, loop)];
}

/**
 * A `for` keeps its form, because of its per-iteration bindings: what suspends moves to the start of the body, which sees the same ones
 * (ECMA-262 14.7.4.4: they are copied before the update).
 */
export function lowerFor(l: Lowering, s: t.ForStatement, labels: Labels): t.Statement[] {
  const out: Output = [];
  const mark = l.temporaries.mark();
  // Taken before the initializer's temporaries: those are read after it is set.
  const first = suspends(l, s.update) ? l.temporaries.take() : null;
  const inner = l.temporaries.mark();
  if (suspends(l, s.init)) lowerInit(l, s, out);
  // What is left of an initializer is evaluated once, before anything else can use its temporaries.
  l.temporaries.release(inner);
  const head: Output = [];
  if (first !== null) {
    out.push(set(first, at(t.booleanLiteral(true), s), s));
    const update: Output = [];
    lowerEffect(l, s.update!, update);
    const later = at(t.blockStatement([set(first, at(t.booleanLiteral(false), s), s)]), s);
    head.push(at(t.ifStatement(l.temporaries.read(first, s), later, at(t.blockStatement(update), s.update)), s.update));
    s.update = null;
    if (s.test && !suspends(l, s.test)) {
      head.push(at(t.ifStatement(not(s.test), at(t.breakStatement(), s.test)), s.test));
      s.test = null;
    }
  }
  if (suspends(l, s.test)) {
    head.push(...leaveUnless(l, s.test!));
    s.test = null;
  }
  const body = lowerBody(l, s.body);
  s.body = head.length > 0 ? at(t.blockStatement([...head, ...statementsOf(body)]), s.body) : body;
  l.temporaries.release(mark);
  out.push(labelled(labels, s));
  return out.length === 1 || s.init?.type !== "VariableDeclaration" || !out.some(declaresLexically) ? out : [at(t.blockStatement(out), s)];
}

function lowerInit(l: Lowering, s: t.ForStatement, out: Output): void {
  const init = s.init!;
  if (init.type !== "VariableDeclaration") {
    lowerEffect(l, init, out);
    s.init = null;
    return;
  }
  if (init.kind === "var") {
    out.push(...lowerList(l, [init]));
    s.init = null;
    return;
  }
  const last = init.declarations.findLastIndex((one) => suspends(l, one));
  const earlier = init.declarations.slice(0, last);
  const only = init.declarations[last]!;
  const names = new Set(init.declarations.flatMap((one) => Object.keys(t.getBindingIdentifiers(one.id))));
  const independent = !suspends(l, only.id) && ![...usedNames(only.init!)].some((name) => names.has(name));
  if (independent && earlier.every((one) => !one.init || (isStable(l, one.init) && one.id.type === "Identifier"))) {
    only.init = lowerExpression(l, only.init!, out);
    return;
  }
  // The declarations run before the loop, over variables of another name that closures in them capture; the loop starts with their values.
  const first = init.declarations.slice(0, last + 1);
  const renamed = new Map<string, string>();
  for (const one of first) for (const name of Object.keys(t.getBindingIdentifiers(one.id))) renamed.set(name, l.freshName(name));
  for (const one of first) renameIn(one, renamed);
  const before = at(t.variableDeclaration("let", first), init);
  l.suspending.add(before);
  out.push(...lowerList(l, [before]));
  const copies = [...renamed].map(([name, outer]) =>
    at(t.variableDeclarator(at(t.identifier(name), init), at(t.identifier(outer), init)), init),
  );
  s.init = at(t.variableDeclaration(init.kind, [...copies, ...init.declarations.slice(last + 1)]), init);
}

function renameIn(node: t.Node, renamed: ReadonlyMap<string, string>): void {
  for (const { key, child } of slotsOf(node)) {
    if (key === "property" && "computed" in node && !node.computed) continue;
    if (key === "key" && "computed" in node && !node.computed) continue;
    if (node.type === "ObjectProperty" && node.shorthand && key === "value") {
      node.shorthand = false;
      if (node.extra?.["shorthand"]) delete node.extra["shorthand"];
      node.key = at(t.cloneNode(node.key as t.Identifier, false), node.key);
    }
    if (child.type === "Identifier") child.name = renamed.get(child.name) ?? child.name;
    else renameIn(child, renamed);
  }
}

function declaresLexically(s: t.Statement): boolean {
  return s.type === "VariableDeclaration" && s.kind !== "var";
}

/** Evaluates a condition and leaves the loop unless it holds. */
function leaveUnless(l: Lowering, test: t.Expression): t.Statement[] {
  const out: Output = [];
  const mark = l.temporaries.mark();
  const value = lowerExpression(l, test, out);
  out.push(at(t.ifStatement(not(value), at(t.breakStatement(), test)), test));
  l.temporaries.release(mark);
  return out;
}

function statementsOf(block: t.BlockStatement): t.Statement[] {
  return block.body;
}

/** Turns each `continue` of a loop into `break end`; answers whether there was one. */
function continueToEnd(node: t.Node, labels: ReadonlySet<string>, end: string, inner = false): boolean {
  if (t.isFunction(node) || t.isClass(node) || t.isExpression(node)) return false;
  if (node.type === "ContinueStatement") {
    if (node.label ? !labels.has(node.label.name) : inner) return false;
    Object.assign(node as t.Node, { type: "BreakStatement", label: at(t.identifier(end), node) });
    return true;
  }
  const isInner = inner || t.isLoop(node);
  let found = false;
  for (const { child } of slotsOf(node)) if (continueToEnd(child, labels, end, isInner)) found = true;
  return found;
}
