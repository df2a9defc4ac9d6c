import type { Entry, Value } from "../../snapshot/schema.js";
import type { CaptureHeap } from "../captureHeap.js";
import type { CodeUseCollector } from "../codeUse.js";
import { apply } from "../natives.js";
import { takeAnswer, type SuspensionReport } from "../reports.js";
import type { Frame } from "./frames.js";

/** The entry of an activation: as it was read, or, if it waits to go on after a restore, as its residual answers. */
export function describeFrame(heap: CaptureHeap, use: CodeUseCollector, frame: Frame): Entry {
  const report = frame.report ?? ask(frame);
  if (report === undefined) return heap.refuse("activation whose code was not instrumented");
  use.addPoint(report.id, report.point);
  const values: Value[] = [];
  for (let i = 0; i < report.values.length; i++) values[i] = heap.value(report.values[i]);
  const outer = heap.captures(report.outer);
  const own = heap.captures(report.own);
  use.noteUninitialized(report.id, outer, report.point);
  use.noteUninitialized(report.id, own, report.point, true);
  return ["frame", 0, report.id, report.point, values, outer, own];
}

function ask(frame: Frame): SuspensionReport | undefined {
  if (frame.rest === undefined) return undefined;
  takeAnswer();
  apply(frame.rest as never, frame.self, [frame.locals]);
  const answer = takeAnswer();
  return answer !== undefined && "outer" in answer ? answer : undefined;
}
