// engines: node,bun,deno
const assert = require("node:assert");
const path = require("node:path");
const join = path.posix.join;
const check = assert.strictEqual;
setTimeout(() => {
  check(1, 1);
  let err;
  try { check(1, 2, "differs"); } catch (e) { err = e; }
  setTimeout(() => console.log(err.message, err.code, err instanceof assert.AssertionError, join("a", "../b"), path.posix.resolve("/x", "y"), path.sep === "/" || path.sep === "\\"), 1);
}, 1);
