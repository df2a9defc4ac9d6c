import type * as t from "@babel/types";

/** Keys that hold no syntax of the node's own: shared between a node and its clones. recast reprints a clone from `original` and `loc` as it was written. */
const SHARED = new Set(["loc", "original", "tokens", "start", "end", "range", "extra"]);

/** Where clones come from, so that what the analysis says of a node can be found for its clones as well. */
const origins = new WeakMap<t.Node, t.Node>();

/** The node of the analyzed tree that `node` is, or is a clone of. */
export function originOf<N extends t.Node>(node: N): N {
  return (origins.get(node) ?? node) as N;
}

/** A deep copy of a tree that may be changed while the original is used elsewhere; recast still prints its unchanged parts as they were written. */
export function cloneNode<N extends t.Node>(node: N): N {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) copy[key] = SHARED.has(key) ? value : cloneValue(value);
  const clone = copy as unknown as N;
  origins.set(clone, originOf(node));
  return clone;
}

function cloneValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cloneValue);
  if (typeof value !== "object" || value === null) return value;
  if (typeof (value as { type?: unknown }).type === "string") return cloneNode(value as t.Node);
  return value;
}

/** Notes that a made node stands for one of the analyzed tree: it has its marker and its place. */
export function deriveNode<N extends t.Node>(made: N, from: t.Node): N {
  origins.set(made, originOf(from));
  made.start = from.start ?? null;
  made.end = from.end ?? null;
  made.loc = from.loc ?? null;
  return made;
}
