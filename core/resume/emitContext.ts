import * as t from "@babel/types";
import type { Analysis, BindingInfo, PointInfo } from "../instrument/analysis.js";

/** What all parts of the code generation for one module share. */
export interface EmitContext {
  readonly analysis: Analysis;
  /** Path to show in comments, and the lines of the original source. */
  readonly source: string;
  /** The parent of each node of the annotated tree. */
  readonly parents: ReadonlyMap<t.Node, t.Node>;
  /** Bindings that have to be declared natively because they are in their temporal dead zone somewhere, or are constants that the program assigns to. */
  readonly late: Set<BindingInfo>;
  /** The residuals, cut before anything else is written: that tells which bindings are still in their dead zone. */
  readonly residuals: Map<PointInfo, t.ObjectProperty>;
  /** The first name of `base`, `base2`, … that the module doesn't use. */
  freshName(base: string): string;
}

/** How the small generator is called that finishes the declaration of a late binding. */
export function initializerName(binding: BindingInfo): string {
  return `$init_${binding.name}`;
}

/** A `const` that the program assigns to somewhere: the assignment must throw a TypeError, after as before. */
export function isAssignedConstant(binding: BindingInfo): boolean {
  return (binding.kind === "const" || binding.kind === "className") && binding.references.some((reference) => reference.write);
}

export function parentsOf(root: t.Node): Map<t.Node, t.Node> {
  const parents = new Map<t.Node, t.Node>();
  const visit = (node: t.Node): void => {
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[key];
      for (const child of Array.isArray(value) ? (value as (t.Node | null)[]) : [value as t.Node | null | undefined]) {
        if (!child) continue;
        parents.set(child, node);
        visit(child);
      }
    }
  };
  visit(root);
  return parents;
}
