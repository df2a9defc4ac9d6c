import * as t from "@babel/types";
import { findNames } from "../lower/findNames.js";
import { at, slotsOf, tm } from "../lower/nodes.js";
import { lowerList } from "../lower/lowerStatement.js";
import type { Names } from "../lower/nameModel.js";
import { Temporaries } from "../lower/temporaries.js";
import { uniqueLocals } from "../lower/uniqueLocals.js";
import { findCalls, isBoundary } from "./callPoints.js";
import { nameOperands } from "./nameOperands.js";

/**
 * Makes the activations of a module's functions describable while they call something (design.md section 3), in place, after `lowerSuspensions`:
 *
 * 1. loops get a safepoint at their head, functions one at their start: `if ($stop) $tm.pause("loop");`
 * 2. loops over iterators and keys that call something get an explicit iteration, and finalizers that call something record what completed their `try`,
 *    as in generators;
 * 3. a value that waits for a later call of the same expression gets a name: `($1 = f(x)) + g(y)`.
 *
 * Left in `node.extra` of each call that is a point: `callPoint`, the names of the temporaries that are live while it is under way.
 */
export function prepareFrames(ast: t.File, freshName: (base: string) => string): void {
  const functions = framedFunctions(ast.program);
  for (const fn of functions) addSafepoints(fn);
  const names = findNames(ast);
  for (const fn of functions) {
    const owner = names.owners.get(fn);
    if (owner && fn.type !== "Program") uniqueLocals(owner, names, freshName);
  }
  for (const fn of functions) prepare(fn, names, freshName);
}

/** Functions whose activations can be taken: all but generators (their suspensions are points already) and constructors of classes. */
function framedFunctions(program: t.Program): (t.Function | t.Program)[] {
  const found: (t.Function | t.Program)[] = [];
  if (!hasYield(program)) found.push(program);
  const visit = (node: t.Node): void => {
    if (t.isFunction(node) && !(node.type !== "ArrowFunctionExpression" && node.generator) && !isConstructor(node)) found.push(node);
    for (const { child } of slotsOf(node)) visit(child);
  };
  visit(program);
  return found;
}

function hasYield(program: t.Program): boolean {
  let found = false;
  const visit = (node: t.Node): void => {
    if (node.type === "YieldExpression") found = true;
    if (found || isBoundary(node)) return;
    for (const { child } of slotsOf(node)) visit(child);
  };
  visit(program);
  return found;
}

function isConstructor(node: t.Function): boolean {
  return node.type === "ClassMethod" && node.kind === "constructor";
}

function safepoint(kind: "call" | "loop", from: t.Node): t.Statement {
  const pause = at(t.expressionStatement(tm("pause", [at(t.stringLiteral(kind), from)], from)), from);
  return at(t.ifStatement(at(t.identifier("$stop"), from), pause), from);
}

/**
 * Where loops begin a round, and where functions that loop or call begin. Loops over iterators and keys that call nothing keep their form, and have none.
 */
function addSafepoints(fn: t.Function | t.Program): void {
  const body = fn.type === "Program" ? fn : fn.body;
  const calls = findCalls([body]);
  let busy = false;
  const visit = (node: t.Node): void => {
    if (node.type === "CallExpression" || node.type === "NewExpression" || t.isLoop(node)) busy = true;
    const explicit = (node.type === "ForOfStatement" || node.type === "ForInStatement") && calls.has(node.body);
    if (explicit || node.type === "WhileStatement" || node.type === "DoWhileStatement" || node.type === "ForStatement") {
      const inner = node.body.type === "BlockStatement" ? node.body : at(t.blockStatement([node.body]), node.body);
      inner.body.unshift(safepoint("loop", node));
      node.body = inner;
    }
    for (const { child } of slotsOf(node)) if (!isBoundary(child)) visit(child);
  };
  for (const { child } of slotsOf(body)) if (!isBoundary(child)) visit(child);
  if (body.type === "BlockStatement" && busy) body.body.unshift(safepoint("call", body));
}

function prepare(fn: t.Function | t.Program, names: Names, freshName: (base: string) => string): void {
  const temporaries = new Temporaries((name) => names.all.has(name));
  const body = fn.type === "Program" ? fn : blockBody(fn);
  const calls = findCalls(body.body);
  const suspending = pausingStatements(body.body, calls);
  const lowering = { kind: "frame" as const, temporaries, suspending, names, tries: [], freshName };
  const statements = suspending.size === 0 ? body.body : lowerList(lowering, body.body);
  nameOperands(statements, temporaries, names);
  const declarations = temporaries.declaration();
  if (fn.type === "Program" || fn.body.type === "BlockStatement") {
    body.body = [...declarations, ...statements];
    return;
  }
  // `x => e`: it stays an expression unless something has to be declared.
  if (declarations.length > 0) fn.body = at(t.blockStatement([...declarations, ...statements]), fn.body);
  else fn.body = (statements[0] as t.ReturnStatement).argument!;
}

/** The body as a block, without changing the function. */
function blockBody(fn: t.Function): t.BlockStatement {
  if (fn.body.type === "BlockStatement") return fn.body;
  return at(t.blockStatement([at(t.returnStatement(fn.body), fn.body)]), fn.body);
}

/**
 * The statements that `lowerList` has to take apart, and those around them: loops over iterators or keys whose body calls something, and `try` statements
 * whose finalizer does.
 */
function pausingStatements(list: readonly t.Statement[], calls: ReadonlySet<t.Node>): Set<t.Node> {
  const found = new Set<t.Node>();
  const visit = (node: t.Node): boolean => {
    let pauses = false;
    if (node.type === "ForOfStatement" || node.type === "ForInStatement") {
      pauses = calls.has(node.body);
      if (pauses) found.add(node.body);
    } else if (node.type === "TryStatement" && node.finalizer && calls.has(node.finalizer)) {
      pauses = true;
      found.add(node.finalizer);
    }
    if (!t.isExpression(node) && !isBoundary(node)) {
      for (const { child } of slotsOf(node)) if (!isBoundary(child) && !t.isExpression(child) && visit(child)) pauses = true;
    }
    if (pauses) found.add(node);
    return pauses;
  };
  for (const one of list) visit(one);
  return found;
}
