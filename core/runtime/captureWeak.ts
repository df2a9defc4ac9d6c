import type { Trailer, Value } from "../snapshot/schema.js";
import { stampOf } from "./captureFunctions.js";
import { Cell, type CaptureHeap } from "./captureHeap.js";
import type { DescribeContext } from "./captureObjects.js";
import { getPrototypeOf, symbolKeyFor, weakMapGet } from "./natives.js";
import { hidden, recordKindOf } from "./records.js";
import { classReportOf } from "./reports.js";

/**
 * What hangs on objects without being seen from them: entries of weak collections, and private names that a derived class has put on objects which don't
 * inherit from it (return override). Each collection is asked once for each object that can be a key, in the order of the objects' numbers; what is found
 * can lead to more objects, so it goes on until nothing new comes (ephemerons).
 */
export function captureWeak(heap: CaptureHeap, context: DescribeContext): Trailer[] {
  const entries: Value[][] = [];
  const stamps: Trailer[] = [];
  /** Up to which object each collection and class has been asked. */
  const askedWeak: number[] = [];
  const askedClass: number[] = [];
  const stampers: object[] = [];
  let classesSeen = 1;
  for (;;) {
    const known = heap.objects.length;
    for (; classesSeen < known; classesSeen++) {
      const object = heap.objects[classesSeen];
      if (typeof object === "function" && isStamper(object)) stampers[stampers.length] = object;
    }
    for (let w = 0; w < context.weak.length; w++) {
      const { object: collection, has } = context.weak[w]!;
      const found = (entries[w] ??= []);
      for (let id = askedWeak[w] ?? 1; id < known; id++) {
        const key = heap.objects[id];
        if (!canBeKey(key) || !has(collection, key)) continue;
        found[found.length] = [id];
        if (context.weak[w]!.isMap) found[found.length] = heap.value(weakMapGet(collection, key as object));
      }
      askedWeak[w] = known;
    }
    for (let c = 0; c < stampers.length; c++) {
      for (let id = askedClass[c] ?? 1; id < known; id++) {
        const object = heap.objects[id];
        if (!canBeStamped(object) || inherits(context, object, stampers[c]!)) continue;
        const stamp = stampOf(heap, object, stampers[c]!, classReportOf(stampers[c]!)!);
        if (stamp !== undefined) stamps[stamps.length] = ["stamp", [id], stamp];
      }
      askedClass[c] = known;
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

function canBeKey(key: unknown): boolean {
  return typeof key === "symbol" ? symbolKeyFor(key) === undefined : !Cell.is(key);
}

function canBeStamped(object: unknown): object is object {
  return ((typeof object === "object" && object !== null) || typeof object === "function") && !Cell.is(object);
}

/** Whether the class can put its private names on objects that are not its instances: its parent chooses the object. */
function isStamper(Class: object): boolean {
  return classReportOf(Class)?.privates !== undefined && getPrototypeOf(Class) !== Function.prototype;
}

function inherits(context: DescribeContext, object: object, Class: object): boolean {
  if (object === Class) return true;
  const state = hidden.get(object);
  // Private names can be on a proxy too, but its prototype is not to be asked.
  if (state !== undefined && context.exotic[recordKindOf(state)?.name ?? ""]?.opaque === true) return false;
  const { classes } = context.kinds.kindOf(getPrototypeOf(object) as object | null);
  for (let i = 0; i < classes.length; i++) if (classes[i] === Class) return true;
  return false;
}
