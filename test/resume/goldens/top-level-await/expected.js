// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "esm", function ($m) {
"use strict";
// use: all; points: module:1
const io = $m.import("./io.mjs", ["load"]);

// variables of the module: their values are in the snapshot
let $1, show;

let $scope;

// config is declared when its value is known: until then it is in its temporal dead zone
const $init_config = function*() {
  // ready is declared when its value is known: until then it is in its temporal dead zone
  const $init_ready = function*() {
    $scope = {
      exports: {
        ready: () => ready
      },

      set: {
        $1: $v => $1 = $v,
        show: $v => show = $v,
        config: $v => $init_config.next($v),
        ready: $v => $init_ready.next($v)
      },

      make: {
        1: () => ({
          show: () => (console.log(config)/*#qad34q.1*/)
        }).show
      },

      resume: {
        // app.js, suspended at line 4
        "0:1": {
          *$rest($l) {
            // it stands here
            $1 = yield;
            while ($capturing) $1 = yield $tm.at("qad34q.0", 1, []);
            $init_config.next($1);
            $init_ready.next(config.ok);
            show();
          }
        }.$rest
      },

      get: {
        $1: () => $1,
        show: () => show,
        config: () => config,
        ready: () => ready
      }
    };

    const ready = yield;
  }.call(this);

  $init_ready.next();
  const config = yield;
}.call(this);

$init_config.next();
return $scope;
});
