import type { Job } from "./jobs.js";
import { record } from "./records.js";
import { activity } from "./stack/frames.js";

/** One `run` or `enterWith` of an AsyncLocalStorage: what it holds, over what held before. Never changed. */
export class ContextFrame {
  storage: object;
  store: unknown;
  parent: ContextFrame | undefined;
  constructor(storage: object, store: unknown, parent: ContextFrame | undefined) {
    this.storage = storage;
    this.store = store;
    this.parent = parent;
  }
}
record("ContextFrame", ContextFrame, ["storage", "store", "parent"]);

/** The stores of what runs now; undefined, which costs nothing, in a program that has none. Between two turns nothing runs. */
export const context: { frame: ContextFrame | undefined } = { frame: undefined };

/** A job that runs with the stores of where it was asked for. */
class ContextJob implements Job {
  frame: ContextFrame;
  job: Job;
  constructor(frame: ContextFrame, job: Job) {
    this.frame = frame;
    this.job = job;
  }
  runJob(value: unknown, ok: boolean): void {
    const outer = context.frame;
    context.frame = this.frame;
    activity.running = this.job;
    try {
      this.job.runJob(value, ok);
    } finally {
      context.frame = outer;
    }
  }
}
record("ContextJob", ContextJob, ["frame", "job"]);

/** Gives a job that is asked for now the stores of now. */
export function carried(job: Job): Job {
  return context.frame === undefined ? job : new ContextJob(context.frame, job);
}

/** Calls with other stores. */
export function within<T>(frame: ContextFrame | undefined, call: () => T): T {
  const outer = context.frame;
  context.frame = frame;
  try {
    return call();
  } finally {
    context.frame = outer;
  }
}
