import { context } from "./asyncContext.js";
import { startClock, stopClock } from "./clock.js";
import { hooks, host } from "./host.js";
import { awake, freezeQueues, hasJobs, hasTicks, runNextJob, runNextTick, running, thawQueues, wake } from "./jobs.js";
import type { Job } from "./jobs.js";
import { record, root } from "./records.js";
import { activity, endings, leaveStack, runFrames, stack } from "./stack/frames.js";
import { reportUncaught } from "./uncaught.js";

/** Counts the turns of the program across moves, and what the event loop was doing. */
export class TurnState {
  /** Turns begun. The main program is none; the first turn is number 1. */
  count = 0;
  /** What was interrupted by the freeze, and goes on first afterwards. */
  phase: "idle" | "main" | "timers" | "immediates" = "idle";
  /** Whether jobs were being run: ticks queued meanwhile wait until there are none left. */
  jobsFirst = false;
}
record("Turns", TurnState, ["count", "phase", "jobsFirst"]);
export const turns = root("turns", new TurnState());

let freezeAt = Infinity;
let frozen = false;
let onFrozen: (() => void) | undefined;
/** Parts that have something to do at the edges: timers disarm and arm, rejections are reported, calls of the host are made. */
export const edges: {
  processRejections(): boolean;
  disarm(): void;
  arm(): void;
  goOn(phase: "timers" | "immediates"): void;
  /** Makes the calls of the host that came meanwhile. Returns false if the program stopped again. */
  hostCalls(): boolean;
  /** Writes what was written meanwhile. */
  output(): void;
} = {
  processRejections: () => false,
  disarm: () => undefined,
  arm: () => undefined,
  goOn: () => undefined,
  hostCalls: () => true,
  output: () => undefined,
};

/** Whether the program stands still between two turns. */
export function isFrozen(): boolean {
  return frozen;
}

/** Asks for a freeze before the given turn, 0 for as soon as possible. `then` is called when the program stands still. */
export function requestFreeze(atTurn: number, then: () => void): void {
  if (frozen) {
    then();
    return;
  }
  freezeAt = atTurn - 1;
  onFrozen = then;
  if (atTurn > 0) return;
  if (!running.inTurn) enterFreeze();
  // Asked for in the middle of a turn: it may be a while before another one begins.
  else
    host.tick(() => {
      if (!frozen && onFrozen === then) enterFreeze();
    });
}

/** Takes a request for a freeze back. */
export function callOffFreeze(): void {
  freezeAt = Infinity;
  onFrozen = undefined;
}

function enterFreeze(): void {
  frozen = true;
  freezeAt = Infinity;
  edges.disarm();
  stopClock();
  freezeQueues();
  host.hold(true);
  const then = onFrozen;
  onFrozen = undefined;
  // Not from inside the drain: whoever called it must have returned before a capture runs.
  if (then !== undefined) host.tick(then);
}

/** Marks a fresh process as frozen, to be filled by restore. */
export function beginFrozen(): void {
  if (!frozen) enterFreeze();
}

/** Begins a turn: counts it, unless the program is to stop before it. Every job, nextTick and macrotask callback asks first. */
export function mayBegin(): boolean {
  if (frozen) return false;
  if (turns.count >= freezeAt) {
    enterFreeze();
    return false;
  }
  turns.count++;
  // What runs is known when it says so itself.
  activity.base = "none";
  return true;
}

function drainJobs(): void {
  turns.jobsFirst = true;
  while (hasJobs()) {
    if (!mayBegin()) return;
    try {
      do runNextJob();
      while (hasJobs() && mayBegin());
    } catch (error) {
      reportUncaught(error, "microtask");
    }
    if (frozen) return;
  }
  turns.jobsFirst = false;
}

/**
 * End of a macrotask: nextTick callbacks, then jobs, until both are empty; then unhandled rejections (Node's processTicksAndRejections).
 * @param jobsFirst at the end of an ES module's main, and where jobs were being run at a freeze
 */
export function drain(jobsFirst = false): void {
  const outer = running.inTurn;
  running.inTurn = true;
  awake();
  if (jobsFirst) drainJobs();
  if (!frozen) {
    do {
      while (hasTicks()) {
        if (!mayBegin()) break;
        try {
          runNextTick();
        } catch (error) {
          reportUncaught(error, "throw");
        }
      }
      if (frozen) break;
      drainJobs();
      if (frozen) break;
    } while (hasTicks() || edges.processRejections());
  }
  // The next turn says what it is; what ended is not kept.
  activity.base = "none";
  activity.running = undefined;
  running.inTurn = outer;
}

/** Runs one macrotask callback of the program as a turn, with what follows it. Returns false if the program froze before or after it. */
export function runTurn(callback: () => void, jobsFirst = false): boolean {
  if (!mayBegin()) return false;
  running.inTurn = true;
  try {
    callback();
  } catch (error) {
    reportUncaught(error, "throw");
  }
  context.frame = undefined;
  drain(jobsFirst);
  running.inTurn = false;
  return !frozen;
}

/** Runs the main program, which is no turn, with what follows it. @param jobsFirst as after an ES module. */
export function runMain(callback: () => void, jobsFirst: boolean): void {
  running.inTurn = true;
  activity.base = "main";
  try {
    callback();
  } catch (error) {
    reportUncaught(error, "throw");
  }
  context.frame = undefined;
  drain(jobsFirst);
  running.inTurn = false;
}

/** Stops in the middle of a turn, with the program's frames on the stack: nothing of the program runs until `goOnInTurn`. */
export function standInTurn(): void {
  frozen = true;
  freezeAt = Infinity;
  onFrozen = undefined;
  edges.disarm();
  stopClock();
  freezeQueues();
}

/** Goes on in place, on the stack that is there. */
export function goOnInTurn(): void {
  frozen = false;
  startClock();
  edges.output();
  thawQueues();
  edges.arm();
}

/** Does the rest of the stack that came with a snapshot, and then what follows in what had begun it. */
function endStack(): void {
  const { base, running: what } = stack;
  const { frames } = stack;
  if (base === "none") return;
  context.frame = stack.context;
  leaveStack();
  activity.base = base;
  activity.running = what;
  let value: unknown;
  let ok = true;
  try {
    value = runFrames(frames);
  } catch (error) {
    value = error;
    ok = false;
  }
  try {
    if (base === "job" || base === "tick") (what as Job).endJob?.(value, ok);
    else endings[base]?.(what as never, ok, value);
  } catch (error) {
    reportUncaught(error, base === "job" ? "microtask" : "throw");
  }
  context.frame = undefined;
}

/** Goes on after a freeze (in place or restored): the rest of the interrupted drain, what the host has called meanwhile, the rest of the interrupted phase. */
export function thaw(nextFreezeAt: number, then: () => void): void {
  frozen = false;
  freezeAt = nextFreezeAt - 1;
  onFrozen = then;
  host.hold(false);
  startClock();
  edges.output();
  running.inTurn = true;
  thawQueues();
  const { phase } = turns;
  endStack();
  drain(turns.jobsFirst);
  if (!frozen && edges.hostCalls() && (phase === "timers" || phase === "immediates")) edges.goOn(phase);
  running.inTurn = false;
  if (!frozen) edges.arm();
}

/** Connects the queues with the host. Called once at start. */
export function startTurns(): void {
  const drainFromHost = (): void => {
    if (!running.inTurn && !frozen) drain();
  };
  wake.job = () => {
    host.microtask(() => {
      if (running.inTurn || frozen) return;
      // Where callbacks come in microtasks (Deno) the ticks would be late.
      if (host.shared !== undefined && hasTicks()) {
        drain();
        return;
      }
      running.inTurn = true;
      awake();
      drainJobs();
      running.inTurn = false;
      if (hasTicks()) host.tick(drainFromHost);
      else host.tick(rejectionsFromHost);
    });
  };
  const rejectionsFromHost = (): void => {
    if (!running.inTurn && !frozen && edges.processRejections()) drain();
  };
  wake.tick = () => {
    host.tick(drainFromHost);
  };
  wake.inline = (settle) => {
    if (running.inTurn || frozen) {
      settle();
      return;
    }
    running.inTurn = true;
    settle();
    drainJobs();
    running.inTurn = false;
    host.tick(hasTicks() ? drainFromHost : rejectionsFromHost);
  };
  hooks.uncaught = (error) => {
    reportUncaught(error, "throw");
  };
}
