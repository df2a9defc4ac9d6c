import { host } from "./host.js";
import { record, root } from "./records.js";

/** The program's clock: goes on from host to host, stands still while frozen. Milliseconds. */
export class ClockState {
  /** What `clockNow` answers while frozen, and goes on from after a move. */
  stopped = 0;
}
record("Clock", ClockState, ["stopped"]);
export const clockState = root("clock", new ClockState());

let offset: number | undefined;
let standing = false;

/** Milliseconds since the program started, without the time it was frozen. */
export function clockNow(): number {
  if (standing) return clockState.stopped;
  if (offset === undefined) offset = host.now();
  return host.now() - offset;
}

/** Stops the clock. */
export function stopClock(): void {
  clockState.stopped = clockNow();
  standing = true;
}

/** Lets the clock go on from where it stands. */
export function startClock(): void {
  offset = host.now() - clockState.stopped;
  standing = false;
}
