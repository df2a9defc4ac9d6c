import * as t from "@babel/types";

/** Gives a made node the place of the node that it stands for, so that source maps and stack lines lead there. */
export function at<N extends t.Node>(made: N, from: t.Node | null | undefined): N {
  if (from) {
    made.start = from.start ?? null;
    made.end = from.end ?? null;
    // Recast hangs the source text on `loc`, to keep the white space around a statement: that is not for those we make.
    made.loc = from.loc ? { start: from.loc.start, end: from.loc.end, filename: from.loc.filename, identifierName: null } : null;
  }
  return made;
}

/** Comments of a statement that is replaced stay with what replaces it. */
export function moveComments(from: t.Node, to: t.Node | undefined): void {
  if (!to || from === to) return;
  for (const key of ["comments", "leadingComments"] as const) {
    const source = from as unknown as Record<string, t.Comment[] | null | undefined>;
    const target = to as unknown as Record<string, t.Comment[] | null | undefined>;
    const own = source[key];
    if (!own?.length) continue;
    target[key] = [...own, ...(target[key] ?? [])];
    source[key] = null;
  }
}

/** `$tm.name(…)`. */
export function tm(name: string, args: (t.Expression | t.SpreadElement)[], from: t.Node | null | undefined): t.CallExpression {
  return at(t.callExpression(at(t.memberExpression(at(t.identifier("$tm"), from), at(t.identifier(name), from)), from), args), from);
}

/** `object.name(…)`, for our own records. */
export function method(object: string, name: string, args: t.Expression[], from: t.Node | null | undefined): t.CallExpression {
  return at(t.callExpression(field(object, name, from), args), from);
}

/** `object.name`, for our own records. */
export function field(object: string, name: string, from: t.Node | null | undefined): t.MemberExpression {
  return at(t.memberExpression(at(t.identifier(object), from), at(t.identifier(name), from)), from);
}

/** `left = right;` */
export function assign(left: t.LVal, right: t.Expression, from: t.Node | null | undefined): t.ExpressionStatement {
  return at(t.expressionStatement(at(t.assignmentExpression("=", left as t.Identifier, right), from)), from);
}

/** `name = right;` */
export function set(name: string, right: t.Expression, from: t.Node | null | undefined): t.ExpressionStatement {
  return assign(at(t.identifier(name), from), right, from);
}

/** `expression;` */
export function effect(expression: t.Expression, from: t.Node | null | undefined): t.ExpressionStatement {
  return at(t.expressionStatement(expression), from);
}

/** `void 0`: `undefined` may be somebody's variable. */
export function undefinedValue(from: t.Node | null | undefined): t.UnaryExpression {
  return at(t.unaryExpression("void", at(t.numericLiteral(0), from)), from);
}

/** `e === null || e === void 0`; `e` is a temporary. */
export function isNullish(name: string, from: t.Node): t.Expression {
  const id = (): t.Identifier => at(t.identifier(name), from);
  return at(
    t.logicalExpression(
      "||",
      at(t.binaryExpression("===", id(), at(t.nullLiteral(), from)), from),
      at(t.binaryExpression("===", id(), undefinedValue(from)), from),
    ),
    from,
  );
}

/** `!e` */
export function not(e: t.Expression): t.UnaryExpression {
  return at(t.unaryExpression("!", e), e);
}

/** IsAnonymousFunctionDefinition, ECMA-262 8.4.5: such an expression takes the name of what it is assigned to. */
export function isAnonymousDefinition(
  e: t.Node | null | undefined,
): e is t.ArrowFunctionExpression | t.FunctionExpression | t.ClassExpression {
  return !!e && (e.type === "ArrowFunctionExpression" || ((e.type === "FunctionExpression" || e.type === "ClassExpression") && !e.id));
}

/** `{ name: e }.name`: an anonymous function keeps its name wherever its value then goes. */
export function keepName(e: t.Expression, name: string): t.MemberExpression {
  const identifier = t.isValidIdentifier(name) && name !== "__proto__";
  const key = (): t.Identifier | t.StringLiteral => at(identifier ? t.identifier(name) : t.stringLiteral(name), e);
  const holder = at(t.objectExpression([at(t.objectProperty(key(), e, name === "__proto__"), e)]), e);
  return at(t.memberExpression(holder, key(), !identifier), e);
}

/** Statement as a block; a block stays what it is. */
export function asBlock(statements: t.Statement[], from: t.Node | null | undefined): t.BlockStatement {
  const only = statements[0];
  return statements.length === 1 && only?.type === "BlockStatement" ? only : at(t.blockStatement(statements), from);
}

/** The child nodes of a node with the place they stand at, in textual order. */
export function* slotsOf(node: t.Node): Generator<{ readonly key: string; readonly index: number | null; readonly child: t.Node }> {
  for (const key of t.VISITOR_KEYS[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) if (value[index]) yield { key, index, child: value[index] as t.Node };
    } else if (value) yield { key, index: null, child: value as t.Node };
  }
}

/** Puts another node into a place found by `slotsOf`. */
export function putNode(parent: t.Node, key: string, index: number | null, node: t.Node): void {
  const record = parent as unknown as Record<string, unknown>;
  if (index === null) record[key] = node;
  else (record[key] as unknown[])[index] = node;
}
