import * as t from "@babel/types";
import { cloneNode } from "./cloneNode.js";
import type { Cut } from "./cut.js";
import { declareAgain } from "./cut.js";
import { asBlock, cutStatement } from "./cutStatement.js";
import { retargetJumps } from "./retargetJumps.js";

/**
 * A loop entered in the middle: the rest of this round, then the loop. A `continue` in the rest of the round ends that rest, a `break` passes by the loop:
 *
 *     $loop: { $round: { …rest of the round… } while (test) { … } }
 */
export function cutLoop(loop: t.WhileStatement | t.DoWhileStatement | t.ForStatement, cut: Cut, labels: readonly string[]): t.Statement[] {
  declareHead(loop, cut);
  return roundThenLoop(() => cutStatement(loop.body, cut), loop, cut, labels);
}

/** What the head of a loop that was entered declares. */
export function declareHead(loop: t.WhileStatement | t.DoWhileStatement | t.ForStatement, cut: Cut): void {
  if (t.isForStatement(loop) && t.isVariableDeclaration(loop.init)) {
    for (const name of Object.keys(t.getBindingIdentifiers(loop.init))) {
      declareAgain(cut, name, loop.init.kind === "var" || loop.init.kind === "const" ? loop.init.kind : "let");
    }
  }
}

/** The statements that are left of a round, then the rounds to come. */
export function roundThenLoop(
  cutRound: () => t.Statement[],
  loop: t.WhileStatement | t.DoWhileStatement | t.ForStatement,
  cut: Cut,
  labels: readonly string[],
): t.Statement[] {
  const breakLabel = cut.freshName("$loop");
  const continueLabel = cut.freshName("$round");
  const rest = cutRound();
  const used = retargetJumps(rest, { labels: new Set(labels), loop: true, breakLabel, continueLabel });
  const round = used.continues ? [t.labeledStatement(t.identifier(continueLabel), asBlock(rest))] : rest;
  const next = nextRounds(loop, cut, labels);
  return used.breaks ? [t.labeledStatement(t.identifier(breakLabel), t.blockStatement([...round, next]))] : [...round, next];
}

/** The loop from the end of a round on. */
function nextRounds(loop: t.WhileStatement | t.DoWhileStatement | t.ForStatement, cut: Cut, labels: readonly string[]): t.Statement {
  const body = cloneNode(loop.body);
  if (!t.isForStatement(loop)) return labelledLoop(labels, t.whileStatement(cloneNode(loop.test), body));
  const test = loop.test ? cloneNode(loop.test) : null;
  const update = loop.update ? cloneNode(loop.update) : null;
  const init = loop.init;
  if (t.isVariableDeclaration(init) && init.kind === "let") {
    const names = Object.keys(t.getBindingIdentifiers(init));
    if (names.some((name) => cut.captured.has(name))) return freshRounds(names, test, update, body, cut, labels);
  }
  return labelledLoop(labels, t.forStatement(update, test, update && cloneNode(update), body));
}

/** Labels stand before the loop itself, where a `continue` finds them. */
export function labelledLoop(labels: readonly string[], loop: t.Statement): t.Statement {
  return labels.reduceRight((inner, label) => t.labeledStatement(t.identifier(label), inner), loop);
}

/**
 * A `for` whose variables closures capture: each round has its own copies, made before the update (14.7.4.3). The loop that goes on copies this round's
 * variables into its head; the update stands before the test, where it sees the copies of the round to come:
 *
 *     const $i = i;
 *     for (let i = $i; i++, i < n; ) { … }
 */
function freshRounds(
  names: readonly string[],
  test: t.Expression | null,
  update: t.Expression | null,
  body: t.Statement,
  cut: Cut,
  labels: readonly string[],
): t.Statement {
  const head = names.map((name): [string, string] => [name, cut.freshName(`$${name}`)]);
  const copies = t.variableDeclaration(
    "const",
    head.map(([name, copy]) => t.variableDeclarator(t.identifier(copy), t.identifier(name))),
  );
  const init = t.variableDeclaration(
    "let",
    head.map(([name, copy]) => t.variableDeclarator(t.identifier(name), t.identifier(copy))),
  );
  const last = test ?? t.booleanLiteral(true);
  const loop = t.forStatement(init, update ? t.sequenceExpression([update, last]) : test, null, body);
  return t.blockStatement([copies, labelledLoop(labels, loop)]);
}
