import * as t from "@babel/types";
import { suspends, type Lowering, type Output } from "./lowering.js";
import { lowerList } from "./lowerStatement.js";
import { asBlock, at, putNode, set, slotsOf, tm, undefinedValue } from "./nodes.js";
import { lowerPattern } from "./lowerPattern.js";

/** `try` statements stay native; one whose finalizer can pause also records what completes it. */
export function lowerTry(l: Lowering, s: t.TryStatement, out: Output): void {
  if (!suspends(l, s.finalizer)) {
    lowerParts(l, s);
    if (s.finalizer) s.finalizer.body = lowerList(l, s.finalizer.body);
    out.push(s);
    return;
  }
  const { handler, finalizer } = s;
  const block = (): t.Statement[] => {
    lowerParts(l, s);
    return handler ? [at(t.tryStatement(s.block, handler), s)] : s.block.body;
  };
  recordCompletion(l, { block, finalizer: () => lowerList(l, finalizer!.body), thrown: (error) => error }, s, out);
}

function lowerParts(l: Lowering, s: t.TryStatement): void {
  s.block.body = lowerList(l, s.block.body);
  const { handler } = s;
  if (!handler) return;
  const inner: Output = [];
  if (handler.param && suspends(l, handler.param)) {
    const error = l.freshName("$e");
    lowerPattern(l, handler.param, at(t.identifier(error), handler.param), "let", inner);
    handler.param = at(t.identifier(error), handler.param);
  }
  handler.body.body = [...inner, ...lowerList(l, handler.body.body)];
}

interface Parts {
  /** Makes the statements of the block (and handler) that are tried. */
  block(): t.Statement[];
  finalizer(): t.Statement[];
  /** What is recorded and thrown on for an error. */
  thrown(error: t.Identifier): t.Expression;
}

/**
 * `try { … $k1 = 0; } catch ($e) { $k1 = 1; $v1 = $e; throw $v1; } finally { … }`: completions are recorded before the finalizer runs, since a
 * residual that begins in the finalizer has to go on with them. `-1` stands for a `return(v)` from outside, which no statement announces.
 */
export function recordCompletion(l: Lowering, parts: Parts, from: t.Node, out: Output): void {
  const mark = l.temporaries.mark();
  const kind = l.temporaries.take("k");
  const value = l.temporaries.take("v");
  const outer = l.tries.at(-1);
  const number = (n: number): t.Expression =>
    n < 0 ? at(t.unaryExpression("-", at(t.numericLiteral(-n), from)), from) : at(t.numericLiteral(n), from);
  const read = (name: string): t.Identifier => l.temporaries.read(name, from);
  const when = (n: number, then: t.Statement[]): t.Statement =>
    at(t.ifStatement(at(t.binaryExpression("===", read(kind), number(n)), from), at(t.blockStatement(then), from)), from);

  out.push(set(kind, number(-1), from));
  l.tries.push({ kind, value });
  const block = at(t.blockStatement(parts.block()), from);
  l.tries.pop();
  recordJumps(block, kind, value);
  block.body.push(set(kind, number(0), from));

  const error = l.freshName("$e");
  const id = (): t.Identifier => at(t.identifier(error), from);
  const rethrow = [set(kind, number(1), from), set(value, parts.thrown(id()), from), at(t.throwStatement(read(value)), from)];

  const finalizer = parts.finalizer();
  if (l.kind !== "async" && l.kind !== "frame")
    finalizer.unshift(when(-1, [set(kind, number(2), from), set(value, tm("returned", [], from), from)]));
  // A return that goes on from here completes the next `try` around as well.
  if (outer) finalizer.push(when(2, [set(outer.kind, number(2), from), set(outer.value, read(value), from)]));

  const made = at(
    t.tryStatement(block, at(t.catchClause(id(), at(t.blockStatement(rethrow), from)), from), at(t.blockStatement(finalizer), from)),
    from,
  );
  made.extra = { completion: { kind, value } };
  out.push(made);
  l.temporaries.release(mark);
}

interface Inside {
  readonly labels: ReadonlySet<string>;
  readonly loop: boolean;
  readonly breakable: boolean;
  /** In a `try` that records returns itself and hands them on at its end. */
  readonly recorded: boolean;
}

/** Puts the record in front of each `return`, `break` and `continue` that leaves the block. Jumps are numbered from 3 in textual order. */
function recordJumps(block: t.BlockStatement, kind: string, value: string): void {
  let next = 3;
  visit(block, { labels: new Set(), loop: false, breakable: false, recorded: false });

  function visit(node: t.Node, inside: Inside): void {
    if (t.isFunction(node) || t.isClass(node) || t.isExpression(node)) return;
    let within = inside;
    if (t.isLoop(node)) within = { ...inside, loop: true, breakable: true };
    else if (node.type === "SwitchStatement") within = { ...inside, breakable: true };
    else if (node.type === "LabeledStatement") within = { ...inside, labels: new Set([...inside.labels, node.label.name]) };
    // Statements are put in front, so that the places found are counted on.
    let shift = 0;
    let list = "";
    for (const { key, index, child } of [...slotsOf(node)]) {
      if (key !== list) shift = 0;
      list = key;
      const records = node.type === "TryStatement" && key !== "finalizer" && !!node.extra?.["completion"];
      visit(child, records ? { ...within, recorded: true } : within);
      const record = recordOf(child, within);
      if (!record) continue;
      if (index === null) putNode(node, key, index, asBlock([...record, child as t.Statement], child));
      else ((node as unknown as Record<string, t.Statement[]>)[key] ?? []).splice(index + shift, 0, ...record);
      shift += record.length;
    }
  }

  function recordOf(node: t.Node, inside: Inside): t.Statement[] | null {
    if (node.type === "ReturnStatement") {
      if (inside.recorded) return null;
      const returned = node.argument ?? undefinedValue(node);
      node.argument = at(t.identifier(value), node);
      return [set(value, returned, node), set(kind, at(t.numericLiteral(2), node), node)];
    }
    if (node.type !== "BreakStatement" && node.type !== "ContinueStatement") return null;
    if (node.label ? inside.labels.has(node.label.name) : node.type === "BreakStatement" ? inside.breakable : inside.loop) return null;
    return [set(kind, at(t.numericLiteral(next++), node), node)];
  }
}
