import { VISITOR_KEYS, type Node } from "@babel/types";

/** The first place where the printed text, read again, means something else than the AST. */
export interface Misprint {
  readonly intended: Node | null;
  readonly printed: Node | null;
  readonly reason: string;
}

/**
 * Walks an AST and what its printed text parses to, side by side. Calls `pair` for each pair of equal nodes, parents first.
 * What printing may change without changing the meaning is left out: empty statements, raw forms of literals, shorthand properties.
 */
export function comparePrinted(intended: Node, printed: Node, pair: (intended: Node, printed: Node) => void): Misprint | null {
  if (intended.type === "ParenthesizedExpression") return comparePrinted(intended.expression, printed, pair);
  if (intended.type !== printed.type) return { intended, printed, reason: `${intended.type} printed as ${printed.type}` };
  const field = differingField(intended, printed);
  if (field !== null) return { intended, printed, reason: `${intended.type}.${field} differs` };
  pair(intended, printed);
  for (const key of VISITOR_KEYS[intended.type] ?? []) {
    if (typeKeys.has(key)) continue;
    const a = childrenOf(intended, key);
    const b = childrenOf(printed, key);
    if (a.length !== b.length) return { intended, printed, reason: `${intended.type}.${key} has ${a.length} parts, printed ${b.length}` };
    for (let n = 0; n < a.length; n++) {
      const one = a[n] ?? null;
      const other = b[n] ?? null;
      if (!one && !other) continue;
      if (!one || !other) return { intended: one ?? intended, printed: other ?? printed, reason: `${intended.type}.${key} is lost` };
      const misprint = comparePrinted(one, statementBodies.has(key) ? unbraced(one, other) : other, pair);
      if (misprint) return misprint;
    }
  }
  return null;
}

/** Fields that carry meaning and are no nodes, by what Babel calls them; absent, null and false are the same. */
const meaningful = [
  "name",
  "operator",
  "computed",
  "kind",
  "async",
  "generator",
  "static",
  "optional",
  "prefix",
  "delegate",
  "await",
  "pattern",
  "flags",
];

const typeKeys: ReadonlySet<string> = new Set([
  "typeParameters",
  "typeArguments",
  "superTypeParameters",
  "returnType",
  "typeAnnotation",
  "predicate",
]);

function differingField(intended: Node, printed: Node): string | null {
  const a = intended as unknown as Record<string, unknown>;
  const b = printed as unknown as Record<string, unknown>;
  for (const field of meaningful) {
    if (isNode(a[field]) || isNode(b[field])) continue;
    if ((a[field] || false) !== (b[field] || false)) return field;
  }
  if (intended.type === "TemplateElement" && printed.type === "TemplateElement") {
    return normalLineEnds(intended.value.raw) === normalLineEnds(printed.value.raw) ? null : "value";
  }
  // `{ __proto__: x }` sets the prototype, `{ __proto__ }` defines a property.
  if (intended.type === "ObjectProperty" && isProto(intended.key) && intended.shorthand !== Boolean(b["shorthand"])) return "shorthand";
  if ("value" in intended && !isNode(a["value"]) && !Object.is(a["value"] ?? null, b["value"] ?? null)) return "value";
  return null;
}

function childrenOf(node: Node, key: string): (Node | null | undefined)[] {
  const child = (node as unknown as Record<string, unknown>)[key];
  if (!Array.isArray(child)) return [child as Node | null | undefined];
  return key === "body" || key === "consequent" ? child.filter((one: Node) => one.type !== "EmptyStatement") : (child as Node[]);
}

const statementBodies: ReadonlySet<string> = new Set(["body", "consequent", "alternate"]);

/** A printer may put braces around a branch that is one statement. A declaration is none. */
function unbraced(intended: Node, printed: Node): Node {
  if (printed.type !== "BlockStatement" || intended.type === "BlockStatement" || printed.directives.length > 0) return printed;
  const statements = printed.body.filter((one) => one.type !== "EmptyStatement");
  return statements.length === 1 && statements[0]?.type === intended.type ? statements[0] : printed;
}

function isNode(value: unknown): boolean {
  return typeof value === "object" && value !== null && "type" in value;
}

function isProto(key: Node): boolean {
  return (key.type === "Identifier" && key.name === "__proto__") || (key.type === "StringLiteral" && key.value === "__proto__");
}

function normalLineEnds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
