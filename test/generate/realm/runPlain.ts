import vm from "node:vm";
import type { GeneratedProgram } from "../program.js";

interface Timer {
  readonly native: NodeJS.Timeout;
}

/**
 * What a program prints when it runs as it is, in a fresh realm on this Node's own event loop. Ends when no timer is left, or with `uncaught` and what was
 * thrown.
 */
export async function runPlain({ entry, files }: GeneratedProgram): Promise<string> {
  let output = "";
  const timers = new Set<Timer>();
  let over = false;
  let finish: () => void = () => undefined;
  const fail = (error: unknown): void => {
    if (over) return;
    output += `uncaught ${String(error)}\n`;
    over = true;
    finish();
  };
  const done = new Promise<void>((resolve) => (finish = resolve));
  const print = (...values: unknown[]): void => {
    if (!over) output += `${values.map(String).join(" ")}\n`;
  };
  const enter = (callback: () => unknown): void => {
    if (over) return;
    try {
      callback();
    } catch (error) {
      fail(error);
    }
    // What it left in the queues of ticks and microtasks runs first.
    setImmediate(() => {
      if (timers.size === 0) finish();
    });
  };
  const setTimer = (callback: (...args: unknown[]) => void, delay: number, repeat: boolean, args: unknown[]): Timer => {
    const run = (): void => {
      if (!repeat) timers.delete(timer);
      enter(() => callback(...args));
    };
    const timer: Timer = { native: repeat ? setInterval(run, delay) : setTimeout(run, delay) };
    timers.add(timer);
    return timer;
  };
  const clear = (timer: Timer): void => {
    clearTimeout(timer.native);
    timers.delete(timer);
  };
  const context = vm.createContext({
    console: { log: print },
    process: { nextTick: (callback: () => void) => process.nextTick(() => enter(callback)) },
    queueMicrotask: (callback: () => void) => queueMicrotask(() => enter(callback)),
    setTimeout: (callback: (...args: unknown[]) => void, delay: number, ...args: unknown[]) => setTimer(callback, delay, false, args),
    setInterval: (callback: (...args: unknown[]) => void, delay: number, ...args: unknown[]) => setTimer(callback, delay, true, args),
    clearTimeout: clear,
    clearInterval: clear,
  });
  // One program at a time is run in a process like this.
  process.on("unhandledRejection", fail);
  // From the event loop, as a main module is: inside a microtask, ticks would come later.
  if (entry.endsWith(".cjs"))
    setImmediate(() => enter((): unknown => vm.runInContext(`(function () {${files[entry]!}\n})()`, context, { filename: entry })));
  else {
    const modules = new Map<string, vm.SourceTextModule>();
    const load = (name: string): vm.SourceTextModule => {
      let module = modules.get(name);
      if (!module) modules.set(name, (module = new vm.SourceTextModule(files[name]!, { context, identifier: name })));
      return module;
    };
    const main = load(entry);
    await main.link((specifier) => load(specifier.slice("./".length)));
    // ES modules are evaluated inside a microtask, where ticks come later.
    setImmediate(() => queueMicrotask(() => enter(() => main.evaluate().catch(fail))));
  }
  await done;
  process.off("unhandledRejection", fail);
  over = true;
  for (const timer of timers) clear(timer);
  return output;
}
