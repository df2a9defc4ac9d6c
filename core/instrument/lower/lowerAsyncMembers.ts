import * as t from "@babel/types";
import {
  asyncValue,
  blockOf,
  bodyDeclaration,
  bodyName,
  inScope,
  isAsyncGenerator,
  keepClassName,
  lengthParameters,
  markOriginal,
  named,
  nameKey,
  variables,
  wrapperBody,
  type AsyncLowering,
  type FunctionName,
  type Hoisted,
} from "./asyncWrapper.js";
import { assign, at, effect, set, slotsOf, tm } from "./nodes.js";

/**
 * Async methods of a class. Wrapper and generator stay in the class body, for the sake of private names, `super`, strictness and the class's own name;
 * a static block, which runs before anything else can see the class, takes the generator off and makes the wrapper an async function.
 */
export function lowerAsyncClass(l: AsyncLowering, node: t.Class, hoisted: Hoisted): t.Node {
  const needed: string[] = [];
  const first: t.Statement[] = [];
  const privateMethods = new Set<string>();
  const members = node.body.body.flatMap((one, index): t.ClassBody["body"] => {
    if ((one.type !== "ClassMethod" && one.type !== "ClassPrivateMethod") || !one.async) return [one];
    const name = one.type === "ClassPrivateMethod" ? one.key.id.name : memberName(one.key, one.computed ?? false);
    const body = bodyName(l, typeof name === "string" ? name : "");
    needed.push(body);
    const target = (): t.Expression => homeOf(one);
    first.push(set(body, tm("method", [target(), at(t.stringLiteral(body), one)], one), one));
    let self: string | null = null;
    if (one.type === "ClassPrivateMethod") {
      if (isAsyncGenerator(one)) {
        // It can't be reached before there are instances: a stand-in has the `prototype` that its generator objects inherit from.
        self = l.freshName(`${name as string}$fn`);
        needed.push(self);
        const standIn = named(
          at(t.objectMethod("method", nameKey(`#${name as string}`, one), [], at(t.blockStatement([]), one)), one),
          `#${name as string}`,
          one,
        );
        first.push(set(self, tm("asyncGeneratorFunction", [standIn], one), one));
      } else privateMethods.add(name as string);
    } else if (!isReplaced(node, index, one)) {
      const key = keyOf(l, one, needed);
      if (isAsyncGenerator(one)) {
        self = l.freshName(typeof name === "string" && t.isValidIdentifier(name) ? `${name}$fn` : "$fn");
        needed.push(self);
        first.push(set(self, tm("asyncGeneratorMethod", [target(), key], one), one));
      } else first.push(effect(tm("asyncMethod", [target(), key], one), one));
    }
    const generator = at(
      t.classMethod("method", at(t.identifier(body), one), one.params, blockOf(one), false, one.static ?? false, true),
      one,
    );
    const wrapper = wrapperBody(one, body, self);
    markOriginal(generator, one);
    one.params = lengthParameters(l, one);
    one.body = wrapper;
    one.async = false;
    one.generator = false;
    markOriginal(one, one);
    return [one, generator];
  });
  if (needed.length === 0) return node;
  node.body.body = [at(t.staticBlock(first), node.body), ...members];
  if (privateMethods.size > 0) for (const member of node.body.body) wrapPrivateReads(member, privateMethods);
  const declaration = variables(needed, node);
  if (hoisted) {
    hoisted.push(declaration);
    return node;
  }
  return inScope([declaration], keepClassName(l, node as t.ClassExpression), node);
}

/** `this` or `this.prototype` of a static block: where the method is. */
function homeOf(one: t.ClassMethod | t.ClassPrivateMethod): t.Expression {
  const self = at(t.thisExpression(), one);
  return one.static ? self : at(t.memberExpression(self, at(t.identifier("prototype"), one)), one);
}

/** The key once more, as an expression; a computed one is kept when it is evaluated. */
function keyOf(l: AsyncLowering, one: t.ClassMethod, needed: string[]): t.Expression {
  if (!one.computed)
    return one.key.type === "Identifier" ? at(t.stringLiteral(one.key.name), one.key) : at(t.cloneNode(one.key as t.Expression), one.key);
  const key = l.freshName("$key");
  needed.push(key);
  one.key = at(t.assignmentExpression("=", at(t.identifier(key), one.key), tm("propertyKey", [one.key as t.Expression], one.key)), one.key);
  return at(t.identifier(key), one.key);
}

/** A later member of the same key takes its place. */
function isReplaced(node: t.Class, index: number, one: t.ClassMethod): boolean {
  const name = memberName(one.key, one.computed ?? false);
  if (name === null) return false;
  return node.body.body
    .slice(index + 1)
    .some(
      (later) => later.type === "ClassMethod" && later.static === one.static && memberName(later.key, later.computed ?? false) === name,
    );
}

function memberName(key: t.Node, computed: boolean): string | null {
  if (key.type === "Identifier") return computed ? null : key.name;
  return key.type === "StringLiteral" || key.type === "NumericLiteral" ? String(key.value) : null;
}

/** Private methods can't be reached before there are instances: where one is read as a value it becomes an async function. Calls need nothing. */
function wrapPrivateReads(node: t.Node, names: ReadonlySet<string>): void {
  for (const { key, index, child } of [...slotsOf(node)]) {
    wrapPrivateReads(child, names);
    if (child.type !== "MemberExpression" && child.type !== "OptionalMemberExpression") continue;
    if (child.property.type !== "PrivateName" || !names.has(child.property.id.name)) continue;
    const isCallee = (node.type === "CallExpression" || node.type === "OptionalCallExpression") && key === "callee";
    if (isCallee || child.type === "OptionalMemberExpression" || node.type === "TaggedTemplateExpression") continue;
    const record = node as unknown as Record<string, unknown>;
    const made = tm("asyncFunction", [child], child);
    if (index === null) record[key] = made;
    else (record[key] as unknown[])[index] = made;
  }
}

/** Async methods of object literals become properties whose value is an async function; those are enumerable and writable alike. */
export function lowerAsyncObject(l: AsyncLowering, node: t.ObjectExpression, hoisted: Hoisted): t.Expression {
  const declarations: t.Statement[] = [];
  const withSuper: string[] = [];
  node.properties = node.properties.flatMap((one): t.ObjectExpression["properties"] => {
    if (one.type === "ObjectProperty" && one.computed) {
      const name = l.names.get(one);
      return typeof name === "object" ? [keyedSpread(name.key, one.key as t.Expression, one.value as t.Expression, one)] : [one];
    }
    if (one.type !== "ObjectMethod" || !one.async) return [one];
    const known = memberName(one.key, one.computed);
    const name: FunctionName = known ?? { key: l.freshName("$key") };
    const body = bodyName(l, name);
    const generator: t.ObjectMethod[] = [];
    if (usesSuper(one)) {
      withSuper.push(body);
      generator.push(markOriginal(t.objectMethod("method", at(t.identifier(body), one), one.params, blockOf(one), false, true), one));
    } else declarations.push(bodyDeclaration(one, body, one.params));
    const value = asyncValue(l, one, name, body, null);
    if (typeof name !== "string") return [...generator, keyedSpread(name.key, one.key, value, one)];
    const isProto = name === "__proto__";
    const key = isProto ? at(t.stringLiteral(name), one.key) : one.key;
    return [...generator, at(t.objectProperty(key as t.Identifier, value, isProto || one.computed), one)];
  });
  let value: t.Expression = node;
  if (withSuper.length > 0) {
    const object = l.freshName("$object");
    const id = (): t.Identifier => at(t.identifier(object), node);
    declarations.push(variables([object, ...withSuper], node));
    const detached = withSuper.map(
      (body) => assign(at(t.identifier(body), node), tm("method", [id(), at(t.stringLiteral(body), node)], node), node).expression,
    );
    value = at(t.sequenceExpression([assign(id(), node, node).expression, ...detached, id()]), node);
  }
  if (declarations.length === 0) return value;
  if (!hoisted) return inScope(declarations, value, node);
  hoisted.push(...declarations);
  return value;
}

/** `...(($key) => ({ [$key]: value }))($tm.propertyKey(k))`: a property whose value needs its key, which is evaluated once. */
function keyedSpread(key: string, expression: t.Expression, value: t.Expression, from: t.Node): t.SpreadElement {
  const id = (): t.Identifier => at(t.identifier(key), from);
  const object = at(t.objectExpression([at(t.objectProperty(id(), value, true), from)]), from);
  return at(
    t.spreadElement(
      at(t.callExpression(at(t.arrowFunctionExpression([id()], object), from), [tm("propertyKey", [expression], from)]), from),
    ),
    from,
  );
}

/** Whether a method uses its own home object. */
function usesSuper(fn: t.Node): boolean {
  for (const { key, child } of slotsOf(fn)) {
    if (key === "key") continue;
    if (child.type === "Super") return true;
    const stops = (t.isFunction(child) && child.type !== "ArrowFunctionExpression") || t.isClass(child);
    if (!stops && usesSuper(child)) return true;
  }
  return false;
}
