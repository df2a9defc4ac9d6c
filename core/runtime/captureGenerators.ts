import type { Entry, Stamp, Value } from "../snapshot/schema.js";
import type { CaptureHeap } from "./captureHeap.js";
import type { CodeUseCollector } from "./codeUse.js";
import { NativeTypeError, generatorNext, getPrototypeOf } from "./natives.js";
import { hidden, recordKindOf } from "./records.js";
import { takeAnswer } from "./reports.js";

/** Generators that were asked while inside a `yield*`: they must be set going again when the capture is over. */
export class AskedGenerators {
  private readonly delegating: object[] = [];

  add(generator: object): void {
    this.delegating[this.delegating.length] = generator;
  }

  /** To be called when `$capturing` is false again: the `yield*` begins anew, and its delegate goes on where it was. */
  resume(): void {
    for (let i = 0; i < this.delegating.length; i++) generatorNext(this.delegating[i]);
  }
}

/** The entry of a suspended or finished generator; undefined if the object is none and only inherits from one's prototype. */
export function describeGenerator(
  heap: CaptureHeap,
  use: CodeUseCollector,
  asked: AskedGenerators,
  object: object,
  stamps: Stamp[] | undefined,
): Entry | undefined {
  takeAnswer();
  let result: { done: boolean };
  try {
    result = generatorNext(object);
  } catch (error) {
    if (error instanceof NativeTypeError) return undefined;
    throw error;
  }
  heap.work.asked++;
  if (result.done) return ["finished", heap.common(object, null, undefined, stamps)];
  const answer = takeAnswer();
  if (answer === undefined || !("outer" in answer)) return heap.refuse("suspended generator whose code was not instrumented");
  if (hasEndedDelegate(answer.values)) asked.add(object);
  use.addPoint(answer.id, answer.point);
  const common = heap.common(object, null, undefined, stamps);
  const values: Value[] = [];
  for (let i = 0; i < answer.values.length; i++) values[i] = heap.value(answer.values[i]);
  const outer = heap.captures(answer.outer);
  const own = heap.captures(answer.own);
  use.noteUninitialized(answer.id, outer, answer.point);
  use.noteUninitialized(answer.id, own, answer.point, true);
  return ["generator", common, answer.id, answer.point, values, outer, own];
}

/** Whether the generator was inside a `yield*` when it was asked: its delegate is among the values and has noticed. */
function hasEndedDelegate(values: readonly unknown[]): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== "object" || value === null || hidden.get(value) !== undefined || getPrototypeOf(value) === null) continue;
    const kind = recordKindOf(value);
    if ((kind?.name === "Delegate" || kind?.name === "AsyncDelegate") && (value as { resumed: boolean }).resumed) return true;
  }
  return false;
}
