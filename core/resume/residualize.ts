import * as t from "@babel/types";
import { cloneNode } from "./cloneNode.js";
import type { Cut, DeclarationKind } from "./cut.js";
import { cutList } from "./cutStatement.js";
import { findCall, findLinking, findPoint } from "./findPoint.js";
import { unhoist } from "./restDeclarations.js";
import { spellPseudoBindings } from "./spellPseudoBindings.js";
import { variableNames, walkOwn } from "./walk.js";

/** A suspended generator function of an annotated module, and what is known of the point. */
export interface ResidualInput {
  /** The function, with its `$tm.at` reports; or the module's program, suspended at top-level await. */
  readonly fn: t.Function | t.Program;
  /** `tag.N` */
  readonly id: string;
  readonly point: number;
  /** The call that is under way at the point, if it is one. */
  readonly call: t.Expression | null;
  /** What a frame that waits for its turn answers while `$capturing`. */
  readonly report?: t.Statement | undefined;
  /** Locals handed over by value, in the order of `$l`. */
  readonly values: readonly string[];
  /** Own bindings that closures capture and that are in scope at the point: declared by the scope factories around the residual. */
  readonly captured: ReadonlySet<string>;
  /** Name of the generator that finishes the declaration of a binding in its temporal dead zone. */
  readonly initializer: (name: string) => string;
  /** Names that occur in the module: new names are chosen outside of them. */
  readonly names: ReadonlySet<string>;
}

/** The parameter of every residual: the values of the locals. */
const LOCALS = "$l";

/**
 * The residual of a generator function at one of its points: the body of a `function* ($l)` that does the rest. Entered with one `next()`, it waits in
 * the yield of the point; from there on it is the original function with the original's points. design.md section 3.
 */
export function residualize(input: ResidualInput): t.BlockStatement {
  const { fn, captured } = input;
  const body = bodyOf(fn);
  const point = input.call
    ? findCall(body, input.call)
    : t.isProgram(fn) && input.point === 0
      ? findLinking(body)
      : findPoint(body, input.id, input.point);
  const used = new Set<string>();
  const cut: Cut = {
    point,
    captured,
    declared: new Map(),
    initializer: input.initializer,
    freshName(base) {
      let name = base;
      for (let n = 2; used.has(name) || input.names.has(name); n++) name = `${base}${n}`;
      used.add(name);
      return name;
    },
  };
  const statements = cutList(body.body, cut);
  for (const name of functionLevelNames(fn)) cut.declared.set(name, "var");
  const rest = t.blockStatement(statements);
  unhoist(rest, captured);
  rest.body.unshift(...declareLocals(input, cut.declared, rest), ...(input.report ? [input.report] : []));
  spellPseudoBindings(rest, !input.call);
  const directives = t.isProgram(fn) ? [] : body.directives;
  rest.directives = directives.map((directive) => cloneNode(directive));
  return rest;
}

function bodyOf(fn: t.Function | t.Program): t.BlockStatement {
  if (t.isProgram(fn)) return t.blockStatement(fn.body);
  return t.isBlockStatement(fn.body) ? fn.body : t.blockStatement([t.returnStatement(fn.body)]);
}

/** Parameters and all `var` of a function: those exist from its start. */
function functionLevelNames(fn: t.Function | t.Program): Set<string> {
  const names = new Set<string>();
  if (!t.isProgram(fn))
    for (const parameter of fn.params) for (const name of Object.keys(t.getBindingIdentifiers(parameter))) names.add(name);
  walkOwn(fn, (node, parent) => {
    if (t.isVariableDeclaration(node) && node.kind === "var")
      for (const name of Object.keys(t.getBindingIdentifiers(node))) names.add(name);
    if (t.isFunctionDeclaration(node) && node.id && parent === (t.isProgram(fn) ? fn : fn.body)) names.add(node.id.name);
    return undefined;
  });
  return names;
}

/** The locals: those handed over, from `$l`; others that the rest uses before it gives them a value, without. One declaration for each kind. */
function declareLocals(input: ResidualInput, declared: ReadonlyMap<string, DeclarationKind>, rest: t.BlockStatement): t.Statement[] {
  const used = variableNames(rest);
  const again = declaredIn(rest);
  const kinds: Record<DeclarationKind, t.VariableDeclarator[]> = { var: [], let: [], const: [] };
  input.values.forEach((name, index) => {
    if (name === "this" || input.captured.has(name)) return;
    const value = t.memberExpression(t.identifier(LOCALS), t.numericLiteral(index), true);
    if (name === "new.target") kinds.var.push(t.variableDeclarator(t.identifier("$newTarget"), value));
    else if (name === "arguments") kinds.var.push(t.variableDeclarator(t.identifier("$arguments"), value));
    else kinds[declared.get(name) ?? "let"].push(t.variableDeclarator(t.identifier(name), value));
  });
  for (const [name, kind] of declared) {
    if (input.values.includes(name) || input.captured.has(name) || !used.has(name) || again.has(name)) continue;
    kinds[kind === "const" ? "let" : kind].push(t.variableDeclarator(t.identifier(name)));
  }
  return (["var", "let", "const"] as const).filter((kind) => kinds[kind].length).map((kind) => t.variableDeclaration(kind, kinds[kind]));
}

/** Names that the rest itself declares where all of it sees them. */
function declaredIn(rest: t.BlockStatement): Set<string> {
  const names = new Set<string>();
  walkOwn(rest, (node, parent) => {
    if (t.isVariableDeclaration(node) && (node.kind === "var" || parent === rest))
      for (const name of Object.keys(t.getBindingIdentifiers(node))) names.add(name);
    return undefined;
  });
  return names;
}
