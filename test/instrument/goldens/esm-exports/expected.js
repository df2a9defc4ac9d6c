$tm.define("app.mjs", "esm", function* ($m) {
"use strict";
$m.exports({
  count: () => count,
  default: () => main
});

$m.scope({
  main: () => main,
  count: () => count
});

const space = $m.import("./io.mjs", ["default", "named"]);
$m.import("./more.mjs");

$m.exportFrom("./io.mjs", {
  again: "named"
});

$m.exportAll("./more.mjs");
yield;
let count = 0;
function main() { count++; return (0, space.named)(space.default, space.read(1)); /*#6sumot.1*/}
});
