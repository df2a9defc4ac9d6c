import * as t from "@babel/types";
import { hoistedVars, lexicalDeclarations } from "./declaredNames.js";
import type { Name, NameKind, NameOwner, Names, NameScope, NameUse } from "./nameModel.js";
import { isAnonymousDefinition, slotsOf } from "./nodes.js";

/**
 * Finds which identifier is which variable (ECMA-262 8.2, 10.2.11, 14.2.3, B.3.2), on the source as it was written:
 * parameter and body scopes apart, Annex B functions in blocks, inner names of classes and function expressions.
 */
export function findNames(ast: t.File): Names {
  const owners = new Map<t.Node, NameOwner>();
  const uses = new Map<t.Identifier, NameUse>();
  const shorthand = new Map<t.Identifier, t.ObjectProperty>();
  const all = new Set<string>();
  let order = 0;

  const program = makeOwner(ast.program, null, isStrictList(ast.program.directives) || ast.program.sourceType === "module");
  const top = makeScope("program", ast.program, null, program);
  declareVars(ast.program.body, top);
  visitList(ast.program.body, top);
  return { owners, uses, shorthand, all };

  function makeOwner(node: t.Node, parent: NameOwner | null, strict: boolean): NameOwner {
    const owner: NameOwner = { node, parent, scopes: [], free: new Set(), strict, usesArguments: false };
    owners.set(node, owner);
    return owner;
  }

  function makeScope(kind: NameScope["kind"], node: t.Node, parent: NameScope | null, owner: NameOwner): NameScope {
    const scope: NameScope = { kind, node, parent, names: new Map(), owner };
    owner.scopes.push(scope);
    return scope;
  }

  function declare(name: string, kind: NameKind, scope: NameScope): Name {
    const known = scope.names.get(name);
    if (known) {
      // Declared twice: `var x; var x`, two functions of one name.
      if (kind === "function" || known.kind === "function") known.assigned = true;
      return known;
    }
    const made: Name = {
      name,
      kind,
      scope,
      assigned: false,
      order: Infinity,
      identifiers: [],
      naming: [],
      declaration: null,
      outer: null,
      pinned: false,
    };
    scope.names.set(name, made);
    return made;
  }

  function declareVars(body: readonly t.Statement[], scope: NameScope): void {
    for (const name of hoistedVars(body)) {
      for (let at = scope.parent; at?.kind === "function" && at.owner === scope.owner; at = at.parent)
        if (at.names.has(name)) at.names.get(name)!.pinned = true;
      declare(name, "var", scope).assigned = true;
    }
  }

  function visitList(list: readonly t.Statement[], scope: NameScope): void {
    declareLexical(list, scope);
    for (const one of list) visit(one, scope);
  }

  function declareLexical(list: readonly t.Statement[], scope: NameScope): void {
    for (const { id, kind, declaration } of lexicalDeclarations(list)) {
      const made = declare(id.name, kind, scope);
      if (declaration) made.declaration = declaration;
      if (kind === "function") made.order = 0;
      const plain = declaration?.type === "FunctionDeclaration" && !declaration.generator && !declaration.async;
      if (plain && scope.kind !== "body" && scope.kind !== "program" && scope.kind !== "function" && !scope.owner.strict)
        declareAnnexB(made, scope);
    }
  }

  /** The function is a `var` as well, unless something lexical or a parameter of the name stands between. */
  function declareAnnexB(made: Name, scope: NameScope): void {
    let at = scope.parent;
    for (; at && at.owner === scope.owner && at.kind !== "body" && at.kind !== "program" && at.kind !== "function"; at = at.parent) {
      const between = at.names.get(made.name);
      if (between && !(at.kind === "catch" && between.kind === "catch")) return;
    }
    const known = at?.names.get(made.name);
    if (!at || (known && known.kind !== "var" && known.kind !== "function")) return;
    if (at.kind === "body" && at.parent?.names.has(made.name) && at.parent.kind === "function") return;
    made.outer = declare(made.name, "var", at);
    made.outer.assigned = true;
    made.outer.pinned = true;
    made.pinned = true;
    made.assigned = true;
  }

  function use(id: t.Identifier, scope: NameScope, write: boolean): Name | null {
    all.add(id.name);
    let at: NameScope | null = scope;
    while (at && !at.names.has(id.name)) at = at.parent;
    const name = at?.names.get(id.name) ?? null;
    for (let owner: NameOwner | null = scope.owner; owner && owner !== at?.owner; owner = owner.parent) owner.free.add(id.name);
    if (!name) {
      if (id.name === "arguments") ownerOfArguments(scope.owner).usesArguments = true;
      return null;
    }
    if (write) name.assigned = true;
    name.identifiers.push(id);
    uses.set(id, { name, scope, order: ++order });
    return name;
  }

  function bind(id: t.Identifier, scope: NameScope, kind: "var" | "lexical"): void {
    all.add(id.name);
    let at: NameScope | null = scope;
    while (at && !at.names.has(id.name)) at = at.parent;
    const name = at?.names.get(id.name);
    if (!name || !at) return;
    if (kind === "var" && name.kind === "catch") name.pinned = true;
    if (kind === "var") name.assigned = true;
    name.identifiers.push(id);
    uses.set(id, { name, scope, order: ++order });
    name.order = Math.min(name.order, order);
  }

  function visit(node: t.Node | null | undefined, scope: NameScope): void {
    if (!node) return;
    switch (node.type) {
      case "Identifier":
        use(node, scope, false);
        return;
      case "VariableDeclaration":
        for (const one of node.declarations) visitDeclarator(one, node.kind === "var" ? "var" : "lexical", scope);
        return;
      case "FunctionDeclaration":
        if (node.id) bind(node.id, scope, "lexical");
        visitFunction(node, scope);
        return;
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        visitFunction(node, scope);
        return;
      case "ObjectMethod":
      case "ClassMethod":
      case "ClassPrivateMethod":
        if (node.type !== "ClassPrivateMethod" && node.computed) visit(node.key, scope);
        visitFunction(node, scope);
        return;
      case "ClassDeclaration":
      case "ClassExpression":
        visitClass(node, scope);
        return;
      case "ClassProperty":
      case "ClassAccessorProperty":
      case "ClassPrivateProperty": {
        if (node.type !== "ClassPrivateProperty" && node.computed) visit(node.key, scope);
        const owner = makeOwner(node, scope.owner, true);
        visit(node.value, makeScope("function", node, scope, owner));
        return;
      }
      case "StaticBlock": {
        const inner = makeScope("body", node, scope, makeOwner(node, scope.owner, true));
        declareVars(node.body, inner);
        visitList(node.body, inner);
        return;
      }
      case "BlockStatement":
        visitList(node.body, makeScope("block", node, scope, scope.owner));
        return;
      case "SwitchStatement": {
        visit(node.discriminant, scope);
        const inner = makeScope("switch", node, scope, scope.owner);
        declareLexical(
          node.cases.flatMap((one) => one.consequent),
          inner,
        );
        for (const one of node.cases) {
          visit(one.test, inner);
          for (const statement of one.consequent) visit(statement, inner);
        }
        return;
      }
      case "ForStatement": {
        const inner = makeScope("loop", node, scope, scope.owner);
        if (node.init?.type === "VariableDeclaration") declareLexical([node.init], inner);
        for (const part of [node.init, node.test, node.update, node.body]) visit(part, inner);
        return;
      }
      case "ForInStatement":
      case "ForOfStatement": {
        const inner = makeScope("loop", node, scope, scope.owner);
        if (node.left.type === "VariableDeclaration") {
          declareLexical([node.left], inner);
          visit(node.right, inner);
          for (const one of node.left.declarations) {
            visit(one.init, inner);
            visitPattern(one.id, inner, node.left.kind === "var" ? "var" : "lexical");
          }
        } else {
          visit(node.right, inner);
          visitPattern(node.left, inner, null);
        }
        visit(node.body, inner);
        return;
      }
      case "CatchClause": {
        const inner = makeScope("catch", node, scope, scope.owner);
        if (node.param) {
          for (const name of Object.keys(t.getBindingIdentifiers(node.param))) declare(name, "catch", inner);
          visitPattern(node.param, inner, "lexical");
        }
        visit(node.body, inner);
        return;
      }
      case "AssignmentExpression":
        if (node.left.type === "Identifier" && isAnonymousDefinition(node.right))
          nameOf(node.left, scope)?.naming.push({ holder: node, field: "right" });
        visitPattern(node.left, scope, null);
        visit(node.right, scope);
        return;
      case "UpdateExpression":
        visitPattern(node.argument, scope, null);
        return;
      case "ObjectProperty":
        if (node.computed) visit(node.key, scope);
        noteShorthand(node);
        visit(node.value, scope);
        return;
      case "MemberExpression":
      case "OptionalMemberExpression":
        visit(node.object, scope);
        if (node.computed) visit(node.property, scope);
        return;
      case "LabeledStatement":
        visit(node.body, scope);
        return;
      case "BreakStatement":
      case "ContinueStatement":
      case "MetaProperty":
      case "PrivateName":
      case "ImportDeclaration":
        return;
      case "ExportSpecifier":
        visit(node.local, scope);
        return;
      default:
        for (const { child } of slotsOf(node)) visit(child, scope);
    }
  }

  function nameOf(id: t.Identifier, scope: NameScope): Name | null {
    let at: NameScope | null = scope;
    while (at && !at.names.has(id.name)) at = at.parent;
    return at?.names.get(id.name) ?? null;
  }

  function noteShorthand(node: t.ObjectProperty): void {
    if (!node.shorthand) return;
    const id = node.value.type === "AssignmentPattern" ? node.value.left : node.value;
    if (id.type === "Identifier") shorthand.set(id, node);
  }

  function visitDeclarator(node: t.VariableDeclarator, kind: "var" | "lexical", scope: NameScope): void {
    if (node.id.type === "Identifier" && isAnonymousDefinition(node.init))
      nameOf(node.id, scope)?.naming.push({ holder: node, field: "init" });
    visit(node.init, scope);
    visitPattern(node.id, scope, kind);
  }

  /** Binding (`kind` given) or assignment pattern. */
  function visitPattern(node: t.Node, scope: NameScope, kind: "var" | "lexical" | null): void {
    switch (node.type) {
      case "Identifier":
        if (kind) bind(node, scope, kind);
        else use(node, scope, true);
        return;
      case "AssignmentPattern":
        if (node.left.type === "Identifier" && isAnonymousDefinition(node.right))
          nameOf(node.left, scope)?.naming.push({ holder: node, field: "right" });
        visit(node.right, scope);
        visitPattern(node.left, scope, kind);
        return;
      case "ArrayPattern":
        for (const one of node.elements) if (one) visitPattern(one, scope, kind);
        return;
      case "ObjectPattern":
        for (const one of node.properties) {
          if (one.type === "RestElement") {
            visitPattern(one.argument, scope, kind);
            continue;
          }
          if (one.computed) visit(one.key, scope);
          noteShorthand(one);
          visitPattern(one.value, scope, kind);
        }
        return;
      case "RestElement":
        visitPattern(node.argument, scope, kind);
        return;
      default:
        visit(node, scope);
    }
  }

  function visitFunction(node: t.Function, outer: NameScope): void {
    const directives = node.body.type === "BlockStatement" ? node.body.directives : [];
    const owner = makeOwner(
      node,
      outer.owner,
      outer.owner.strict || isStrictList(directives) || node.type === "ClassMethod" || node.type === "ClassPrivateMethod",
    );
    let parent = outer;
    if (node.type === "FunctionExpression" && node.id) {
      parent = makeScope("function", node, parent, owner);
      const self = declare(node.id.name, "self", parent);
      self.order = 0;
      self.identifiers.push(node.id);
      all.add(node.id.name);
    }
    const parameters = makeScope("function", node, parent, owner);
    for (const param of node.params) {
      for (const id of Object.values(t.getBindingIdentifiers(param, true)).flat()) {
        const made = declare(id.name, "param", parameters);
        if (made.identifiers.length > 0) made.assigned = true;
      }
    }
    for (const param of node.params) visitPattern(param, parameters, "lexical");
    if (node.body.type !== "BlockStatement") {
      visit(node.body, parameters);
    } else {
      // Without parameter expressions parameters and body are one environment (ECMA-262 10.2.11 step 27).
      const simple = node.params.every((param) => param.type === "Identifier");
      const body = simple ? parameters : makeScope("body", node.body, parameters, owner);
      declareVars(node.body.body, body);
      visitList(node.body.body, body);
    }
    if (owner.usesArguments && !owner.strict && node.params.every((param) => param.type === "Identifier")) {
      for (const name of parameters.names.values()) if (name.kind === "param") name.assigned = true;
    }
  }

  function visitClass(node: t.Class, scope: NameScope): void {
    const inner = makeScope("class", node, scope, scope.owner);
    if (node.id) declare(node.id.name, "self", inner).order = Infinity;
    visit(node.superClass, inner);
    visit(node.body, inner);
    if (!node.id) return;
    all.add(node.id.name);
    const self = inner.names.get(node.id.name)!;
    self.order = ++order;
    if (node.type === "ClassDeclaration") bind(node.id, scope, "lexical");
    else self.identifiers.push(node.id);
  }
}

/** `arguments` belongs to the nearest function that is no arrow. */
function ownerOfArguments(owner: NameOwner): NameOwner {
  let at = owner;
  while (at.node.type === "ArrowFunctionExpression" && at.parent) at = at.parent;
  return at;
}

function isStrictList(directives: readonly t.Directive[]): boolean {
  return directives.some((one) => one.value.value === "use strict");
}
