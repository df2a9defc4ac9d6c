import * as t from "@babel/types";
import { findNames } from "./findNames.js";
import { lowerAsyncFunctions } from "./lowerAsyncFunctions.js";
import { lowerList } from "./lowerStatement.js";
import { LoweringError, type Lowering } from "./lowering.js";
import { lowerIterators } from "./lowerIterators.js";
import { lowerTemplates } from "./lowerTemplates.js";

import type { Names } from "./nameModel.js";
import { at, slotsOf } from "./nodes.js";
import { findSuspending, suspendableKind, suspensionOf, type SuspendableKind } from "./suspensions.js";
import { Temporaries } from "./temporaries.js";
import { uniqueLocals } from "./uniqueLocals.js";

export interface LowerOptions {
  /** A name that nothing in the module has, like `base`. */
  freshName(base: string): string;
  /** The program body itself awaits: it becomes the body of a generator. */
  readonly topLevelAwait: boolean;
}

/**
 * Pass 2b (docs/code-contract.md sections 2 and 4), in place: afterwards there is no `async`, `await` or `for await`, and each `yield` is a statement of
 * its own (see `isSuspension`). Other code that can't suspend is left as it is.
 *
 * The sub-passes, in order:
 * 0. `lowerTemplates` and `lowerIterators`, in all code: tagged templates become calls, and iterators of builtins that the program holds are the
 *    runtime's.
 * 1. `findNames`: which identifier is which variable, on the source as written. Tells which operands are settled and need no temporary.
 * 2. `uniqueLocals`, each suspendable function: a name stands for one variable.
 * 3. `lowerList`, each suspendable function: expressions and statements that contain a suspension are taken apart (`lowerStatement` for control flow,
 *    `lowerExpression` for evaluation order, `lowerPattern` for destructuring, `lowerIteration` and `lowerTry` for loops and finalizers that can pause).
 *    The functions in them are leaves.
 * 4. `lowerAsyncFunctions`, innermost first: wrapper and generator.
 *
 * Left in `node.extra`: `liveTemporaries` (string[]) on suspension statements, `original` ({start, end, line, column}) on wrappers and generators,
 * `temporaries` on the `let $1, $2;` of a function, `completion` ({kind, value}) on a `try` whose finalizer can pause, `hoisted` on statements that
 * stand for an async function declaration.
 *
 * @throws LoweringError for what can't be taken apart
 */
export function lowerSuspensions(ast: t.File, options: LowerOptions): void {
  lowerTemplates(ast, options.freshName);
  lowerIterators(ast);
  const names = findNames(ast);
  const functions = suspendableFunctions(ast.program, options.topLevelAwait);
  for (const { node } of functions) {
    const owner = names.owners.get(node);
    if (owner) uniqueLocals(owner, names, options.freshName);
  }
  for (const { node, kind } of functions) lowerBodyOf(node, kind, names, options.freshName);
  lowerAsyncFunctions(ast.program, options.freshName);
  checkLowered(ast.program);
}

/** A suspension that was left standing would be code that can't be moved, or that means something else. */
function checkLowered(program: t.Program): void {
  const own = new Set<t.Node>();
  t.traverseFast(program, (node) => {
    const suspension = suspensionOf(node);
    if (suspension) own.add(suspension);
    const left =
      node.type === "AwaitExpression" || (node.type === "YieldExpression" && !own.has(node)) || (t.isFunction(node) && node.async);
    if (left || (node.type === "ForOfStatement" && node.await)) throw new LoweringError(`a suspension that is left in ${node.type}`, node);
  });
}

interface Suspendable {
  readonly node: t.Function | t.Program;
  readonly kind: SuspendableKind;
}

/** All functions whose code can be suspended, outer ones first. */
function suspendableFunctions(program: t.Program, topLevelAwait: boolean): Suspendable[] {
  const found: Suspendable[] = topLevelAwait ? [{ node: program, kind: "async" }] : [];
  const visit = (node: t.Node): void => {
    if (t.isFunction(node)) {
      const kind = suspendableKind(node);
      if (kind) found.push({ node, kind });
    }
    for (const { child } of slotsOf(node)) visit(child);
  };
  visit(program);
  return found;
}

function lowerBodyOf(node: t.Function | t.Program, kind: SuspendableKind, names: Names, freshName: (base: string) => string): void {
  const body = node.type === "Program" ? node : blockBody(node);
  const lowering: Lowering = {
    kind,
    temporaries: new Temporaries((name) => names.all.has(name)),
    suspending: findSuspending(body.body, kind),
    names,
    tries: [],
    freshName,
  };
  if (lowering.suspending.size === 0) return;
  const lowered = lowerList(lowering, body.body);
  body.body = [...lowering.temporaries.declaration(), ...lowered];
}

/** The body as a block: `async (x) => e` becomes `async (x) => { return e; }`. */
function blockBody(node: t.Function): t.BlockStatement {
  if (node.body.type !== "BlockStatement") {
    const { body } = node;
    node.body = at(t.blockStatement([at(t.returnStatement(body), body)]), body);
  }
  return node.body as t.BlockStatement;
}
