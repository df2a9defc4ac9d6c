// engines: node,bun,deno
const util = require("node:util");
const custom = { [util.inspect.custom]: (d, o) => `custom(${d})`, n: 1 };
const later = util.promisify((a, cb) => setTimeout(cb, 1, null, a + 1));
const dep = util.inherits;
setTimeout(async () => {
  console.log(util.inspect(custom), util.format("%s-%d", "a", 1), await later(1), util.isDeepStrictEqual({ a: [1] }, { a: [1] }));
  setTimeout(() => console.log(util.inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0 }), util.types.isPromise(later(1)), typeof dep), 1);
}, 1);
