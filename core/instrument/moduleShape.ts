import type { Expression, Node, Statement } from "@babel/types";
import type { ModuleKind } from "../codemap/codeMap.js";

/** What `lowerModules` took out of a module: how it is connected to others. Positions are those of the file it was given. */
export interface ModuleShape {
  readonly kind: ModuleKind;
  /** Static dependencies in the order in which they are linked and evaluated. Empty for CommonJS. */
  readonly imports: readonly ModuleImport[];
  /** What the getters of `$m.exports` answer, in source order. Empty for CommonJS. */
  readonly exports: readonly ModuleExport[];
  /** `export { a as b } from` and re-exported imports. */
  readonly indirectExports: readonly IndirectExport[];
  /** Specifiers of `export * from`, in source order. */
  readonly starExports: readonly string[];
  /** Names of all its own exports (not those of `export *`), in source order. */
  readonly exportNames: readonly string[];
  /** `require(…)`, `require.resolve(…)` and `import(…)` calls. */
  readonly calls: readonly LoadCall[];
  /** The module body waits itself: it becomes a generator of the program. */
  readonly usesTopLevelAwait: boolean;
  /** Local names of namespace records (`io`), which `$m.scope` leaves out. */
  readonly recordNames: readonly string[];
  /**
   * Statements at the top of the lowered program body that belong before the linking `yield`: imports, re-exports, and default exports that are
   * hoisted functions without a name. They are in the AST as well.
   */
  readonly prologue: readonly Statement[];
}

export interface ModuleImport {
  readonly specifier: string;
  /** Local name of the namespace record, or `null` when nothing is read through one. */
  readonly record: string | null;
  /** Names imported by name; `default` among them. */
  readonly names: readonly string[];
  /** Whether the namespace object itself is used. */
  readonly namespace: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  /** Where it is first named. */
  readonly node: Node;
}

export interface ModuleExport {
  readonly name: string;
  /** Local variable, or an expression over a namespace record. */
  readonly expression: Expression;
}

export interface IndirectExport {
  readonly name: string;
  readonly specifier: string;
  readonly importedName: string;
}

export interface LoadCall {
  readonly form: "require" | "import";
  /** `null` when the specifier is computed. */
  readonly specifier: string | null;
  /** Of a computed one the parts that are known, and `null` for each that isn't: `["./part", null, ".mjs"]`. */
  readonly pattern: readonly (string | null)[];
  readonly node: Node;
}
