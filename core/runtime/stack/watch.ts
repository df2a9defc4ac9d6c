import type { Host } from "../host.js";
import { startWorker, type StackWorker } from "./startWorker.js";
import { watchForStop } from "./workers/watchForStop.js";

let watcher: StackWorker | undefined;

/**
 * Starts the thread that can set `$stop` while this one is in a loop that never ends its turn. It keeps no process alive. Only on Node, where there is one
 * who may stop the program: a thread costs memory (decision 009).
 * @param socket path of the Unix socket where that one listens.
 * @returns whether there is such a thread.
 */
export function watch(host: Host, socket: string): boolean {
  if (host.engine !== "node" || host.builtin("inspector") === undefined) return false;
  try {
    watcher = startWorker(host, watchForStop, { socket, pid: host.facts.pid });
    return true;
  } catch {
    // Threads are forbidden (Node's permission model): the program can be stopped between turns.
    return false;
  }
}

/** Whether the thread was told to stop this one, and nobody has taken note of it. */
export function isStopped(): boolean {
  return watcher !== undefined && watcher.state() !== 0;
}

/** Takes note of it. */
export function wasStopped(): boolean {
  return watcher !== undefined && watcher.taken() !== 0;
}
