// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// variables of the module: their values are in the snapshot
let base;

return {
  set: {
    base: $v => base = $v
  },

  make: {
    1: () => ({
      hi() {
        return "hi";
      /*#qad34q.1*/}
    }).hi
  },

  enter: {
    // home scope, line 3
    1: () => {
      let $H1;

      const $superGet = function($p) {
        return $tm.superGet($H1, $p, this);
      };

      const $superSet = function($p, $v) {
        return $tm.superSet($H1, $p, $v, this);
      };

      return {
        set: {
          $H1: $v => $H1 = $v
        },

        make: {
          2: () => ({
            hi() {
              if ($capturing) return $tm.report("qad34q.2", () => $H1);
              return $superGet.call(this, "hi").call(this) + "!";
            /*#qad34q.2:r*/}
          }).hi,

          3: () => ({
            later() {
              if ($capturing) return $tm.report("qad34q.3", () => $H1);
              return () => {
                if ($capturing) return $tm.report("qad34q.4", () => $H1, () => this);
                return $superGet.call(this, "hi").call(this);
              /*#qad34q.4:r*/};
            /*#qad34q.3:r*/}
          }).later
        },

        enter: {
          // later(), line 3
          2: function $scope2_later() {
            return {
              make: {
                4: () => () => {
                  if ($capturing) return $tm.report("qad34q.4", () => $H1, () => this);
                  return $superGet.call(this, "hi").call(this);
                /*#qad34q.4:r*/}
              }
            };
          }
        }
      };
    }
  },

  get: {
    module: () => module,
    base: () => base
  }
};
});
