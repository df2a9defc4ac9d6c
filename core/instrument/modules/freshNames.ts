import type { File } from "@babel/types";
import { isVariable, variableNames, walk, type NodePath } from "./findReferences.js";

/** Names of the contract that the program's own variables must not hide. */
const reserved: ReadonlySet<string> = new Set(["$m", "$tm", "$capturing", "$restoring"]);

/** Chooses names that the file uses for no variable. */
export class FreshNames {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set([...taken, ...reserved]);
  }

  /** `base` itself if it is free, otherwise `base$`, `base$2`, … */
  choose(base: string): string {
    let name = base;
    for (let n = 1; this.#taken.has(name); n++) name = n === 1 ? `${base}$` : `${base}$${n}`;
    this.#taken.add(name);
    return name;
  }

  /** Gives up a name that the file no longer uses. */
  release(name: string): void {
    if (!reserved.has(name)) this.#taken.delete(name);
  }
}

/**
 * Renames the program's variables called `$m`, `$tm`, `$capturing`, everywhere at once: one name for all variables that had one name changes no scope.
 * A *global* variable of these names would no longer be found; they are ours. Answers the old name by the new one.
 */
export function renameReserved(ast: File): ReadonlyMap<string, string> {
  const names = variableNames(ast);
  const clashes = [...reserved].filter((name) => names.has(name));
  if (clashes.length === 0) return new Map();
  const fresh = new FreshNames(names.keys());
  const renamed = new Map(clashes.map((name) => [name, fresh.choose(name)]));
  walk({ node: ast.program, key: "program", index: null, parent: null }, (path) => {
    const { node } = path;
    if (node.type !== "Identifier" || !names.has(node.name) || !isRenamed(path)) return;
    const name = renamed.get(node.name);
    if (name === undefined) return;
    unshorten(path);
    node.name = name;
  });
  return new Map([...renamed].map(([before, after]) => [after, before]));
}

/** Variables, and the local side of import and export specifiers (an exported name of its own is a separate node). */
function isRenamed(path: NodePath): boolean {
  const parent = path.parent?.node;
  if (!parent) return false;
  switch (parent.type) {
    case "ImportSpecifier":
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier":
      return path.key === "local";
    case "ExportSpecifier": {
      const declaration = path.parent.parent?.node;
      return path.key === "local" && declaration?.type === "ExportNamedDeclaration" && !declaration.source;
    }
    default:
      return isVariable(path);
  }
}

/** `{ x }` becomes `{ x: x }` when the value `x` is about to be replaced, also in the pattern `{ x = 1 }`. */
export function unshorten(path: NodePath): void {
  const holder = path.parent?.node.type === "AssignmentPattern" && path.key === "left" ? path.parent : path;
  const property = holder.parent?.node;
  if (property?.type !== "ObjectProperty" || holder.key !== "value" || !property.shorthand) return;
  property.shorthand = false;
  if (property.key === property.value) property.key = { ...property.key };
}
