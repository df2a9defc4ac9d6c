import type { FoundPoint } from "./findPoint.js";

/** How a name that was declared before the cut is declared again at the top of the residual. */
export type DeclarationKind = "var" | "let" | "const";

/** The state of one cut: a generator function opened at one of its suspension points. */
export interface Cut {
  readonly point: FoundPoint;
  /** Bindings of the function that closures capture, in scope at the point: the scope factories around the residual declare them. */
  readonly captured: ReadonlySet<string>;
  /** Name of the small generator that finishes the declaration of a captured binding that is not initialized at the point. */
  readonly initializer: (name: string) => string;
  /** A label or variable name that is used nowhere in the function, readable: the first free one of `base`, `base2`, … */
  freshName(base: string): string;
  /** Names declared in what has been cut away, at the levels around the point. */
  readonly declared: Map<string, DeclarationKind>;
}

/** A `var` stays a `var`, whatever else has the name. */
export function declareAgain(cut: Cut, name: string, kind: DeclarationKind): void {
  if (cut.declared.get(name) !== "var") cut.declared.set(name, kind);
}
