// p-queue (with eventemitter3 and p-timeout): jobs waiting, running and paused when the program moves.
import PQueue, { TimeoutError } from "p-queue";

const tick = () => new Promise((done) => setTimeout(done, 1));
const pause = async (ticks) => {
  while (ticks-- > 0) await tick();
};
const queue = new PQueue({ concurrency: 2, autoStart: false });
const order = [];
queue.on("active", () => order.push(`${queue.size}/${queue.pending}`));
queue.on("idle", () => console.log("idle", order.join(" ")));

const job = (name, ticks) => async () => {
  console.log(`> ${name}`);
  await pause(ticks);
  if (name === "c") throw new RangeError(`${name} fails`);
  console.log(`< ${name}`);
  return name.toUpperCase();
};

const results = [
  queue.add(job("a", 4)),
  queue.add(job("b", 8), { priority: 1 }),
  queue.add(job("c", 2), { priority: -1 }).catch((error) => `${error.name}: ${error.message}`),
  queue.add(job("d", 3), { priority: 5 }),
];
queue.start();
await queue.onSizeLessThan(2);
results.push(queue.addAll([job("e", 3), job("f", 1)]));
queue.pause();
await pause(20);
console.log("paused with", queue.size, "waiting");
queue.start();
console.log(await Promise.all(results));

const slow = new PQueue({ timeout: 5 });
console.log(await slow.add(() => new Promise(() => undefined)).catch((error) => [error instanceof TimeoutError, error.message]));
await queue.onIdle();
process.exit();
