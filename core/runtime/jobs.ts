import { context } from "./asyncContext.js";
import { record, root } from "./records.js";
import { activity } from "./stack/frames.js";

/** Something the job queue can run: an activation, a reaction, a thenable job, a microtask callback. */
export interface Job {
  /** Runs the job. @param ok whether `value` is a value (or else an error). */
  runJob(value: unknown, ok: boolean): void;
  /** Does what is left when the function that the job called has ended, after a move in the middle of it. */
  endJob?(value: unknown, ok: boolean): void;
}

/** The queues of promise jobs and of nextTick callbacks as capture sees them: filled only while frozen. */
export class JobQueue {
  /** Triples: job, value, ok. */
  jobs: unknown[] = [];
  ticks: Job[] = [];
}
record("JobQueue", JobQueue, ["jobs", "ticks"]);

/** Frozen image of the queues. */
export const jobQueue = root("jobs", new JobQueue());

// A ring of triples: shifting an array costs more than the jobs themselves.
let slots: unknown[] = new Array<unknown>(3 * 1024).fill(undefined);
let head = 0;
let tail = 0;

/** Called when a job or a tick is queued while the program isn't running a turn of ours (a host callback queued it). */
export const wake = {
  job: (): void => undefined,
  tick: (): void => undefined,
  /** Runs what settles a promise of the host, and then the jobs, inside the host's microtask. */
  inline: (settle: () => void): void => {
    settle();
  },
};

/** Whether a turn of ours is running, whose end drains the queues. */
export const running = { inTurn: false };

let jobWoken = false;
let tickWoken = false;

/** Queues a job (HostEnqueuePromiseJob, ECMA-262 9.5.5). */
export function enqueueJob(job: Job, value: unknown, ok: boolean): void {
  if (!running.inTurn && !jobWoken) {
    jobWoken = true;
    wake.job();
  }
  slots[tail] = job;
  slots[tail + 1] = value;
  slots[tail + 2] = ok;
  tail += 3;
  if (tail === slots.length) tail = 0;
  if (tail === head) grow();
}

function grow(): void {
  const size = slots.length;
  const larger = new Array<unknown>(size * 2).fill(undefined);
  for (let i = 0; i < size; i++) larger[i] = slots[(head + i) % size];
  slots = larger;
  head = 0;
  tail = size;
}

/** Whether a job is waiting. */
export function hasJobs(): boolean {
  return head !== tail;
}

/** Takes the next job off the queue and runs it. */
export function runNextJob(): void {
  const at = head;
  const job = slots[at] as Job;
  const value = slots[at + 1];
  const ok = slots[at + 2] as boolean;
  slots[at] = slots[at + 1] = undefined;
  head = at + 3 === slots.length ? 0 : at + 3;
  activity.base = "job";
  activity.running = job;
  job.runJob(value, ok);
  // What `enterWith` has set ends with the job.
  if (context.frame !== undefined) context.frame = undefined;
}

/** Forgets that a drain was asked for: the drain is running. */
export function awake(): void {
  jobWoken = false;
  tickWoken = false;
}

let ticks: Job[] = [];
let tickHead = 0;

/** Queues a nextTick callback. */
export function enqueueTick(job: Job): void {
  if (!running.inTurn && !tickWoken) {
    tickWoken = true;
    wake.tick();
  }
  ticks[ticks.length] = job;
}

/** Whether a nextTick callback is waiting. */
export function hasTicks(): boolean {
  return tickHead < ticks.length;
}

/** Takes the next nextTick callback off the queue and runs it. */
export function runNextTick(): void {
  const job = ticks[tickHead++] as Job;
  if (tickHead === ticks.length) {
    ticks = [];
    tickHead = 0;
  }
  activity.base = "tick";
  activity.running = job;
  job.runJob(undefined, true);
  if (context.frame !== undefined) context.frame = undefined;
}

/** Moves the queues to where capture sees them. */
export function freezeQueues(): void {
  const jobs: unknown[] = [];
  while (head !== tail) {
    jobs[jobs.length] = slots[head];
    slots[head] = undefined;
    head = head + 1 === slots.length ? 0 : head + 1;
  }
  jobQueue.jobs = jobs;
  const waiting: Job[] = [];
  for (let i = tickHead; i < ticks.length; i++) waiting[waiting.length] = ticks[i] as Job;
  jobQueue.ticks = waiting;
  ticks = [];
  tickHead = 0;
}

/** Moves the queues back. What the host queued while frozen comes after what was waiting. */
export function thawQueues(): void {
  const late: unknown[] = [];
  while (head !== tail) {
    late[late.length] = slots[head];
    slots[head] = undefined;
    head = head + 1 === slots.length ? 0 : head + 1;
  }
  const lateTicks = ticks;
  ticks = jobQueue.ticks;
  for (let i = tickHead; i < lateTicks.length; i++) ticks[ticks.length] = lateTicks[i] as Job;
  tickHead = 0;
  const jobs = jobQueue.jobs;
  jobQueue.jobs = [];
  jobQueue.ticks = [];
  head = tail = 0;
  for (let i = 0; i < jobs.length; i += 3) enqueueJob(jobs[i] as Job, jobs[i + 1], jobs[i + 2] as boolean);
  for (let i = 0; i < late.length; i += 3) enqueueJob(late[i] as Job, late[i + 1], late[i + 2] as boolean);
}

/** What arrived from the host while frozen joins the frozen image, so that a capture takes it along. */
export function absorbLateJobs(): void {
  const { jobs, ticks: frozenTicks } = jobQueue;
  freezeQueues();
  const lateJobs = jobQueue.jobs;
  const lateTicks = jobQueue.ticks;
  for (let i = 0; i < lateJobs.length; i++) jobs[jobs.length] = lateJobs[i];
  for (let i = 0; i < lateTicks.length; i++) frozenTicks[frozenTicks.length] = lateTicks[i] as Job;
  jobQueue.jobs = jobs;
  jobQueue.ticks = frozenTicks;
}

/** A callback queued with `queueMicrotask` or `nextTick`. */
export class CallbackJob implements Job {
  callback: (...args: unknown[]) => unknown;
  args: unknown[];
  constructor(callback: (...args: unknown[]) => unknown, args: unknown[]) {
    this.callback = callback;
    this.args = args;
  }
  runJob(): void {
    const { callback, args } = this;
    callback(...args);
  }
  endJob(value: unknown, ok: boolean): void {
    if (!ok) throw value;
  }
}
record("CallbackJob", CallbackJob, ["callback", "args"]);
