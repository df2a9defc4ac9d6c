import type * as t from "@babel/types";
import type { Names } from "./nameModel.js";
import type { SuspendableKind } from "./suspensions.js";
import type { Temporaries } from "./temporaries.js";

/** What the sub-passes share while one suspendable function is taken apart. */
export interface Lowering {
  /** `frame`: only the statements are taken apart in which a call can be under way (core/instrument/frames). */
  readonly kind: SuspendableKind | "frame";
  readonly temporaries: Temporaries;
  /** Nodes that contain a suspension not yet taken out. */
  readonly suspending: Set<t.Node>;
  readonly names: Names;
  /** Recording `try` statements in whose block or handler the place is, innermost last. */
  readonly tries: RecordingTry[];
  /** A name that nothing in the module has. */
  freshName(base: string): string;
}

/** The two temporaries in which a `try` whose finalizer can pause records what completes it. */
export interface RecordingTry {
  readonly kind: string;
  readonly value: string;
}

/** Statements made so far; the value of an expression that was taken apart is to be used right after them. */
export type Output = t.Statement[];

export function suspends(l: Lowering, node: t.Node | null | undefined): boolean {
  return !!node && l.suspending.has(node);
}

/** A statement or expression that can't be taken apart, with its place. */
export class LoweringError extends Error {
  readonly node: t.Node;

  constructor(what: string, node: t.Node) {
    const place = node.loc ? ` (${node.loc.start.line}:${node.loc.start.column})` : "";
    super(`can't instrument ${what}${place}`);
    this.name = "LoweringError";
    this.node = node;
  }
}
