import * as t from "@babel/types";
import { lowerFunctionDeclaration, lowerFunctionExpression, type AsyncLowering, type Hoisted } from "./asyncWrapper.js";
import { lowerAsyncArrow } from "./lowerAsyncArrow.js";
import { lowerAsyncClass, lowerAsyncObject } from "./lowerAsyncMembers.js";
import { LoweringError } from "./lowering.js";
import { asBlock, at, isAnonymousDefinition, moveComments, putNode, slotsOf } from "./nodes.js";

/**
 * Every async function and async generator becomes a wrapper and a generator that the runtime drives (section 4 of the contract). Their bodies have been
 * taken apart before: the `yield`s in them are suspension statements. Inner functions come first, so that they move along with the body they are in.
 * The generator is a declaration at the top of the statement list around, which exists once per scope instance like the function expressions in it;
 * where there is none, or where a loop head evaluates an expression again, an arrow called at once makes the scope for it.
 */
export function lowerAsyncFunctions(program: t.Program, freshName: (base: string) => string): void {
  const lowering: AsyncLowering = { freshName, names: new Map() };
  /** In the constructor of a derived class `this` may not be there yet. */
  let thisMayBeUnset = false;
  visitList(program.body, "var");

  function visit(node: t.Node, hoisted: Hoisted): t.Node {
    switch (node.type) {
      case "BlockStatement":
        visitList(node.body, "let");
        return node;
      case "StaticBlock":
        visitList(node.body, "var");
        return node;
      case "SwitchStatement":
        visitSwitch(node, hoisted);
        return node;
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
      case "WhileStatement":
      case "DoWhileStatement":
        for (const { key, child } of [...slotsOf(node)]) if (key !== "body") putNode(node, key, null, visit(child, null));
        node.body = visitBody(node.body);
        return node;
      case "ClassDeclaration":
      case "ClassExpression":
        visitClass(node);
        return lowerAsyncClass(lowering, node, hoisted);
      case "ObjectExpression":
        visitChildren(node, hoisted);
        return lowerAsyncObject(lowering, node, hoisted);
      default:
        if (t.isFunction(node)) return visitFunction(node, hoisted);
        visitChildren(node, hoisted);
        return node;
    }
  }

  function visitChildren(node: t.Node, hoisted: Hoisted): void {
    noteName(node);
    for (const { key, index, child } of [...slotsOf(node)]) {
      const made = visit(child, hoisted);
      if (made !== child) putNode(node, key, index, made);
    }
  }

  /** A statement list with a scope of its own; `kind` declares the async functions that are declared in it. */
  function visitList(list: t.Statement[], kind: "var" | "let"): void {
    const hoisted: t.Statement[] = [];
    const rest = list.flatMap((one, index): t.Statement[] => {
      if (one.type !== "FunctionDeclaration" || !one.async) return [visit(one, hoisted) as t.Statement];
      visitParts(one);
      // Of several functions of one name the last one counts.
      if (list.slice(index + 1).some((later) => later.type === "FunctionDeclaration" && later.id?.name === one.id!.name)) return [];
      const made = lowerFunctionDeclaration(lowering, one, kind);
      moveComments(one, made[0]);
      hoisted.push(...made);
      return [];
    });
    list.splice(0, list.length, ...hoisted, ...rest);
  }

  /** The body of a loop is a scope of its own even without braces: its functions are made anew each round. */
  function visitBody(body: t.Statement): t.Statement {
    const list = body.type === "BlockStatement" ? body.body : [body];
    visitList(list, "let");
    if (body.type === "BlockStatement") return body;
    return list.length === 1 ? list[0]! : asBlock(list, body);
  }

  function visitSwitch(node: t.SwitchStatement, hoisted: Hoisted): void {
    node.discriminant = visit(node.discriminant, hoisted) as t.Expression;
    const generators: t.Statement[] = [];
    for (const one of node.cases) {
      if (one.test) one.test = visit(one.test, null) as t.Expression;
      one.consequent = one.consequent.map((statement) => {
        if (statement.type === "FunctionDeclaration" && statement.async) {
          throw new LoweringError("an async function declared directly in a `switch` (put braces around the case)", statement);
        }
        const made: t.Statement[] = [];
        const visited = visit(statement, made) as t.Statement;
        // Functions are there whichever case runs; other variables need the statement itself.
        const own = made.filter((declaration) => declaration.type !== "FunctionDeclaration");
        generators.push(...made.filter((declaration) => declaration.type === "FunctionDeclaration"));
        if (own.length > 0)
          throw new LoweringError("a class or object with async methods directly in a `switch` (put braces around the case)", statement);
        return visited;
      });
    }
    node.cases[0]?.consequent.unshift(...generators);
  }

  function visitParts(node: t.Function): void {
    const outer = thisMayBeUnset;
    if (node.type !== "ArrowFunctionExpression") thisMayBeUnset = constructors.has(node);
    for (const [index, param] of [...node.params.entries()]) putNode(node, "params", index, visit(param, null));
    if (node.body.type === "BlockStatement") visitList(node.body.body, "var");
    else {
      const hoisted: t.Statement[] = [];
      const body = visit(node.body, hoisted) as t.Expression;
      node.body = hoisted.length === 0 ? body : at(t.blockStatement([...hoisted, at(t.returnStatement(body), body)]), body);
    }
    thisMayBeUnset = outer;
  }

  function visitFunction(node: t.Function, hoisted: Hoisted): t.Node {
    if ("key" in node && "computed" in node && node.computed) node.key = visit(node.key, hoisted) as t.Expression;
    visitParts(node);
    if (!node.async || t.isMethod(node)) return node;
    if (node.type === "ArrowFunctionExpression") return lowerAsyncArrow(lowering, node, hoisted, thisMayBeUnset);
    if (node.type === "FunctionExpression") return lowerFunctionExpression(lowering, node, hoisted);
    throw new LoweringError("an async function declared outside of a statement list", node);
  }

  function visitClass(node: t.Class): void {
    if (node.superClass) node.superClass = visit(node.superClass, null) as t.Expression;
    for (const member of node.body.body) {
      if (node.superClass && member.type === "ClassMethod" && member.kind === "constructor") constructors.add(member);
      if (t.isFunction(member)) visitFunction(member, null);
      else if (member.type === "StaticBlock") visit(member, null);
      else {
        const outer = thisMayBeUnset;
        thisMayBeUnset = false;
        visitChildren(member, null);
        thisMayBeUnset = outer;
      }
    }
  }

  /** Async functions take their names from where they stand (NamedEvaluation); the wrapper has to be given it. */
  function noteName(node: t.Node): void {
    const [value, key] = namedChild(node);
    if (!value || !key || !isAnonymousDefinition(value)) return;
    const computed = "computed" in node && node.computed;
    const name = staticName(key, computed);
    if (name !== null) lowering.names.set(value, name);
    else if (computed && node.type === "ObjectProperty" && value.type !== "ClassExpression" && value.async) {
      const variable = { key: freshName("$key") };
      lowering.names.set(value, variable);
      lowering.names.set(node, variable);
    }
  }
}

const constructors = new WeakSet<t.Node>();

function namedChild(node: t.Node): readonly [t.Node | null | undefined, t.Node?] {
  switch (node.type) {
    case "VariableDeclarator":
      return [node.init, node.id];
    case "AssignmentExpression":
    case "AssignmentPattern":
      return [node.right, node.left];
    case "ObjectProperty":
    case "ClassProperty":
    case "ClassAccessorProperty":
    case "ClassPrivateProperty":
      return [node.value, node.key];
    default:
      return [null];
  }
}

/** The name that a variable, property or private field gives; `null` if it gives none, or one that is known only later. */
function staticName(key: t.Node, computed: boolean): string | null {
  if (key.type === "Identifier") return computed ? null : key.name;
  if (key.type === "StringLiteral") return key.value;
  if (key.type === "NumericLiteral") return String(key.value);
  return key.type === "PrivateName" ? `#${key.id.name}` : null;
}
