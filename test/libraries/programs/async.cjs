// async (callbacks): queues, waterfalls and limits in the middle of their work. Every timer has the same length, so that their order is certain.
const async = require("async");

/** Calls back after some rounds of the timers. */
const after = (ticks, callback, ...results) =>
  setTimeout(() => (ticks > 1 ? after(ticks - 1, callback, ...results) : callback(...results)), 1);
const later = (ticks, value) => (callback) => after(ticks, callback, null, value);
const finished = [];

const queue = async.queue((task, callback) => {
  console.log(`working on ${task.name}`);
  after(task.ticks, callback, task.ticks === 3 ? new Error(`${task.name} is odd`) : null, task.name);
}, 2);
queue.error((error, task) => console.log(error.message, task));
queue.drain(() => console.log("drained", finished));
for (const [name, ticks] of Object.entries({ a: 5, b: 3, c: 1, d: 2 })) {
  queue.push({ name, ticks }, (error, result) => finished.push(error ? error.message : result));
}

async.waterfall(
  [later(2, 5), (n, callback) => later(1, n * 2)(callback), (n, callback) => after(2, callback, null, n + 1, "and more")],
  (error, n, more) => console.log("waterfall", error, n, more),
);

async.auto(
  {
    flour: later(3, "flour"),
    water: later(1, "water"),
    dough: ["flour", "water", ({ flour, water }, callback) => later(2, `${flour}+${water}`)(callback)],
    bread: ["dough", ({ dough }, callback) => later(1, `baked ${dough}`)(callback)],
  },
  1,
  (error, results) => console.log("auto", error, results),
);

let attempts = 0;
async.retry(
  { times: 4, interval: 1 },
  (callback) => after(1, () => (++attempts < 3 ? callback(new Error(`attempt ${attempts}`)) : callback(null, attempts))),
  (error, result) => console.log("retried", error, result),
);

const memoized = async.memoize((n, callback) => after(2, callback, null, n ** 2));
async.mapLimit([3, 1, 3, 2], 2, memoized, (error, squares) => console.log("squares", error, squares, Object.keys(memoized.memo)));

async
  .eachOfSeries({ x: 1, y: 2 }, async (value, key) => {
    await new Promise((done) => after(value, done));
    console.log("each", key, value);
  })
  .then(() => console.log("all of them"));
