import vm from "node:vm";

/**
 * What a program prints when it runs as it is, in a fresh realm on this Node's own event loop. Ends when no timer is left, or with `uncaught` and what was
 * thrown.
 */
export async function runPlain(source: string): Promise<string> {
  let output = "";
  let timers = 0;
  let over = false;
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));
  const print = (...values: unknown[]): void => {
    if (!over) output += `${values.map(String).join(" ")}\n`;
  };
  const enter = (callback: () => unknown): void => {
    if (over) return;
    try {
      callback();
    } catch (error) {
      output += `uncaught ${String(error)}\n`;
      over = true;
      finish();
    }
    // What it left in the queues of ticks and microtasks runs first.
    setImmediate(() => {
      if (timers === 0) finish();
    });
  };
  const context = vm.createContext({
    console: { log: print },
    process: { nextTick: (callback: () => void) => process.nextTick(() => enter(callback)) },
    queueMicrotask: (callback: () => void) => queueMicrotask(() => enter(callback)),
    setTimeout: (callback: (...args: unknown[]) => void, delay: number, ...args: unknown[]) => {
      timers++;
      setTimeout(() => {
        timers--;
        enter(() => callback(...args));
      }, delay);
    },
  });
  // From the event loop, as a main module is: inside a microtask, ticks would come later.
  setImmediate(() => enter((): unknown => vm.runInContext(`(function () {${source}\n})()`, context, { filename: "program.js" })));
  await done;
  over = true;
  return output;
}
