// Moved at every safepoint: what calls the program: the module, timers, immediates, ticks, jobs.
function work(what) {
  let sum = 0;
  for (let i = 1; i <= 3; i++) sum += i * what.length;
  return sum;
}
console.log("module", work("module"));
process.nextTick((x) => console.log("tick", work(x)), "tick");
queueMicrotask(() => console.log("microtask", work("microtask")));
Promise.resolve("then")
  .then((x) => work(x))
  .then((x) => {
    console.log("then", x);
    throw new Error(`after ${work("throw")}`);
  })
  .catch((error) => console.log(error.message, work("catch")))
  .finally(() => {
    console.log("finally", work("finally"));
    setImmediate((x) => {
      console.log("immediate", work(x));
      let rounds = 0;
      const interval = setInterval(() => {
        console.log("interval", work("interval"));
        if (++rounds < 2) return;
        clearInterval(interval);
        setTimeout(() => console.log("timer", work("timer")), 1);
      }, 1);
    }, "immediate");
  });
process.on("exit", () => console.log("exit"));
