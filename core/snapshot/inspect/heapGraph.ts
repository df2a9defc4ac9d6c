import type { Body } from "../decodeBody.js";
import { encodeItem } from "../encodeBody.js";
import type { Value } from "../schema.js";
import { forEachReference, intrinsicName, isRecord, keyLabel, refOf, type NameCaptured, type VisitReference } from "./entryShape.js";
import { cut, plainText } from "./plainText.js";

/** Longest path that is spelt out. */
const pathLength = 200;
const internalRoot = "runtime ";

/**
 * The references of a body as a graph: the shortest way to each entry, spelt as the program would write it, and what each entry alone keeps alive.
 * Ways begin at the bindings of modules, then at changes of the realm, then at what waits (timers, jobs), last at the runtime's own records.
 */
export class HeapGraph {
  readonly #body: Body;
  readonly #roots: readonly (readonly [label: string, id: number])[];
  /** From which entry each was first reached (0: a root), and how. */
  readonly #from: Int32Array;
  readonly #label: string[];
  /** Entries in the order in which they were reached. */
  readonly #order: number[] = [];

  readonly #nameOf: (id: number) => NameCaptured;

  /**
   * @param named further places where ways begin, with names for them: suspended code, callbacks of timers
   * @param nameOf names of captured variables and locals, by entry
   */
  constructor(body: Body, named: readonly (readonly [label: string, id: number])[], nameOf: (id: number) => NameCaptured) {
    this.#body = body;
    this.#nameOf = nameOf;
    this.#roots = [...rootsOf(body, named)];
    this.#from = new Int32Array(body.entries.length).fill(-1);
    this.#label = new Array<string>(body.entries.length);
    const meet = (from: number): VisitReference => {
      return (label, id) => {
        if (this.#from[id] !== -1) return;
        this.#from[id] = from;
        this.#label[id] = label;
        this.#order.push(id);
      };
    };
    // What several roots lead to is named by the nearest one; among equals by the first.
    for (const [label, id] of this.#roots) meet(0)(label, id);
    for (let next = 0; next < this.#order.length; next++) this.#edges(this.#order[next]!, meet(this.#order[next]!));
  }

  /** How the program reaches an entry: `counters[0].inc`. Empty if nothing leads there. */
  path(id: number): string {
    const labels: string[] = [];
    let length = 0;
    for (let at = id; at > 0 && this.#from[at]! >= 0 && length < pathLength; at = this.#from[at]!) {
      labels.push(this.#label[at]!);
      length += this.#label[at]!.length;
    }
    // What lies inside the runtime is one step, and none at the end.
    const way = labels
      .reverse()
      .join("")
      .replace(/→[→.[\]0-9]*/g, " → ");
    return plainText(cut(way.trimEnd().replace(/ →$/, ""), pathLength));
  }

  /** Whether only the runtime's own records lead to it. */
  isInternal(id: number): boolean {
    let at = id;
    while (this.#from[at]! > 0) at = this.#from[at]!;
    return this.#from[at] === -1 || this.#label[at]!.startsWith(internalRoot);
  }

  /** Bytes of each entry's line. */
  ownSizes(): Float64Array {
    const sizes = new Float64Array(this.#body.entries.length);
    this.#body.entries.forEach((entry, id) => {
      if (entry) sizes[id] = Buffer.byteLength(encodeItem(entry)) + 1;
    });
    for (const [buffer, ranges] of this.#body.bytes) sizes[refOf(buffer)]! += Buffer.byteLength(encodeItem(ranges)) + 12;
    for (const [collection, items] of this.#body.weak) sizes[refOf(collection)]! += Buffer.byteLength(encodeItem(items)) + 12;
    return sizes;
  }

  /**
   * Bytes that would become free with each entry: its own and those of what is reached only through it (the dominator tree; Cooper, Harvey and Kennedy,
   * "A Simple, Fast Dominance Algorithm").
   */
  retainedSizes(own: Float64Array): Float64Array {
    const { postorder, predecessors } = this.#flow();
    const number = new Int32Array(this.#body.entries.length).fill(-1);
    postorder.forEach((id, at) => (number[id] = at));
    const dominator = new Int32Array(this.#body.entries.length).fill(-1);
    dominator[0] = 0;
    const intersect = (a: number, b: number): number => {
      while (a !== b) {
        while (number[a]! < number[b]!) a = dominator[a]!;
        while (number[b]! < number[a]!) b = dominator[b]!;
      }
      return a;
    };
    for (let changed = true; changed;) {
      changed = false;
      for (let at = postorder.length - 2; at >= 0; at--) {
        const id = postorder[at]!;
        let found = -1;
        for (const from of predecessors[id]!) if (dominator[from] !== -1) found = found === -1 ? from : intersect(from, found);
        if (found !== -1 && dominator[id] !== found) {
          dominator[id] = found;
          changed = true;
        }
      }
    }
    const retained = Float64Array.from(own);
    for (const id of postorder) if (id !== 0) retained[dominator[id]!]! += retained[id]!;
    return retained;
  }

  #flow(): { postorder: number[]; predecessors: number[][] } {
    const predecessors: number[][] = Array.from({ length: this.#body.entries.length }, () => []);
    const targets = (id: number): number[] => {
      const found = new Set<number>();
      if (id === 0) for (const [, root] of this.#roots) found.add(root);
      else this.#edges(id, (_label, to) => found.add(to));
      for (const to of found) predecessors[to]!.push(id);
      return [...found];
    };
    const postorder: number[] = [];
    const seen = new Uint8Array(this.#body.entries.length);
    seen[0] = 1;
    const stack: { id: number; next: number; targets: number[] }[] = [{ id: 0, next: 0, targets: targets(0) }];
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      if (top.next === top.targets.length) {
        postorder.push(top.id);
        stack.pop();
        continue;
      }
      const to = top.targets[top.next++]!;
      if (seen[to]) continue;
      seen[to] = 1;
      stack.push({ id: to, next: 0, targets: targets(to) });
    }
    return { postorder, predecessors };
  }

  #edges(id: number, visit: VisitReference): void {
    const entry = this.#body.entries[id];
    if (entry) forEachReference(this.#body.entries, entry, visit, this.#nameOf(id));
    for (const value of this.#weak.get(id) ?? []) if (refOf(value) > 0) visit(".get()", refOf(value));
  }

  get #weak(): ReadonlyMap<number, readonly Value[]> {
    return (this.#weakById ??= new Map(this.#body.weak.map(([collection, items]) => [refOf(collection), items])));
  }
  #weakById: ReadonlyMap<number, readonly Value[]> | undefined;
}

/** Where ways begin, best names first. */
function* rootsOf(body: Body, named: readonly (readonly [label: string, id: number])[]): Generator<readonly [label: string, id: number]> {
  const several = body.modules.length > 1;
  for (const { id, bindings } of body.modules) {
    for (let i = 0; i < bindings.length; i += 2) {
      const to = refOf(bindings[i + 1]);
      if (to > 0) yield [`${several ? `${id}: ` : ""}${String(bindings[i])}`, to];
    }
  }
  for (const line of body.realm) {
    const intrinsic = body.entries[refOf(line[1])];
    const owner = intrinsic?.[0] === "intrinsic" ? intrinsicName(intrinsic[1]) : "realm";
    for (let i = 0; i < line[2].length; i += 2) {
      const slot = line[2][i + 1];
      const label = `${owner}${keyLabel(body.entries, line[2][i])}`;
      for (const value of isRecord(slot) ? [slot.v, slot.g, slot.s] : [slot]) if (refOf(value) > 0) yield [label, refOf(value)];
    }
    if (refOf(line[4]) > 0) yield [`${owner}.__proto__`, refOf(line[4])];
  }
  yield* named;
  for (const [object, stamp] of body.stamps) {
    if (refOf(object) > 0) yield ["", refOf(object)];
    for (const value of stamp) if (refOf(value) > 0) yield ["", refOf(value)];
  }
  for (const [name, value] of body.roots) if (refOf(value) > 0) yield [`${internalRoot}${name}`, refOf(value)];
}
