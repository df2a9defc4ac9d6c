import { context } from "../asyncContext.js";
import { host } from "../host.js";
import { running, type Job } from "../jobs.js";
import { registry } from "../modules/moduleRecord.js";
import type { Accessor } from "../reports.js";
import { activity, Frame, leaveStack, stack, type StackBase } from "./frames.js";
import { planStack, type PlannedFrame } from "./planStack.js";
import { readFrames } from "./readFrames.js";
import { startSafepoints, stopSafepoints } from "./stopFlag.js";
import { isStopped, wasStopped } from "./watch.js";

/** At which safepoint the program is to stop. */
export type StopKind = "any" | "call" | "loop";

export const wanted = {
  /** Number of the safepoint. */
  at: Infinity,
  kind: "any" as StopKind,
  /** Until when a safepoint is looked for at which the stack can be captured, by the host's clock; then `givenUp` is called. */
  until: Infinity,
  /** What the last attempt waited for. */
  waitsFor: "",
};

/** What others do about it (control.ts). */
export const stops = {
  /** Called when the frames have been read: the program stands still in the middle of a turn until it returns. */
  stand: (): void => undefined,
  givenUp: (): void => undefined,
  /** Hears what the event loop can't in the middle of a turn. */
  listen: (): void => undefined,
  /** What of the host a capture would have to wait for, which it can't in the middle of a turn. */
  hostHolds: (): string | undefined => undefined,
};

class Waits extends Error {}

/** Safepoints of a kind that have been passed. */
export function safepointsOf(kind: StopKind): number {
  return kind === "call" ? stack.calls : kind === "loop" ? stack.loops : stack.calls + stack.loops;
}

/** No stop is wanted at a safepoint any more. */
export function callOffStop(): void {
  wanted.at = wanted.until = Infinity;
  lowerStop();
}

/** The thread may have set the flag just before this has lowered it: it says so before it sets it. */
function lowerStop(): void {
  stopSafepoints();
  if (isStopped()) startSafepoints();
}

/** `$tm.pause(kind)`: a safepoint, reached while `$stop` is set. */
export function pause(kind: "call" | "loop"): void {
  if (kind === "call") stack.calls++;
  else stack.loops++;
  // Outside of turns (the host calls a method of a stream) the event loop is not far.
  if (wasStopped() && running.inTurn) stops.listen();
  if (wanted.at === Infinity) lowerStop();
  if (safepointsOf(wanted.kind) < wanted.at || stopHere()) return;
  if (host.now() < wanted.until) return;
  callOffStop();
  stops.givenUp();
}

/** Stands still, if the stack can be captured here. Otherwise `wanted` says what has to end first. */
function stopHere(): boolean {
  let planned: readonly (PlannedFrame | undefined)[] = [];
  let reading;
  try {
    reading = readFrames(host, (frames) => {
      const plan = planStack(frames);
      if ("waitsFor" in plan) throw new Waits(plan.waitsFor);
      const obstacle = baseObstacle(plan) ?? stops.hostHolds();
      if (obstacle !== undefined) throw new Waits(obstacle);
      planned = plan;
      return plan.map((one) => one?.question);
    });
  } catch (error) {
    if (!(error instanceof Waits)) throw error;
    wanted.waitsFor = error.message;
    return false;
  }
  if (reading.kind !== "read") {
    wanted.waitsFor = reading.kind === "unreadable" ? reading.reason : "optimized code to be left";
    return false;
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
  stack.frames = frames;
  stack.base = activity.base;
  stack.running = activity.running;
  stack.context = context.frame;
  wanted.at = wanted.until = Infinity;
  try {
    stops.stand();
  } finally {
    leaveStack();
  }
  return true;
}

/** Nothing if it is known what to do when the stack has ended. */
function baseObstacle(planned: readonly (PlannedFrame | undefined)[]): string | undefined {
  const { base, running: what } = activity;
  const outermost = planned.findLast((one) => one !== undefined);
  return isKnownBase(base, what, outermost) ? undefined : `a call of the program by the ${base === "none" ? "host" : "runtime"}`;
}

function isKnownBase(base: StackBase, what: unknown, outermost: PlannedFrame | undefined): boolean {
  if (base === "main") return outermost?.fn === 0 && outermost.module === registry.entry;
  if (base === "job" || base === "tick") return (what as Job).endJob !== undefined;
  return base !== "none";
}
