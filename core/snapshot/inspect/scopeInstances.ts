import type { Capture, CodeMap } from "../../codemap/codeMap.js";
import type { Value } from "../schema.js";
import { isReference, type Entries } from "./entryShape.js";
import type { ProgramCode } from "./programCode.js";

/** One instance of a scope, as far as closures and suspended code see it. */
export interface ScopeInstance {
  readonly map: CodeMap;
  readonly scope: number;
  /** By name: a value, or a reference to a cell. */
  readonly bindings: ReadonlyMap<string, { readonly value: Value; readonly mutable: boolean }>;
  readonly parent: ScopeInstance | undefined;
  /** Entries of the closures and generators whose innermost instance it is. */
  readonly seenBy: readonly number[];
}

/**
 * The scope instances of a body: closures hand over bindings, not scopes. Cells of one scope that any closure sees together belong to one instance, and an
 * instance has one parent; restore (core/runtime/restoreScopes.ts) decides the same way.
 */
export function scopeInstances(entries: Entries, code: ProgramCode): ReadonlyMap<number, ScopeInstance> {
  const grouping = new Grouping();
  entries.forEach((entry, id) => {
    switch (entry?.[0]) {
      case "function":
      case "class": {
        const found = code.codeOf(entry[2]);
        if (found) grouping.add(id, entries, found.map, found.entry.scope, [...pairs(found.entry.captures, entry[3])]);
        return;
      }
      case "generator":
      case "frame": {
        const found = code.codeOf(entry[2]);
        const point = found?.entry.points?.[entry[3]];
        if (!found || !point) return;
        grouping.add(id, entries, found.map, point.scope, [...pairs(found.entry.captures, entry[5]), ...pairs(point.own, entry[6])]);
        return;
      }
      default:
    }
  });
  return grouping.finish();
}

interface Captured {
  readonly capture: Capture;
  readonly value: Value;
}

function* pairs(captures: readonly Capture[], values: readonly Value[]): Generator<Captured> {
  for (let i = 0; i < captures.length && i < values.length; i++) yield { capture: captures[i]!, value: values[i]! };
}

class Node implements ScopeInstance {
  readonly map: CodeMap;
  readonly scope: number;
  readonly bindings = new Map<string, { readonly value: Value; readonly mutable: boolean }>();
  readonly seenBy: number[] = [];
  /** Enclosing instances that are known of, by scope. */
  readonly outer = new Map<number, Node>();
  parent: Node | undefined;
  merged: Node | undefined;

  constructor(map: CodeMap, scope: number) {
    this.map = map;
    this.scope = scope;
  }

  /** The node that this one has become part of; ways there are shortened. */
  find(): Node {
    if (!this.merged) return this;
    while (this.merged.merged) this.merged = this.merged.merged;
    return this.merged;
  }

  join(other: Node): void {
    if (other === this) return;
    other.merged = this;
    for (const [name, binding] of other.bindings) this.bindings.set(name, binding);
    for (const node of other.outer.values()) this.addOuter(node);
    this.seenBy.push(...other.seenBy);
  }

  addOuter(node: Node): void {
    const known = this.outer.get(node.scope);
    if (known) known.find().join(node.find());
    else this.outer.set(node.scope, node);
  }
}

class Grouping {
  readonly #nodes: Node[] = [];
  readonly #byCell = new Map<number, Node>();
  readonly #byOwner = new Map<string, Node>();
  readonly #innermost = new Map<number, Node>();

  add(id: number, entries: Entries, map: CodeMap, innermost: number, captured: readonly Captured[]): void {
    const seen = new Map<number, Node>();
    for (const { capture, value } of captured) {
      const node = this.#nodeFor(entries, map, seen, capture.scope, value);
      node.bindings.set(capture.name, { value, mutable: capture.mutable });
    }
    let last: Node | undefined;
    for (let scope = innermost; scope > 0; scope = map.scopes[scope]!.parent) {
      const node = seen.get(scope)?.find();
      if (!node) continue;
      if (last) last.find().addOuter(node);
      else {
        this.#innermost.set(id, node);
        node.seenBy.push(id);
      }
      last = node;
    }
  }

  finish(): ReadonlyMap<number, ScopeInstance> {
    // From the innermost scopes outwards: when the turn of an instance comes, all that is known about it has been said.
    const depth = (node: Node): number => depthOf(node.map, node.scope);
    for (const node of [...this.#nodes].sort((a, b) => depth(b) - depth(a))) {
      if (node.merged) continue;
      const outer = [...new Set([...node.outer.values()].map((one) => one.find()))].sort((a, b) => depth(b) - depth(a));
      const [nearest, ...others] = outer;
      node.parent = nearest;
      for (const other of others) if (nearest && other.scope !== nearest.scope) nearest.addOuter(other);
    }
    const found = new Map<number, ScopeInstance>();
    for (const [id, node] of this.#innermost) found.set(id, node.find());
    for (const node of this.#nodes) node.parent = node.parent?.find();
    return found;
  }

  /** A shared cell says which instance it is; of a class or an object literal with `super`, the object itself does. */
  #nodeFor(entries: Entries, map: CodeMap, seen: Map<number, Node>, scope: number, value: Value): Node {
    const id = isReference(value) ? value[0] : 0;
    const kind = map.scopes[scope]!.kind;
    const owner = id > 0 && (kind === "class" || kind === "home") ? `${map.tag}.${String(scope)}.${String(id)}` : undefined;
    const isCell = id > 0 && entries[id]?.[0] === "cell";
    const shared = (isCell ? this.#byCell.get(id) : owner === undefined ? undefined : this.#byOwner.get(owner))?.find();
    const mine = seen.get(scope)?.find();
    if (mine && shared) mine.join(shared);
    let node = mine ?? shared;
    if (!node) this.#nodes.push((node = new Node(map, scope)));
    seen.set(scope, node);
    if (isCell) this.#byCell.set(id, node);
    else if (owner !== undefined) this.#byOwner.set(owner, node);
    return node;
  }
}

function depthOf(map: CodeMap, scope: number): number {
  let depth = 0;
  for (let at = scope; at > 0; at = map.scopes[at]!.parent) depth++;
  return depth;
}
