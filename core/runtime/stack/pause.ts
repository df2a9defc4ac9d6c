import { context } from "../asyncContext.js";
import { host } from "../host.js";
import type { Job } from "../jobs.js";
import { registry } from "../modules/moduleRecord.js";
import type { Accessor } from "../reports.js";
import { activity, Frame, leaveStack, stack } from "./frames.js";
import { planStack, type PlannedFrame } from "./planStack.js";
import { readFrames } from "./readFrames.js";

/** At which safepoint the program is to stop. */
export type StopKind = "any" | "call" | "loop";

export const wanted = {
  at: Infinity,
  kind: "any" as StopKind,
  /** Called when the frames have been read: the program stands still in the middle of a turn until it returns. */
  stopped: (): void => undefined,
  /** What the last attempt waited for. */
  waitsFor: "",
};

class Waits extends Error {}

/** Safepoints of a kind that have been passed. */
export function safepointsOf(kind: StopKind): number {
  return kind === "call" ? stack.calls : kind === "loop" ? stack.loops : stack.calls + stack.loops;
}

/** `$tm.pause(kind)`: a safepoint, reached while `$stop` is set. */
export function pause(kind: "call" | "loop"): void {
  if (kind === "call") stack.calls++;
  else stack.loops++;
  if (safepointsOf(wanted.kind) < wanted.at) return;
  let planned: (PlannedFrame | undefined)[] = [];
  let reading;
  try {
    reading = readFrames(host, (frames) => {
      const plan = planStack(frames);
      if (!Array.isArray(plan)) throw new Waits(plan.waitsFor);
      planned = plan;
      return plan.map((one) => one?.question);
    });
  } catch (error) {
    if (!(error instanceof Waits)) throw error;
    wanted.waitsFor = error.message;
    return;
  }
  if (reading.kind !== "read") {
    wanted.waitsFor = reading.kind === "unreadable" ? reading.reason : "optimized code to be left";
    return;
  }
  const frames: Frame[] = [];
  for (let i = 0; i < planned.length; i++) {
    const one = planned[i];
    const answer = reading.answers[i];
    if (one === undefined || answer === undefined) continue;
    const accessors = (answer.result ?? []) as Accessor[];
    const frame = new Frame();
    frame.report = {
      id: one.id,
      point: one.point,
      values: answer.values,
      outer: accessors.slice(0, one.outer),
      own: accessors.slice(one.outer),
    };
    frames.push(frame);
  }
  if (!noteBase(planned)) return;
  stack.frames = frames;
  wanted.at = Infinity;
  try {
    wanted.stopped();
  } finally {
    leaveStack();
  }
}

/** Whether it is known what to do when the stack has ended. */
function noteBase(planned: readonly (PlannedFrame | undefined)[]): boolean {
  const { base, running } = activity;
  const outermost = planned.findLast((one) => one !== undefined);
  const known =
    base === "main"
      ? outermost?.fn === 0 && outermost.module === registry.entry
      : base === "job" || base === "tick"
        ? (running as Job).endJob !== undefined
        : base !== "none";
  if (!known) {
    wanted.waitsFor = `a call of the program by the ${base === "none" ? "host" : "runtime"}`;
    return false;
  }
  stack.base = base;
  stack.running = running;
  stack.context = context.frame;
  return true;
}
