import { hasMappedArguments } from "../mappedArguments.js";
import type { Binding, Func } from "./scopeModel.js";
import type { Walk } from "./walk.js";

/**
 * Decides for each captured binding whether it is a cell (assigned after its initialization) and whether a closure over it may be asked before it
 * is initialized. Sound because of these facts: a capture happens only between turns of the event loop or at suspension points, so a closure can be
 * asked only if it escaped its activation or its activation is suspended; and within one scope instance places are reached in textual order, except
 * through `switch`.
 */
export function decideMutability(walk: Walk): void {
  const closures = closuresByBinding(walk);
  const escapes = escapeOrders(walk);
  for (const [binding, functions] of closures) {
    const escapesBefore = (order: number): boolean => functions.some((func) => (escapes.get(func) ?? func.created) < order);
    const skippable = functions.some((func) => skipsInitialization(walk, binding, func));
    binding.mutable = isMutable(binding, escapesBefore);
    binding.maybeUninitialized = hasDeadZone(binding) && (skippable || escapesBefore(binding.initialized));
  }
}

function hasDeadZone(binding: Binding): boolean {
  switch (binding.kind) {
    case "let":
    case "const":
    case "class":
    case "parameter":
    case "catch":
    case "className":
      return true;
    case "pseudo":
      return binding.name === "this" && binding.scope.function.derived;
    default:
      return false;
  }
}

function isMutable(binding: Binding, escapesBefore: (order: number) => boolean): boolean {
  const { kind, references, scope } = binding;
  switch (kind) {
    case "const":
    case "className":
    case "self":
    case "home":
    case "wrapper":
      return false;
    case "companion":
      return true;
    case "pseudo":
      return references.some((reference) => reference.write);
    case "parameter":
      return references.some((reference) => reference.write) || hasMappedArguments(scope.function);
    case "var": {
      const writes = references.filter((reference) => reference.write);
      if (writes.length === 0) return false;
      // A variable exists before its initializer has run, so only what escapes later never sees it change.
      const first = writes[0];
      if (writes.length > 1 || !first?.initializer || !binding.plainInitializer) return true;
      return escapesBefore(first.order) || scope.function.kind === "generator";
    }
    default:
      return references.some((reference) => reference.write && !reference.initializer);
  }
}

/** For each captured binding the functions that its own activation makes and that see it, themselves or through functions inside them. */
function closuresByBinding(walk: Walk): Map<Binding, Func[]> {
  const closures = new Map<Binding, Func[]>();
  for (const func of walk.functions) {
    for (const binding of walk.captureSets.get(func) ?? []) {
      if (!binding.captured) continue;
      const known = closures.get(binding) ?? [];
      if (known.length === 0) closures.set(binding, known);
      if (func.parent === binding.scope.function && func !== binding.scope.owner) known.push(func);
    }
  }
  return closures;
}

/** From when on each closure can be reached by anything but its own activation's unsuspended code. */
function escapeOrders(walk: Walk): Map<Func, number> {
  const orders = new Map<Func, number>();
  for (const func of walk.functions) orders.set(func, func.reachedBy ? firstSuspensionAfter(func) : func.created);
  let changed = true;
  while (changed) {
    changed = false;
    for (const func of walk.functions) {
      if (!func.reachedBy) continue;
      let order = orders.get(func) ?? Infinity;
      for (const reference of func.reachedBy.references) {
        if (reference.initializer) continue;
        const user = activationOf(reference.function, func.parent);
        if (user === func) continue;
        order = Math.min(order, user === null ? reference.order : (orders.get(user) ?? user.created));
      }
      if (order < (orders.get(func) ?? Infinity)) {
        orders.set(func, order);
        changed = true;
      }
    }
  }
  return orders;
}

function firstSuspensionAfter(func: Func): number {
  const parent = func.parent;
  if (!parent) return func.created;
  // A generator is also suspended before its first statement.
  if (parent.kind === "generator" && func.created <= parent.body.start) return func.created;
  return Math.min(Infinity, ...parent.suspensions.map((suspension) => suspension.order).filter((order) => order > func.created));
}

/** The function made directly by `activation` that contains `func`, or `null` if `func` is that activation itself. */
function activationOf(func: Func, activation: Func | null): Func | null {
  let inner = func;
  if (inner === activation) return null;
  while (inner.parent && inner.parent !== activation) inner = inner.parent;
  return inner;
}

/** A closure made in another case of the same `switch` can exist although the declaration was jumped over. */
function skipsInitialization(walk: Walk, binding: Binding, func: Func): boolean {
  if (binding.scope.kind !== "switch" || binding.kind === "function") return false;
  return !binding.switchCase || !walk.casesOf.get(func)?.includes(binding.switchCase) || func.created <= binding.scope.start;
}
