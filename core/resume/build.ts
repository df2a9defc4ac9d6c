import * as t from "@babel/types";

/** `object.name`, or `object["name"]` where the name is no identifier. */
export function member(object: t.Expression, name: string): t.MemberExpression {
  return isIdentifierName(name) ? t.memberExpression(object, t.identifier(name)) : t.memberExpression(object, t.stringLiteral(name), true);
}

/** `{ name: value }`; `__proto__` is a key like any other. */
export function property(name: string, value: t.Expression): t.ObjectProperty {
  if (name === "__proto__") return t.objectProperty(t.stringLiteral(name), value, true);
  return t.objectProperty(propertyKey(name), value);
}

export function propertyKey(name: string): t.Identifier | t.StringLiteral | t.NumericLiteral {
  if (/^(0|[1-9]\d{0,8})$/.test(name)) return t.numericLiteral(Number(name));
  return isIdentifierName(name) ? t.identifier(name) : t.stringLiteral(name);
}

function isIdentifierName(name: string): boolean {
  return name !== "__proto__" && t.isValidIdentifier(name, false);
}

/** `() => value` */
export function getter(value: t.Expression): t.ArrowFunctionExpression {
  return t.arrowFunctionExpression([], value);
}

/** `(v) => target = v`, with a parameter that does not hide the target. */
export function setter(name: string): t.ArrowFunctionExpression {
  const value = name === "$v" ? "$w" : "$v";
  return t.arrowFunctionExpression([t.identifier(value)], t.assignmentExpression("=", t.identifier(name), t.identifier(value)));
}

/** `object.method(…args)` */
export function call(object: t.Expression, method: string, ...args: t.Expression[]): t.CallExpression {
  return t.callExpression(member(object, method), args);
}

/** Adds a line comment before a statement or property. */
export function comment<N extends t.Node>(node: N, text: string): N {
  const line = { type: "CommentLine", value: ` ${text.replace(/[\n\r\u2028\u2029]/g, " ")}`, leading: true, trailing: false };
  const holder = node as { comments?: unknown[] };
  holder.comments = [line, ...(holder.comments ?? [])];
  return node;
}
