$tm.define("app.cjs", "cjs", function (exports, require, module, __filename, __dirname) {
"use strict";
$tm.scope("app.cjs", {
  exports: () => exports,
  require: () => require,
  fs: () => fs,
  opened: () => opened
});

const fs = require("node:fs");
let opened = 0;
exports.open = function open(name) { opened++; return () => {
  if ($capturing) return $tm.report("p74g3c.2", () => name);
  return fs.readFileSync(name);
/*#p74g3c.2:r*/}; /*#p74g3c.1*/};
exports.opened = () => (opened/*#p74g3c.3*/);
});
