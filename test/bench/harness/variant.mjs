/**
 * One variant of a benchmark program: the original (`{ file }`), or the instrumented one with its own runtime (`{ out, entry }`). In a worker thread it runs
 * once for each message and answers with milliseconds and value. Started by itself (by peakMemory.mjs) it runs `rounds` times for each line that it reads, and
 * answers with the peak of its memory so far.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { isMainThread, parentPort, workerData } from "node:worker_threads";

// Before the runtime takes their place: what the harness does is not the program's.
const now = performance.now.bind(performance);
const { stdout } = process;
const cpuUsage = process.cpuUsage.bind(process);

/** Processor time of the whole process so far, ms: what the machine's other work does not lengthen. */
function cpuTime() {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}

/** Loads the variant; `then` gets its `run`. By callback: there are two kinds of promises here. */
function load(variant, then) {
  if (variant.file !== undefined) {
    import(pathToFileURL(variant.file).href).then(({ run }) => then(run));
    return;
  }
  let taken;
  globalThis.benchTake = (run) => {
    taken = run;
  };
  createRequire(import.meta.url)(path.join(variant.out, ".thingsmigrate/start.cjs"));
  globalThis.$tm.start(variant.entry);
  then(taken);
}

/** Runs once. */
function measure(run, then) {
  const cpuBegin = cpuTime();
  const begin = now();
  const done = (value) => then({ ms: now() - begin, cpu: cpuTime() - cpuBegin, value });
  const value = run();
  if (typeof value?.then === "function") value.then(done);
  else done(value);
}

/** Most memory this process had resident at once, in bytes. */
function peakMemory() {
  try {
    return Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

// What the harness listens to is not the program's: it doesn't keep the process alive, or a capture would be refused for it. This does.
setInterval(() => undefined, 2 ** 30);

if (isMainThread) {
  const { rounds, ...variant } = JSON.parse(process.argv[2]);
  let loaded;
  const play = () => {
    let left = rounds;
    const next = () => {
      if (left-- === 0) stdout.write(`${peakMemory()}\n`);
      else measure(loaded, next);
    };
    next();
  };
  process.stdin.on("data", play).unref();
  load(variant, (run) => {
    loaded = run;
    stdout.write("ready\n");
  });
} else {
  const post = parentPort.postMessage.bind(parentPort);
  let loaded;
  // Before the runtime is there: what the host does to listen is not the program's.
  parentPort.on("message", () => measure(loaded, post));
  parentPort.unref();
  load(workerData, (run) => {
    loaded = run;
    post("ready");
  });
}
