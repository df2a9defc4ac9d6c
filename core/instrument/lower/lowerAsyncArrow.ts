import * as t from "@babel/types";
import {
  bodyDeclaration,
  bodyName,
  inScope,
  isComputedName,
  markOriginal,
  named,
  nameKey,
  type AsyncLowering,
  type Hoisted,
} from "./asyncWrapper.js";
import { LoweringError } from "./lowering.js";
import { at, putNode, slotsOf, tm, undefinedValue } from "./nodes.js";

/**
 * An async arrow: `$tm.asyncFunction((x) => $tm.async($body1, this, [x]))`. The generator gets what an arrow takes from around it: `this` as its own,
 * `arguments`, `new.target` and ways to `super` as parameters in front.
 */
export function lowerAsyncArrow(l: AsyncLowering, fn: t.ArrowFunctionExpression, hoisted: Hoisted, thisMayBeUnset: boolean): t.Expression {
  const name = l.names.get(fn);
  const body = bodyName(l, name ?? "");
  const lexical = new LexicalUses(l, thisMayBeUnset);
  lexical.replace(fn, "params");
  lexical.replace(fn, "body");
  const passed: t.Expression[] = [...lexical.extra.values()].map((one) => one.value);
  const inside: t.Function["params"] = [...lexical.extra.values()].map((one) => at(t.identifier(one.name), fn));
  const outside: t.ArrowFunctionExpression["params"] = [];
  let seenDefault = false;
  for (const param of fn.params) {
    const name = param.type === "Identifier" ? param.name : l.freshName("$p");
    const id = (): t.Identifier => at(t.identifier(name), param);
    if (param.type === "RestElement") {
      outside.push(at(t.restElement(id()), param));
      inside.push(param.argument as t.Identifier);
    } else {
      // From the first default on the wrapper's parameters don't count for its `length`.
      seenDefault ||= param.type === "AssignmentPattern";
      outside.push(seenDefault ? at(t.assignmentPattern(id(), undefinedValue(param)), param) : id());
      inside.push(param);
    }
    passed.push(id());
  }
  const thisValue = lexical.usesThis && !thisMayBeUnset ? at(t.thisExpression(), fn) : undefinedValue(fn);
  const call = tm("async", [at(t.identifier(body), fn), thisValue, at(t.arrayExpression(passed), fn)], fn);
  const arrow = markOriginal(t.arrowFunctionExpression(outside, call), fn);
  const value =
    name === undefined || name === "" ? arrow : named(at(t.objectProperty(nameKey(name, fn), arrow, isComputedName(name)), fn), name, fn);
  const result = tm("asyncFunction", [value], fn);
  const declaration = bodyDeclaration(fn, body, inside);
  if (!hoisted) return inScope([declaration], result, fn);
  hoisted.push(declaration);
  return result;
}

interface Passed {
  readonly name: string;
  readonly value: t.Expression;
}

/** Finds and replaces what the code of an arrow takes from the function around it. */
class LexicalUses {
  usesThis = false;
  readonly extra = new Map<string, Passed>();
  readonly #l: AsyncLowering;
  readonly #thisMayBeUnset: boolean;

  constructor(l: AsyncLowering, thisMayBeUnset: boolean) {
    this.#l = l;
    this.#thisMayBeUnset = thisMayBeUnset;
  }

  replace(parent: t.Node, only?: string): void {
    for (const { key, index, child } of [...slotsOf(parent)]) {
      if (only !== undefined && key !== only) continue;
      if (isPlainKey(parent, key)) continue;
      const made = this.#replaced(child);
      if (made) putNode(parent, key, index, made);
      else if (t.isFunction(child) && child.type !== "ArrowFunctionExpression") {
        if ("computed" in child && child.computed) this.replace(child, "key");
      } else if (child.type === "ClassProperty" || child.type === "ClassAccessorProperty") {
        if (child.computed) this.replace(child, "key");
      } else if (child.type !== "ClassPrivateProperty" && child.type !== "StaticBlock") this.replace(child);
    }
  }

  #replaced(node: t.Node): t.Node | null {
    if (node.type === "ThisExpression") {
      this.usesThis = true;
      // Before super() has returned, `this` throws: only where it is used.
      return this.#thisMayBeUnset
        ? at(
            t.callExpression(
              this.#pass("$this", node, () => arrow([], at(t.thisExpression(), node), node)),
              [],
            ),
            node,
          )
        : null;
    }
    if (node.type === "Identifier" && node.name === "arguments")
      return this.#pass("$arguments", node, () => at(t.identifier("arguments"), node));
    if (node.type === "MetaProperty" && node.meta.name === "new") return this.#pass("$newTarget", node, () => at(t.cloneNode(node), node));
    if (node.type === "CallExpression" && node.callee.type === "Super") throw new LoweringError("super() in an async arrow", node);
    if (node.type === "CallExpression" && node.callee.type === "MemberExpression" && node.callee.object.type === "Super") {
      const found = this.#superGet(node.callee);
      for (const { key, index, child } of [...slotsOf(node)]) if (key === "arguments") this.#replaceAt(node, key, index, child);
      const thisValue = this.#replaced(at(t.thisExpression(), node)) ?? at(t.thisExpression(), node);
      return tm("call", [found, thisValue as t.Expression, ...(node.arguments as t.Expression[])], node);
    }
    if (node.type === "AssignmentExpression" && node.left.type === "MemberExpression" && node.left.object.type === "Super") {
      if (node.operator !== "=") throw new LoweringError(`\`${node.operator}\` to a property of super in an async arrow`, node);
      const key = this.#superKey(node.left);
      this.#replaceAt(node, "right", null, node.right);
      const id = (name: string): t.Identifier => at(t.identifier(name), node);
      const write = this.#pass("$superSet", node, () =>
        arrow(
          ["$k", "$v"],
          at(t.assignmentExpression("=", at(t.memberExpression(at(t.super(), node), id("$k"), true), node), id("$v")), node),
          node,
        ),
      );
      this.usesThis = true;
      return at(t.callExpression(write, [key, node.right]), node);
    }
    if (node.type === "UpdateExpression" && node.argument.type === "MemberExpression" && node.argument.object.type === "Super") {
      throw new LoweringError(`\`${node.operator}\` on a property of super in an async arrow`, node);
    }
    if (node.type === "MemberExpression" && node.object.type === "Super") return this.#superGet(node);
    return null;
  }

  #replaceAt(parent: t.Node, key: string, index: number | null, child: t.Node): void {
    const made = this.#replaced(child);
    if (made) putNode(parent, key, index, made);
    else if (!t.isFunction(child) || child.type === "ArrowFunctionExpression") this.replace(child);
  }

  #superKey(node: t.MemberExpression): t.Expression {
    if (!node.computed) return at(t.stringLiteral((node.property as t.Identifier).name), node.property);
    this.#replaceAt(node, "property", null, node.property);
    return node.property as t.Expression;
  }

  /** `$superGet("x")` with `($k) => super[$k]` passed in: arrows keep `super`. */
  #superGet(node: t.MemberExpression): t.Expression {
    const key = this.#superKey(node);
    const read = this.#pass("$superGet", node, () =>
      arrow(["$k"], at(t.memberExpression(at(t.super(), node), at(t.identifier("$k"), node), true), node), node),
    );
    return at(t.callExpression(read, [key]), node);
  }

  #pass(name: string, from: t.Node, value: () => t.Expression): t.Identifier {
    let one = this.extra.get(name);
    if (!one) this.extra.set(name, (one = { name: this.#l.freshName(name), value: value() }));
    return at(t.identifier(one.name), from);
  }
}

function arrow(params: readonly string[], body: t.Expression, from: t.Node): t.ArrowFunctionExpression {
  return at(
    t.arrowFunctionExpression(
      params.map((name) => at(t.identifier(name), from)),
      body,
    ),
    from,
  );
}

function isPlainKey(parent: t.Node, key: string): boolean {
  if (key === "key") return !("computed" in parent && parent.computed);
  return key === "property" && "computed" in parent && !parent.computed;
}
