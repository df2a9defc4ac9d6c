import type { CodeMap } from "../codemap/codeMap.js";
import type { CaptureSource } from "./capture.js";
import { Cell, type CaptureHeap, type Obstacle } from "./captureHeap.js";
import { markerOf } from "./captureFunctions.js";
import { codeTag } from "../codemap/codeTag.js";
import { numberOf } from "./codeUse.js";
import { descriptorOf, indexOf, ownKeys, slice, symbolDescription } from "./natives.js";
import { hidden, recordKindOf } from "./records.js";

const chainLimit = 30;
/** So many other obstacles are named in the message. */
const namedObstacles = 4;

/** The program holds something that can't be described. It goes on where it is. */
export class CaptureRefused extends Error {
  readonly code = "E_CAPTURE_NATIVE";
  /** How the first obstacle, which the message names, is reached: step by step to a root. */
  readonly chain: readonly string[];
  readonly remedy = "Let go of it before the move (close it, drop the reference), or make it anew after the move.";

  constructor(heap: CaptureHeap, source: CaptureSource) {
    const others: string[] = [];
    for (let i = 1; i < heap.obstacles.length; i++) {
      const { what } = heap.obstacles[i]!;
      if (what !== heap.obstacles[0]!.what && !includes(others, what)) others[others.length] = what;
    }
    let more = "";
    for (let i = 0; i < others.length && i < namedObstacles; i++) more += `${i === 0 ? "; nor can " : ", "}${others[i]!}`;
    if (others.length > namedObstacles) more += ", …";
    super(`can't capture ${heap.obstacles[0]!.what}${more}`);
    this.chain = chainOf(heap, source, heap.obstacles[0]!);
  }
}

function includes(list: readonly string[], text: string): boolean {
  for (let i = 0; i < list.length; i++) if (list[i] === text) return true;
  return false;
}

function chainOf(heap: CaptureHeap, source: CaptureSource, obstacle: Obstacle): string[] {
  const chain: string[] = [];
  let id = obstacle.id;
  while (id > 0 && chain.length < chainLimit) {
    const parent = heap.parents[id]!;
    // Bindings are named by the closure that holds them.
    if (!Cell.is(heap.objects[id]) || parent === 0)
      chain[chain.length] = parent === 0 ? rootOf(heap, source, heap.objects[id]) : step(heap, source, parent, heap.objects[id]);
    else chain[chain.length] = step(heap, source, parent, heap.objects[id]);
    id = parent;
  }
  return chain;
}

function step(heap: CaptureHeap, source: CaptureSource, parentId: number, child: unknown): string {
  const parent = heap.objects[parentId];
  if (Cell.is(parent)) return "variable";
  if (typeof parent !== "object" && typeof parent !== "function") return "symbol";
  const object = parent as object;
  const state = hidden.get(object);
  if (state === child) return "state of a builtin object";
  const key = state === undefined || !isOpaque(source, state) ? keyOf(object, child) : undefined;
  const kind = state === undefined ? recordKindOf(object) : undefined;
  if (typeof object === "function")
    return key !== undefined ? `property ${key} of ${closureName(source, object)}` : `closure of ${closureName(source, object)}`;
  if (kind !== undefined) return key === undefined ? kind.name : `${key} of ${kind.name}`;
  return key === undefined ? "entry of a collection, or private field" : `property ${key}`;
}

function isOpaque(source: CaptureSource, state: object): boolean {
  return source.exotic[recordKindOf(state)?.name ?? ""]?.opaque === true;
}

function keyOf(object: object, child: unknown): string | undefined {
  const keys = ownKeys(object);
  for (let i = 0; i < keys.length; i++) {
    const descriptor = descriptorOf(object, keys[i]!);
    if (descriptor === undefined || (descriptor.value !== child && descriptor.get !== child && descriptor.set !== child)) continue;
    const key = keys[i]!;
    return typeof key === "symbol" ? `[${symbolDescription(key) ?? "symbol"}]` : (key as string);
  }
  return undefined;
}

/** `sign() (crypto.ts:12:7)` where the code map knows it. */
function closureName(source: CaptureSource, f: object): string {
  const marker = markerOf(f);
  const name: unknown = descriptorOf(f, "name")?.value;
  const called = typeof name === "string" && name !== "" ? `${name}()` : "a function";
  if (marker === undefined) return called;
  const tag = slice(marker.id, 0, indexOf(marker.id, "."));
  for (let i = 0; i < source.modules.length; i++) {
    const { id } = source.modules[i]!;
    if (codeTag(id) !== tag) continue;
    const map: CodeMap | undefined = source.codeMapOf?.(id);
    const entry = map?.functions[numberOf(marker.id)];
    return entry === undefined ? `${called} (${id})` : `${called} (${id}:${entry.line}:${entry.column + 1})`;
  }
  return called;
}

function rootOf(heap: CaptureHeap, source: CaptureSource, object: unknown): string {
  for (let i = 0; i < source.modules.length; i++) {
    const { id, scope } = source.modules[i]!;
    const names = ownKeys(scope) as string[];
    for (let n = 0; n < names.length; n++) {
      try {
        if (scope[names[n]!]!() === object) return `${names[n]!} in module scope of ${id}`;
      } catch {
        // Still in its temporal dead zone: not this one.
      }
    }
  }
  const names = ownKeys(source.roots) as string[];
  for (let i = 0; i < names.length; i++) if (source.roots[names[i]!] === object) return `the program's ${names[i]!}`;
  const changes = heap.intrinsics.changes();
  for (let i = 0; i < changes.length; i++) {
    const key = keyOf(changes[i]!.object, object);
    if (key !== undefined) return `property ${key} of ${heap.intrinsics.pathOf(changes[i]!.object) ?? "the realm"}`;
  }
  return "the realm";
}
