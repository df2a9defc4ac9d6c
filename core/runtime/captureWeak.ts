import type { Trailer, Value } from "../snapshot/schema.js";
import { choosesItsObject, stampOf } from "./captureFunctions.js";
import { Cell, type CaptureHeap } from "./captureHeap.js";
import { isAskedWithEntry, type DescribeContext } from "./captureObjects.js";
import { getPrototypeOf, symbolKeyFor, weakMapGet } from "./natives.js";
import { hidden, recordKindOf } from "./records.js";
import { classReportOf } from "./reports.js";

/**
 * What hangs on objects without being seen from them: entries of weak collections, and private names that a derived class has put on objects which don't
 * inherit from it (return override). Each collection is asked once for each object that can be a key, in the order of the objects' numbers; what is found
 * can lead to more objects, so it goes on until nothing new comes (ephemerons). The work is objects times collections.
 */
export function captureWeak(heap: CaptureHeap, context: DescribeContext): Trailer[] {
  const entries: Value[][] = [];
  const stamps: Trailer[] = [];
  /** Numbers of the objects that can be keys, and how many of them each collection and class has been asked for. */
  const keys: number[] = [];
  const askedWeak: number[] = [];
  const askedClass: number[] = [];
  const stampers: object[] = [];
  let seen = 1;
  for (;;) {
    const known = heap.objects.length;
    for (; seen < known; seen++) {
      const object = heap.objects[seen];
      if (!canBeKey(object)) continue;
      keys[keys.length] = seen;
      if (typeof object === "function" && isStamper(heap, object)) stampers[stampers.length] = object;
    }
    for (let w = 0; w < context.weak.length; w++) {
      const { object: collection, has, isMap } = context.weak[w]!;
      const found = (entries[w] ??= []);
      for (let k = askedWeak[w] ?? 0; k < keys.length; k++) {
        const key = heap.objects[keys[k]!];
        heap.work.probes++;
        if (!has(collection, key)) continue;
        found[found.length] = [keys[k]!];
        if (isMap) found[found.length] = heap.value(weakMapGet(collection, key as object));
      }
      askedWeak[w] = keys.length;
    }
    for (let c = 0; c < stampers.length; c++) {
      for (let k = askedClass[c] ?? 0; k < keys.length; k++) {
        const object = heap.objects[keys[k]!];
        if (typeof object === "symbol") continue;
        heap.work.probes++;
        if (object === stampers[c] || isAskedWithEntry(heap, context, object as object, stampers[c]!)) continue;
        const stamp = stampOf(heap, object as object, stampers[c]!, classReportOf(stampers[c]!)!);
        if (stamp !== undefined) stamps[stamps.length] = ["stamp", [keys[k]!], stamp];
      }
      askedClass[c] = keys.length;
    }
    heap.drain();
    if (heap.objects.length === known || heap.obstacles.length > 0) break;
  }
  const lines: Trailer[] = [];
  for (let w = 0; w < context.weak.length; w++) {
    const id = heap.idOf(context.weak[w]!.object)!;
    if (entries[w] !== undefined && entries[w]!.length > 0) lines[lines.length] = ["weak", [id], entries[w]!];
  }
  for (let i = 0; i < stamps.length; i++) lines[lines.length] = stamps[i]!;
  return lines;
}

/** Not registered symbols, bindings, and what the program can't have in hand. */
function canBeKey(key: unknown): boolean {
  if (typeof key === "symbol") return symbolKeyFor(key) === undefined;
  if (typeof key === "function") return true;
  return !Cell.is(key) && isVisible(key as object);
}

/** Records of the runtime are not, but for those that are ordinary objects to the program. */
function isVisible(object: object): boolean {
  if (hidden.get(object) !== undefined) return true;
  const kind = recordKindOf(object);
  return kind === undefined || kind.visible;
}

/** Whether the class can put its private names on objects that are not its instances: its parent chooses the object. */
function isStamper(heap: CaptureHeap, Class: object): boolean {
  return classReportOf(Class)?.privates !== undefined && choosesItsObject(heap, getPrototypeOf(Class) as object);
}
