import type { Body } from "../snapshot/decodeBody.js";
import type { Value } from "../snapshot/schema.js";
import { keySet } from "./captureHeap.js";
import type { ResumeFunction, ResumeTable, ResumeTables } from "./resumeModule.js";
import { RestoreError } from "./restoreError.js";
import { NativeMap, indexOf, mapForEach, mapGet, mapSet, slice } from "./natives.js";

/**
 * Which scope instances there must be. Closures report the bindings they see; what belongs together is found here: cells of one scope that any closure
 * sees together are of one instance, and an instance has one parent. What nobody distinguishes is created apart. Section 6 of the contract.
 */
export class ScopeNode {
  readonly module: string;
  readonly scope: number;
  /** Name -> value as in the body (a reference to a cell for mutable bindings). */
  readonly bindings = new NativeMap<string, Value>();
  /** Instances of enclosing scopes that closures of this one see, by scope. Until `parent` is known. */
  private readonly outer = new NativeMap<number, ScopeNode>();
  private merged: ScopeNode | undefined;
  parent: ScopeNode | undefined;
  /** The arguments object of the call, where elements of it are bindings. */
  args: MappedArguments | undefined;

  constructor(module: string, scope: number) {
    this.module = module;
    this.scope = scope;
  }

  /** The node that this one has become part of. */
  find(): ScopeNode {
    // Paths are halved on the way, so that long chains of merges stay cheap.
    let node: ScopeNode = this;
    while (node.merged !== undefined) {
      if (node.merged.merged !== undefined) node.merged = node.merged.merged;
      node = node.merged;
    }
    return node;
  }

  /** Says that the instance lies inside `node`. */
  addOuter(node: ScopeNode): void {
    const known = mapGet(this.outer, node.scope) as ScopeNode | undefined;
    if (known === undefined) mapSet(this.outer, node.scope, node);
    else known.find().join(node.find());
  }

  /** Makes two nodes of the same scope one. */
  join(other: ScopeNode): void {
    if (other === this) return;
    other.merged = this;
    this.args ??= other.args;
    mapForEach(other.bindings, (value: unknown, name: unknown) => {
      mapSet(this.bindings, name, value);
    });
    mapForEach(other.outer, (node: unknown) => {
      this.addOuter(node as ScopeNode);
    });
  }

  /** Chooses the nearest enclosing instance as parent; what else is known about enclosing ones is true of the parent as well. */
  settle(depthOf: (scope: number) => number): void {
    let nearest: ScopeNode | undefined;
    mapForEach(this.outer, (node: unknown) => {
      const candidate = (node as ScopeNode).find();
      if (nearest === undefined || depthOf(candidate.scope) > depthOf(nearest.scope)) nearest = candidate;
    });
    if (nearest === undefined) return;
    const parent = nearest;
    mapForEach(this.outer, (node: unknown) => {
      const other = (node as ScopeNode).find();
      if (other !== parent) parent.addOuter(other);
    });
    this.parent = parent;
  }
}

/** An arguments object some of whose elements are bindings of the call. */
export interface MappedArguments {
  /** Its entry. */
  readonly id: number;
  /** With how many arguments a call makes all these elements. */
  readonly count: number;
  readonly isMapped: (key: PropertyKey) => boolean;
}

/** The code behind an entry: tables of its module and function. */
export interface CodePlace {
  readonly module: string;
  readonly table: ResumeTable;
  readonly n: number;
  readonly fn: ResumeFunction;
  /** Scope in which the closure is created, or innermost scope of a suspended generator. */
  readonly scope: number;
}

/** The scope instances of a snapshot. */
export class ScopeGraph {
  private readonly byCell = new NativeMap<number, ScopeNode>();
  private readonly byArguments = new NativeMap<number, ScopeNode>();
  private readonly byClass = new NativeMap<string, ScopeNode>();
  /** Innermost instance that each closure, class or suspended generator sees, by entry. */
  private readonly innermost: (ScopeNode | undefined)[] = [];
  private readonly nodes: ScopeNode[] = [];
  private readonly modulesByTag = new NativeMap<string, string>();
  private readonly tables: ResumeTables;
  private readonly body: Body;

  constructor(body: Body, tables: ResumeTables) {
    this.body = body;
    this.tables = tables;
    const ids = Object.keys(tables);
    for (let i = 0; i < ids.length; i++) mapSet(this.modulesByTag, tables[ids[i]!]!.tag, ids[i]!);
    for (let id = 1; id < body.entries.length; id++) this.note(id);
    for (let i = 0; i < body.mapped.length; i++) this.map(referenced(body.mapped[i]![0])!, body.mapped[i]![1]);
    this.settle();
  }

  /** All instances, after merging. */
  forEach(visit: (node: ScopeNode) => void): void {
    for (let i = 0; i < this.nodes.length; i++) if (this.nodes[i]!.find() === this.nodes[i]) visit(this.nodes[i]!);
  }

  innermostOf(id: number): ScopeNode | undefined {
    return this.innermost[id]?.find();
  }

  /** The call whose bindings are elements of the arguments object. */
  callOf(id: number): ScopeNode | undefined {
    return (mapGet(this.byArguments, id) as ScopeNode | undefined)?.find();
  }

  /** @throws RestoreError when the resume program has no such code. */
  placeOf(code: string, point?: number): CodePlace {
    const dot = indexOf(code, ".");
    const module = mapGet(this.modulesByTag, slice(code, 0, dot)) as string | undefined;
    const table = module === undefined ? undefined : this.tables[module];
    const n = +slice(code, dot + 1);
    const fn = table?.functions[n];
    if (module === undefined || table === undefined || fn === undefined || fn === null)
      throw new RestoreError(`the resume program has no code ${code}`);
    if (point === undefined) return { module, table, n, fn, scope: fn.scope };
    const at = fn.points?.[point];
    if (at === undefined || at === null) throw new RestoreError(`the resume program has no point ${point} of ${code}`);
    return { module, table, n, fn, scope: at.scope };
  }

  tableOf(module: string): ResumeTable {
    return this.tables[module]!;
  }

  private map(id: number, elements: readonly Value[]): void {
    const mapped = keySet();
    let count = 0;
    for (let i = 0; i < elements.length; i += 2) {
      const index = elements[i] as number;
      (mapped as Record<number, true>)[index] = true;
      if (index >= count) count = index + 1;
      const node = mapGet(this.byCell, referenced(elements[i + 1])!) as ScopeNode | undefined;
      if (node === undefined) throw new RestoreError(`entry ${id} shares a variable that no code has`);
      const known = this.callOf(id);
      if (known === undefined) mapSet(this.byArguments, id, node);
      else known.join(node.find());
    }
    const call = this.callOf(id);
    if (call !== undefined) call.args = { id, count, isMapped: (key) => mapped[key] === true };
  }

  private note(id: number): void {
    const entry = this.body.entries[id]!;
    if (entry[0] === "function" || entry[0] === "class") {
      if (entry[3].length === 0) return;
      const place = this.placeOf(entry[2]);
      this.link(id, place, place.fn.captures, entry[3], [], []);
    } else if (entry[0] === "generator" || entry[0] === "frame") {
      if (entry[5].length === 0 && entry[6].length === 0) return;
      const place = this.placeOf(entry[2], entry[3]);
      this.link(id, place, place.fn.captures, entry[5], place.fn.points![entry[3]]!.own, entry[6]);
    }
  }

  private link(
    id: number,
    place: CodePlace,
    outer: readonly (readonly [number, string])[],
    outerValues: readonly Value[],
    own: readonly (readonly [number, string])[],
    ownValues: readonly Value[],
  ): void {
    const seen: ScopeNode[] = [];
    this.bind(place, seen, outer, outerValues);
    this.bind(place, seen, own, ownValues);
    let last: ScopeNode | undefined;
    for (let scope = place.scope; scope > 0; scope = place.table.scopes[scope]![1]) {
      const node = nodeAt(seen, scope);
      if (node === undefined) continue;
      if (last === undefined) this.innermost[id] = node;
      else last.find().addOuter(node);
      last = node;
    }
  }

  private bind(place: CodePlace, seen: ScopeNode[], names: readonly (readonly [number, string])[], values: readonly Value[]): void {
    if (names.length !== values.length)
      throw new RestoreError(`code and snapshot disagree about what ${place.table.tag}.${place.n} captures`);
    for (let i = 0; i < names.length; i++) {
      const scope = names[i]![0];
      const value = values[i]!;
      const node = this.nodeFor(place, seen, scope, value);
      if (!isUninitialized(value)) mapSet(node.find().bindings, names[i]![1], value);
    }
  }

  private nodeFor(place: CodePlace, seen: ScopeNode[], scope: number, value: Value): ScopeNode {
    let shared: ScopeNode | undefined;
    let keep: (node: ScopeNode) => void = () => undefined;
    const id = referenced(value);
    if (id !== undefined && this.body.entries[id]?.[0] === "cell") {
      shared = mapGet(this.byCell, id) as ScopeNode | undefined;
      keep = (node) => {
        mapSet(this.byCell, id, node);
      };
    } else if (id !== undefined && place.table.scopes[scope]![0] === "class") {
      const key = `${place.module}\n${scope}\n${id}`;
      shared = mapGet(this.byClass, key) as ScopeNode | undefined;
      keep = (node) => {
        mapSet(this.byClass, key, node);
      };
    }
    const mine = nodeAt(seen, scope)?.find();
    const found = shared?.find();
    if (mine !== undefined && found !== undefined) mine.join(found);
    const node = mine ?? found ?? this.add(place.module, scope);
    if (mine === undefined) seen[seen.length] = node;
    if (shared === undefined) keep(node);
    return node;
  }

  private add(module: string, scope: number): ScopeNode {
    const node = new ScopeNode(module, scope);
    this.nodes[this.nodes.length] = node;
    return node;
  }

  /** From the innermost scopes outwards: when an instance's turn comes, all that is known about it has been said. */
  private settle(): void {
    const depths = new NativeMap<string, number[]>();
    const byDepth: ScopeNode[][] = [];
    for (let i = 0; i < this.nodes.length; i++) {
      const node = this.nodes[i]!;
      const depth = this.depth(depths, node.module, node.scope);
      (byDepth[depth] ??= [])[byDepth[depth]!.length] = node;
    }
    for (let depth = byDepth.length - 1; depth > 0; depth--) {
      const level = byDepth[depth] ?? [];
      for (let i = 0; i < level.length; i++) {
        const node = level[i]!;
        if (node.find() === node) node.settle((scope) => this.depth(depths, node.module, scope));
      }
    }
  }

  private depth(depths: Map<string, number[]>, module: string, scope: number): number {
    let known = mapGet(depths, module) as number[] | undefined;
    if (known === undefined) mapSet(depths, module, (known = []));
    let depth = known[scope];
    if (depth === undefined) {
      depth = 0;
      for (let at = scope; at > 0; at = this.tables[module]!.scopes[at]![1]) depth++;
      known[scope] = depth;
    }
    return depth;
  }
}

function nodeAt(nodes: readonly ScopeNode[], scope: number): ScopeNode | undefined {
  for (let i = 0; i < nodes.length; i++) if (nodes[i]!.scope === scope) return nodes[i];
  return undefined;
}

/** The number of the entry a value refers to, or undefined. */
export function referenced(value: unknown): number | undefined {
  return typeof value === "object" && value !== null && typeof (value as readonly unknown[])[0] === "number"
    ? (value as readonly [number])[0]
    : undefined;
}

export function isUninitialized(value: Value): boolean {
  return typeof value === "object" && value !== null && value[0] === "t";
}
