import type { Function, Identifier, Statement } from "@babel/types";
import type { PointInfo } from "../analysis.js";
import { hasMappedArguments } from "../mappedArguments.js";
import type { Binding, Func, Reference, Scope, Suspension } from "./scopeModel.js";
import type { Walk } from "./walk.js";

/** The suspension points of every function with what has to be handed over at each (section 4 of docs/code-contract.md). */
export function findPoints(walk: Walk): Map<Statement, PointInfo> {
  const points = new Map<Statement, PointInfo>();
  for (const func of walk.functions) {
    if (func.kind !== "generator" && func.suspensions.length === 0) continue;
    func.points = pointsOf(func);
    for (const point of func.points) if (point.statement) points.set(point.statement, point);
  }
  return points;
}

/**
 * Locals that can't be handed over by value are made captured ones: those of a `switch` whose declaration may have been jumped over, and parameters that
 * are elements of `arguments` too. To be called before captured bindings are counted.
 */
export function captureShared(walk: Walk): void {
  for (const func of walk.functions) {
    if ((func.kind === "generator" || func.suspensions.length > 0) && hasMappedArguments(func)) captureParameters(func);
    for (const suspension of func.suspensions) {
      for (const binding of localsAt(func, suspension)) {
        if (!isSkippable(binding, suspension) || !isLive(binding, suspension)) continue;
        binding.captured = true;
        binding.mutable = binding.kind !== "const" && binding.references.some((reference) => reference.write);
      }
    }
  }
}

function captureParameters(func: Func): void {
  for (const parameter of (func.node as Function).params) {
    const binding = func.top.bindings.get((parameter as Identifier).name);
    if (!binding) continue;
    binding.captured = true;
    binding.mutable = true;
  }
}

function pointsOf(func: Func): PointInfo[] {
  const start: PointInfo = {
    function: func,
    index: 0,
    statement: null,
    call: null,
    form: "start",
    scope: func.body,
    values: [...selfValues(func), ...valuesAtStart(func)],
    own: func.kind === "module" ? [] : ownAt(func, func.body),
  };
  const later = func.suspensions.map((suspension, index): PointInfo => ({
    function: func,
    index: index + 1,
    statement: suspension.statement,
    call: suspension.call,
    form: suspension.form,
    scope: suspension.scope,
    values: [...selfValues(func), ...valuesAt(func, suspension)],
    own: ownAt(func, suspension.scope),
  }));
  return [start, ...later];
}

function selfValues(func: Func): string[] {
  if (func.kind === "module") return [];
  // What a function gives that is called with `new` is its `this`.
  const framed = func.suspensions.some((suspension) => suspension.form === "call");
  const hasThis = func.usesThis || (framed && func.kind === "function");
  return [
    ...(hasThis ? ["this"] : []),
    ...(func.usesArguments ? ["arguments"] : []),
    ...(framed && func.usesNewTarget ? ["new.target"] : []),
  ];
}

/** Not started: parameters, and hoisted functions, which exist already. Variables are still undefined. */
function valuesAtStart(func: Func): string[] {
  if (func.kind === "module") return [];
  return localsIn(func, func.body)
    .filter(
      (binding) =>
        (binding.kind === "parameter" || binding.kind === "function" || isParameterCopy(func, binding)) && binding.references.length > 0,
    )
    .map((binding) => binding.name);
}

/** A body's variable that starts with the value of the parameter of the same name. */
function isParameterCopy(func: Func, binding: Binding): boolean {
  return func.body !== func.top && binding.scope === func.body && binding.kind === "var" && func.top.bindings.has(binding.name);
}

function valuesAt(func: Func, suspension: Suspension): string[] {
  const temporaries = suspension.liveTemporaries;
  return localsAt(func, suspension)
    .filter((binding) =>
      temporaries && isTemporary(binding)
        ? temporaries.includes(binding.name)
        : // A recorded completion is read after its finalizer only by residuals: its uses are not in the text.
          temporaries?.includes(binding.name) || (isInitialized(binding, suspension) && isLive(binding, suspension)),
    )
    .map((binding) => binding.name);
}

function isTemporary(binding: Binding): boolean {
  return /^\$o?\d+$/.test(binding.name);
}

function localsAt(func: Func, suspension: Suspension): Binding[] {
  return localsIn(func, suspension.scope);
}

/** Bindings of the function in scope that no closure captures, outermost scope first; what an inner one shadows can't be named. */
function localsIn(func: Func, innermost: Scope): Binding[] {
  return bindingsIn(func, innermost).filter(
    (binding) => !binding.captured && binding.kind !== "pseudo" && binding.kind !== "companion" && binding.scope.kind !== "module",
  );
}

function ownAt(func: Func, innermost: Scope): Binding[] {
  return bindingsIn(func, innermost).filter((binding) => binding.captured);
}

function bindingsIn(func: Func, innermost: Scope): Binding[] {
  const scopes: Scope[] = [];
  for (let scope: Scope | null = innermost; scope && scope.function === func; scope = scope.parent) scopes.unshift(scope);
  const visible = new Map<string, Binding>();
  for (const scope of scopes) {
    for (const binding of scope.bindings.values()) {
      visible.delete(binding.name);
      visible.set(binding.name, binding);
    }
  }
  return [...visible.values()];
}

function isInitialized(binding: Binding, suspension: Suspension): boolean {
  return binding.initialized < suspension.order;
}

/** Whether the suspension may be reached past the declaration without running it: another case of the switch that declares it. */
function isSkippable(binding: Binding, suspension: Suspension): boolean {
  if (binding.scope.kind !== "switch" || binding.kind === "function") return false;
  return binding.initialized < suspension.order && (!binding.switchCase || !suspension.switchCases.includes(binding.switchCase));
}

/** Used after the suspension, or in a loop around it whose rounds share the binding. */
function isLive(binding: Binding, suspension: Suspension): boolean {
  return binding.references.some((reference) => reference.order > suspension.order || comesAgain(binding, reference, suspension));
}

function comesAgain(binding: Binding, reference: Reference, suspension: Suspension): boolean {
  for (let loop = suspension.loop; loop; loop = loop.outer) {
    if (reference.order > loop.start && reference.order < loop.end && binding.scope.start < loop.start) return true;
  }
  return false;
}
