import type { Binding, ClassDetails, Func, Scope } from "./scopeModel.js";
import type { Walk } from "./walk.js";

/**
 * Numbers the scopes in textual order, names hidden bindings after their scopes, adds companions where captured bindings may be uninitialized, and
 * puts each function's captures in the order of the code map: by scope, then by declaration.
 */
export function numberScopes(walk: Walk): void {
  let next = 0;
  for (const scope of walk.scopes) {
    const counted = [...scope.bindings.values()].some((binding) => binding.kind !== "pseudo" || binding.captured);
    if (scope.kind === "module" || counted) scope.index = next++;
  }
  for (const scope of walk.scopes) {
    nameHidden(walk, scope);
    addCompanion(walk, scope);
  }
  for (const func of walk.functions) {
    func.captures = func.constructor_ || func.kind === "initializer" ? [] : inOrder(walk.captureSets.get(func) ?? new Set());
    const details = func.class;
    if (!details) continue;
    const selfUsed = details.self !== null && details.self.references.length > 0;
    details.registers =
      func.captures.length > 0 ||
      details.privateNames.length > 0 ||
      details.usesSuper ||
      (details.scope.singleton && selfUsed) ||
      details.hasComputedFields;
    nameComputedKeys(walk, func, details);
  }
  for (const scope of walk.scopes) {
    for (const [name, binding] of scope.bindings)
      if (binding.kind === "pseudo" && !binding.captured && scope.kind !== "module") scope.bindings.delete(name);
  }
}

/** Module variables that take computed keys where the class has to hand them over; in the module scope, so that they exist in resume code as well. */
function nameComputedKeys(walk: Walk, func: Func, details: ClassDetails): void {
  const hide = (suffix: string): string => {
    const name = freshName(walk, `$K${func.index}${suffix}`);
    const module = walk.scopes[0];
    const binding = module?.declare(name, "let");
    if (binding) binding.initialized = 0;
    return name;
  };
  const { observableName, self, scope } = details;
  if (observableName && typeof observableName === "object" && self?.captured)
    details.observableName = { key: observableName.key, variable: hide("") };
  if (!details.registers || (scope.node.type !== "ClassDeclaration" && scope.node.type !== "ClassExpression")) return;
  for (const member of scope.node.body.body) {
    if (!("computed" in member) || !member.computed) continue;
    const literal = member.key.type === "StringLiteral" || member.key.type === "NumericLiteral";
    details.computedKeys.push({ member, variable: literal ? null : hide(`_${details.computedKeys.length}`) });
  }
}

function nameHidden(walk: Walk, scope: Scope): void {
  for (const [key, binding] of [...scope.bindings]) {
    const hidden = (binding.kind === "className" && binding.declarations.length === 0 && "$C") || (binding.kind === "home" && "$H");
    if (!hidden) continue;
    scope.bindings.delete(key);
    binding.name = freshName(walk, `${hidden}${scope.index}`);
    scope.bindings.set(binding.name, binding);
  }
}

function addCompanion(walk: Walk, scope: Scope): void {
  const uncertain = [...scope.bindings.values()].filter((binding) => binding.captured && binding.maybeUninitialized);
  if (uncertain.length === 0 || !canHoldCompanion(scope)) return;
  const companion = scope.declare(freshName(walk, `$s${scope.index}`), "companion");
  companion.initialized = scope.start;
  companion.captured = companion.mutable = true;
  scope.companion = companion;
  for (const captures of walk.captureSets.values()) {
    if (uncertain.some((binding) => captures.has(binding))) captures.add(companion);
  }
}

/** Whether a `let` can be declared for each instance of the scope (docs/limitations.md tells of the others). */
function canHoldCompanion(scope: Scope): boolean {
  switch (scope.kind) {
    case "body":
    case "block":
    case "switch":
      return true;
    case "function":
      return scope.function.body === scope || !hasRest(scope);
    case "loop":
      return scope.node.type === "ForStatement" && scope.node.init?.type === "VariableDeclaration" && scope.node.init.kind === "let";
    default:
      return false;
  }
}

/** After a rest parameter no other can stand. */
function hasRest(scope: Scope): boolean {
  return "params" in scope.node && Array.isArray(scope.node.params) && scope.node.params.at(-1)?.type === "RestElement";
}

function inOrder(captures: ReadonlySet<Binding>): Binding[] {
  return [...captures].filter((binding) => binding.captured).sort((a, b) => a.scope.index - b.scope.index || place(a) - place(b));
}

function place(binding: Binding): number {
  return [...binding.scope.bindings.values()].indexOf(binding);
}

function freshName(walk: Walk, base: string): string {
  let name = base;
  while (walk.names.has(name)) name += "_";
  walk.names.add(name);
  return name;
}
