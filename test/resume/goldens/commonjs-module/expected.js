// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: all
"use strict";
// variables of the module: their values are in the snapshot
let path, join, calls;

function relative(name) { calls++; return join(__dirname, name); /*#qad34q.1*/}

return {
  set: {
    relative: $v => relative = $v,
    path: $v => path = $v,
    join: $v => join = $v,
    calls: $v => calls = $v
  },

  make: {
    1: () => relative,
    2: () => () => (calls/*#qad34q.2*/),

    3: () => (function() {
      return require("./late.cjs");
    /*#qad34q.3*/})
  },

  get: {
    exports: () => exports,
    require: () => require,
    module: () => module,
    relative: () => relative,
    path: () => path,
    join: () => join,
    calls: () => calls
  }
};
});
