const first = require("./state.cjs");
first.inc();
const key = require.resolve("./state.cjs");
const cached = require.cache[key];
delete require.cache[key];
const second = require("./state.cjs");
const attempt = (f) => { try { return f(); } catch (e) { return e.code ?? e.message; } };
setTimeout(() => {
  console.log(first.inc(), second.inc(), first === second, cached.exports === first, first.same === second.same);
  require.cache[key] = cached;
  console.log(require("./state.cjs") === first, attempt(() => require("./missing.cjs")), attempt(() => require("no-such-package")), attempt(() => require("./bad.cjs")), attempt(() => require("./bad.cjs")));
  setTimeout(() => console.log(first.inc(), second.inc(), first.make() === second.make(), first.cls === second.cls, new first.cls() instanceof second.cls), 1);
}, 1);
