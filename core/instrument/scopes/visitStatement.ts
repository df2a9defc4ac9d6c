import type {
  CatchClause,
  ExpressionStatement,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  Node,
  Statement,
  SwitchStatement,
  VariableDeclaration,
  YieldExpression,
} from "@babel/types";
import { blockStatement } from "@babel/types";
import { childrenOf } from "./childrenOf.js";
import { patternIdentifiers } from "./declarations.js";
import type { Func, Suspension } from "./scopeModel.js";
import { isHarmless, visit, visitTarget } from "./visit.js";
import { hoistBlock, initialize, visitPattern } from "./visitFunction.js";
import type { Walk } from "./walk.js";

/** Visits a statement, or another node that makes scopes or binds names; answers whether it was one. */
export function visitStatement(walk: Walk, node: Node): boolean {
  switch (node.type) {
    case "BlockStatement":
      visitBlock(walk, node, node.body);
      return true;
    case "ExpressionStatement":
      visitExpressionStatement(walk, node);
      return true;
    case "VariableDeclaration":
      visitDeclaration(walk, node);
      return true;
    case "IfStatement":
      visit(walk, node.test);
      node.consequent = asBlock(node.consequent);
      visit(walk, node.consequent);
      if (node.alternate) node.alternate = asBlock(node.alternate);
      visit(walk, node.alternate);
      return true;
    case "LabeledStatement":
      visit(walk, node.body);
      return true;
    case "BreakStatement":
    case "ContinueStatement":
      return true;
    case "ForStatement":
      visitFor(walk, node);
      return true;
    case "ForInStatement":
    case "ForOfStatement":
      visitForEach(walk, node);
      return true;
    case "WhileStatement":
    case "DoWhileStatement":
      walk.withinLoop(() => {
        for (const child of childrenOf(node)) visit(walk, child);
      });
      return true;
    case "SwitchStatement":
      visitSwitch(walk, node);
      return true;
    case "CatchClause":
      visitCatch(walk, node);
      return true;
    default:
      return false;
  }
}

/** The suspension statement's form, or `null` (section 4 of docs/code-contract.md). */
export function suspensionForm(statement: Node): { form: Exclude<Suspension["form"], "call">; expression: YieldExpression } | null {
  if (statement.type !== "ExpressionStatement") return null;
  const { expression } = statement;
  const yielded = expression.type === "AssignmentExpression" && expression.operator === "=" ? expression.right : expression;
  if (yielded.type !== "YieldExpression") return null;
  return { form: yielded.delegate ? "delegate" : yielded === expression ? "yield" : "assign", expression: yielded };
}

function visitBlock(walk: Walk, node: Node, statements: readonly Statement[]): void {
  walk.scopeAt.set(node, walk.scope);
  const scope = walk.newScope("block", node);
  walk.within(scope, () => {
    hoistBlock(walk, scope, statements);
    for (const statement of statements) visit(walk, statement);
  });
}

function visitExpressionStatement(walk: Walk, node: ExpressionStatement): void {
  const suspension = suspensionForm(node);
  if (suspension) {
    visit(walk, suspension.expression.argument);
    walk.scopeAt.set(node, walk.scope);
    const { form } = suspension;
    walk.func.suspensions.push({
      statement: node,
      call: null,
      liveTemporaries: (node.extra?.["liveTemporaries"] as readonly string[] | undefined) ?? null,
      form,
      scope: walk.scope,
      order: ++walk.clock,
      loop: walk.loop,
      switchCases: walk.switchCases,
    });
    if (node.expression.type === "AssignmentExpression") visitTarget(walk, node.expression.left);
    return;
  }
  visit(walk, node.expression);
  const self = walk.func.top.bindings.get("this");
  const calledSuper = node.expression.type === "CallExpression" && node.expression.callee.type === "Super";
  if (calledSuper && walk.func.derived && self && walk.bodyStatement === node && self.initialized === Infinity)
    self.initialized = ++walk.clock;
}

function visitDeclaration(walk: Walk, node: VariableDeclaration): void {
  const plain = walk.bodyStatement === node;
  for (const declarator of node.declarations) {
    const { id, init } = declarator;
    const outer = walk.contained;
    const harmless = id.type === "Identifier" && isHarmless(init);
    if (harmless) walk.contained = [];
    visitPattern(walk, id);
    visit(walk, init, id.type === "Identifier" ? id.name : "");
    const made: readonly Func[] = (harmless && walk.contained) || [];
    walk.contained = outer;
    finishDeclarator(walk, node, declarator.id, { written: init !== null && init !== undefined, plain });
    for (const func of made) {
      func.created = walk.clock;
      func.reachedBy = id.type === "Identifier" ? (walk.lookup(id.name) ?? null) : null;
    }
  }
}

function finishDeclarator(
  walk: Walk,
  node: VariableDeclaration,
  pattern: Node,
  { written, plain }: { written: boolean; plain: boolean },
): void {
  for (const identifier of patternIdentifiers(pattern)) {
    if (node.kind === "var") {
      // A `var` in a catch block may write the catch parameter of the same name, so it is resolved like a reference.
      if (!written) {
        const declared = walk.lookup(identifier.name);
        if (declared) walk.bindingOf.set(identifier, declared);
        continue;
      }
      const binding = walk.useName(identifier, { write: true, initializer: true });
      if (binding && plain) binding.plainInitializer = true;
    } else initialize(walk, identifier.name, walk.scope, ++walk.clock);
  }
}

function visitFor(walk: Walk, node: ForStatement): void {
  walk.scopeAt.set(node, walk.scope);
  const head = node.init;
  const lexical = head?.type === "VariableDeclaration" && head.kind !== "var";
  const visitAll = (): void => {
    visit(walk, head);
    walk.withinLoop(() => {
      visit(walk, node.test);
      visit(walk, node.update);
      visit(walk, node.body);
    });
  };
  if (!lexical) {
    visitAll();
    return;
  }
  const scope = walk.newScope("loop", node);
  walk.within(scope, () => {
    hoistBlock(walk, scope, [head]);
    visitAll();
  });
}

function visitForEach(walk: Walk, node: ForInStatement | ForOfStatement): void {
  walk.scopeAt.set(node, walk.scope);
  const { left } = node;
  const lexical = left.type === "VariableDeclaration" && left.kind !== "var";
  if (lexical) {
    // While the right side is evaluated the names exist uninitialized, in an environment of their own (ECMA-262 14.7.5.12).
    const scope = walk.newScope("loop", left);
    walk.within(scope, () => {
      hoistBlock(walk, scope, [left]);
      visit(walk, node.right);
    });
    for (const [name, binding] of scope.bindings) if (binding.references.length === 0) scope.bindings.delete(name);
  } else visit(walk, node.right);
  walk.withinLoop(() => {
    if (!lexical) {
      if (left.type === "VariableDeclaration") {
        for (const declarator of left.declarations) {
          visit(walk, declarator.init);
          visitPattern(walk, declarator.id);
          finishDeclarator(walk, left, declarator.id, { written: true, plain: false });
        }
      } else visitTarget(walk, left);
      visit(walk, node.body);
      return;
    }
    const scope = walk.newScope("loop", node);
    walk.within(scope, () => {
      hoistBlock(walk, scope, [left]);
      for (const declarator of left.declarations) {
        visitPattern(walk, declarator.id);
        finishDeclarator(walk, left, declarator.id, { written: true, plain: false });
      }
      visit(walk, node.body);
    });
  });
}

function visitSwitch(walk: Walk, node: SwitchStatement): void {
  visit(walk, node.discriminant);
  walk.scopeAt.set(node, walk.scope);
  const scope = walk.newScope("switch", node);
  const outer = walk.switchCases;
  walk.within(scope, () => {
    hoistBlock(
      walk,
      scope,
      node.cases.flatMap((switchCase) => switchCase.consequent),
    );
    for (const switchCase of node.cases) {
      visit(walk, switchCase.test);
      walk.switchCases = [...outer, switchCase];
      for (const statement of switchCase.consequent) visit(walk, statement);
      walk.switchCases = outer;
    }
  });
}

function visitCatch(walk: Walk, node: CatchClause): void {
  if (!node.param) {
    visit(walk, node.body);
    return;
  }
  const scope = walk.newScope("catch", node);
  walk.within(scope, () => {
    for (const identifier of patternIdentifiers(node.param)) {
      walk.names.add(identifier.name);
      const binding = scope.declare(identifier.name, "catch");
      binding.declarations.push(identifier);
      walk.bindingOf.set(identifier, binding);
    }
    visitPattern(walk, node.param);
    for (const identifier of patternIdentifiers(node.param)) initialize(walk, identifier.name, scope, ++walk.clock);
    visit(walk, node.body);
  });
}

/** `if (x) function f() {}` means `if (x) { function f() {} }` (ECMA-262 B.3.3). */
function asBlock(statement: Statement): Statement {
  return statement.type === "FunctionDeclaration" ? blockStatement([statement]) : statement;
}
