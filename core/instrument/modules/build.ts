import * as t from "@babel/types";

/** Gives a made node the place of the source it stands for, so that source maps and stack lines lead there. */
export function at<N extends t.Node>(node: N, source: t.Node): N {
  // A copy without recast's link to the source lines: recast would lay the made node out as if it stood there.
  if (source.loc)
    node.loc ??= { ...source.loc, start: source.loc.start, end: source.loc.end, lines: undefined } as unknown as t.SourceLocation;
  node.start ??= source.start ?? null;
  node.end ??= source.end ?? null;
  return node;
}

/** `object.name`, or `object["any name"]`. */
export function property(object: t.Expression, name: string): t.MemberExpression {
  return t.isValidIdentifier(name, false)
    ? t.memberExpression(object, t.identifier(name))
    : t.memberExpression(object, t.stringLiteral(name), true);
}

/** `$m.method(…)` */
export function moduleCall(method: string, ...args: t.Expression[]): t.CallExpression {
  return t.callExpression(t.memberExpression(t.identifier("$m"), t.identifier(method)), args);
}

/** `{ a: "x", "b c": "y" }` */
export function stringRecord(record: Readonly<Record<string, string>>): t.ObjectExpression {
  return t.objectExpression(Object.entries(record).map(([key, value]) => t.objectProperty(propertyKey(key), t.stringLiteral(value))));
}

/** A property key that defines the property of that name, `__proto__` included. */
export function propertyKey(name: string): t.Identifier | t.StringLiteral {
  return t.isValidIdentifier(name, false) ? t.identifier(name) : t.stringLiteral(name);
}

/** `{ name: () => expression, … }`; `__proto__` is computed, so that it is a property like any other. */
export function gettersObject(entries: readonly { readonly name: string; readonly expression: t.Expression }[]): t.ObjectExpression {
  return t.objectExpression(
    entries.map(({ name, expression }) => {
      const getter = t.arrowFunctionExpression([], expression);
      return name === "__proto__" ? t.objectProperty(t.stringLiteral(name), getter, true) : t.objectProperty(propertyKey(name), getter);
    }),
  );
}
