// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "esm", function ($m) {
"use strict";
// use: all
const io = $m.import("./io.mjs", ["default", "parse"]);

$m.import("./all.mjs");
$m.import("./more.mjs");
$m.import("./y.mjs");

$m.exportFrom("./y.mjs", {
  y: "x"
});

$m.exportAll("./more.mjs");

// variables of the module: their values are in the snapshot
let count, $default;

function bump() { count += (0, io.parse)((0, io.default)()); /*#qad34q.1*/}

return {
  exports: {
    count: () => count,
    bump: () => bump,
    default: () => $default
  },

  set: {
    bump: $v => bump = $v,
    count: $v => count = $v,
    $default: $v => $default = $v
  },

  make: {
    1: () => bump,

    2: $k => ({
      "default": class {/*#qad34q.2*/}
    })["default"]
  },

  get: {
    bump: () => bump,
    count: () => count,
    $default: () => $default
  }
};
});
