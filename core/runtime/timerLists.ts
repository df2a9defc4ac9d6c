import { context } from "./asyncContext.js";
import type { ContextFrame } from "./asyncContext.js";
import { record, root } from "./records.js";

/** One timer: what a Timeout object hides. Times are those of the program's clock. */
export class TimerState {
  callback: (...args: unknown[]) => unknown;
  args: unknown[];
  delay: number;
  repeat: boolean;
  refed = true;
  started: number;
  /** The list it waits in; undefined when it is not armed. */
  list: TimerList | undefined;
  previous: TimerState | undefined;
  next: TimerState | undefined;
  /** The Timeout object. */
  timeout: object | undefined;
  /** Number given out by `Symbol.toPrimitive`, 0 if none. */
  id = 0;
  frame: ContextFrame | undefined = context.frame;
  constructor(callback: (...args: unknown[]) => unknown, args: unknown[], delay: number, repeat: boolean, started: number) {
    this.callback = callback;
    this.args = args;
    this.delay = delay;
    this.repeat = repeat;
    this.started = started;
  }
}
record("Timer", TimerState, [
  "callback",
  "args",
  "delay",
  "repeat",
  "refed",
  "started",
  "list",
  "previous",
  "next",
  "timeout",
  "id",
  "frame",
]);

/** All timers of one duration, oldest first, as Node keeps them: this decides the order of timers that are due together. */
export class TimerList {
  delay: number;
  expiry: number;
  id: number;
  first: TimerState | undefined;
  last: TimerState | undefined;
  /** Its place in the heap. */
  at = 0;
  constructor(delay: number, expiry: number, id: number) {
    this.delay = delay;
    this.expiry = expiry;
    this.id = id;
  }
}
record("TimerList", TimerList, ["delay", "expiry", "id", "first", "last", "at"]);

/** All timers of the program. */
export class TimersState {
  /** Binary heap by expiry, then id. */
  heap: TimerList[] = [];
  nextListId = 1;
  /** Timers and immediates share the numbers, as async ids do. */
  nextTimerId = 1;
  /** The clock of the current macrotask. */
  now = 0;
  refed = 0;
  /** Timers whose number the program has asked for. */
  numbered: Record<number, TimerState> = Object.create(null) as Record<number, TimerState>;
}
record("Timers", TimersState, ["heap", "nextListId", "nextTimerId", "now", "refed", "numbered"]);
export const timers = root("timers", new TimersState());

let byDelay = new Map<number, TimerList>();

/** Rebuilds what is derived from the records (after a restore). */
export function indexTimers(): void {
  byDelay = new Map();
  for (let i = 0; i < timers.heap.length; i++) {
    const list = timers.heap[i] as TimerList;
    byDelay.set(list.delay, list);
  }
}

function before(a: TimerList, b: TimerList): boolean {
  return a.expiry !== b.expiry ? a.expiry < b.expiry : a.id < b.id;
}

function place(list: TimerList, at: number): void {
  timers.heap[at] = list;
  list.at = at;
}

function up(list: TimerList): void {
  let at = list.at;
  while (at > 0) {
    const parentAt = (at - 1) >> 1;
    const parent = timers.heap[parentAt] as TimerList;
    if (!before(list, parent)) break;
    place(parent, at);
    at = parentAt;
  }
  place(list, at);
}

function down(list: TimerList): void {
  const { heap } = timers;
  let at = list.at;
  for (;;) {
    let childAt = at * 2 + 1;
    if (childAt >= heap.length) break;
    const right = heap[childAt + 1];
    if (right !== undefined && before(right, heap[childAt] as TimerList)) childAt++;
    const child = heap[childAt] as TimerList;
    if (!before(child, list)) break;
    place(child, at);
    at = childAt;
  }
  place(list, at);
}

/** The list that is due first. */
export function firstList(): TimerList | undefined {
  return timers.heap[0];
}

/** Puts a timer at the end of its duration's list, started now. */
export function insertTimer(timer: TimerState, now: number): void {
  timer.started = now;
  let list = byDelay.get(timer.delay);
  if (list === undefined) {
    list = new TimerList(timer.delay, now + timer.delay, timers.nextListId++);
    byDelay.set(timer.delay, list);
    list.at = timers.heap.length;
    timers.heap.push(list);
    up(list);
  }
  timer.list = list;
  timer.previous = list.last;
  timer.next = undefined;
  if (list.last === undefined) list.first = timer;
  else list.last.next = timer;
  list.last = timer;
  if (timer.refed) timers.refed++;
}

/** Takes a timer out of its list. An empty list goes when its turn comes (`dropList`), or at once if it isn't being run. */
export function removeTimer(timer: TimerState): void {
  const { list } = timer;
  if (list === undefined) return;
  if (timer.previous === undefined) list.first = timer.next;
  else timer.previous.next = timer.next;
  if (timer.next === undefined) list.last = timer.previous;
  else timer.next.previous = timer.previous;
  timer.list = timer.previous = timer.next = undefined;
  if (timer.refed) timers.refed--;
  if (list.first === undefined) dropList(list);
}

function dropList(list: TimerList): void {
  if (byDelay.get(list.delay) !== list) return;
  byDelay.delete(list.delay);
  const last = timers.heap.pop() as TimerList;
  if (last === list) return;
  last.at = list.at;
  timers.heap[last.at] = last;
  up(last);
  down(last);
}

/** Gives a list its next expiry, after the timers that were due have run. */
export function rescheduleList(list: TimerList, expiry: number): void {
  list.expiry = expiry;
  list.id = timers.nextListId++;
  down(list);
}
