// Functions of a CommonJS module use its exports, require and module long after it has run.
const { meter } = require("./meter.cjs");
let round = 0;
const timer = setInterval(() => {
  console.log(meter.read(), meter.parent(), meter.later());
  if (++round === 4) clearInterval(timer);
}, 2);
