import type * as t from "@babel/types";

/** An imported name: `names` of the specifier, or the namespace itself. */
export interface ImportedBinding {
  readonly local: string;
  readonly specifier: string;
  /** `null` for `import * as local`. */
  readonly imported: string | null;
}

export interface Request {
  readonly specifier: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly node: t.Node;
}

export interface ImportTable {
  /** By local name. */
  readonly bindings: ReadonlyMap<string, ImportedBinding>;
  /** Each specifier once, in the order of first mention by `import … from` or `export … from`. */
  readonly requests: readonly Request[];
}

/** Reads the import and export declarations of an ES module, without changing them. */
export function collectModule(program: t.Program): ImportTable {
  const bindings = new Map<string, ImportedBinding>();
  const requests = new Map<string, Request>();
  for (const statement of program.body) {
    if (statement.type !== "ImportDeclaration" && statement.type !== "ExportNamedDeclaration" && statement.type !== "ExportAllDeclaration")
      continue;
    if (!statement.source) continue;
    const specifier = statement.source.value;
    if (!requests.has(specifier)) requests.set(specifier, { specifier, attributes: attributesOf(statement), node: statement.source });
    if (statement.type !== "ImportDeclaration") continue;
    for (const one of statement.specifiers) {
      const imported =
        one.type === "ImportNamespaceSpecifier" ? null : one.type === "ImportDefaultSpecifier" ? "default" : exportedName(one.imported);
      bindings.set(one.local.name, { local: one.local.name, specifier, imported });
    }
  }
  return { bindings, requests: [...requests.values()] };
}

/** The name of an import or export specifier, which may be a string literal. */
export function exportedName(node: t.Identifier | t.StringLiteral): string {
  return node.type === "StringLiteral" ? node.value : node.name;
}

function attributesOf(statement: t.ImportDeclaration | t.ExportNamedDeclaration | t.ExportAllDeclaration): Record<string, string> {
  const attributes = statement.attributes ?? [];
  return Object.fromEntries(attributes.map((one) => [one.key.type === "StringLiteral" ? one.key.value : one.key.name, one.value.value]));
}
