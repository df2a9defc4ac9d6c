// engines: node,deno
function thrower() {
  return new Error("with stack");
}
const e = thrower();
const first = e.stack;
const o = {};
Error.captureStackTrace(o, thrower);
e.stack = "replaced: " + e.stack.split("\n")[0];
const f = thrower();
setTimeout(() => {
  console.log(e.stack, first.split("\n")[0], /thrower/.test(first), typeof o.stack);
  setTimeout(() => console.log(f.stack.split("\n")[1].includes("thrower"), f.stack.split("\n")[0]), 1);
}, 1);
