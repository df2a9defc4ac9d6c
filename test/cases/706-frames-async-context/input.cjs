// engines: node,bun,deno
// Moved at every safepoint: the stores of AsyncLocalStorage hold in the rest of the turn.
const { AsyncLocalStorage } = require("node:async_hooks");
const als = new AsyncLocalStorage();
function work(what) {
  let seen = "";
  for (let i = 0; i < 2; i++) seen += `${als.getStore()} `;
  console.log(what, seen + als.getStore());
}
als.enterWith("main");
work("module");
setTimeout(() => {
  work("timer");
  als.enterWith("timer");
  work("after");
  queueMicrotask(() => work("microtask"));
  setImmediate(() => work("immediate"));
}, 1);
Promise.resolve().then(() => work("then"));
process.nextTick(() => work("tick"));
