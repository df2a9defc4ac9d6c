// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// variables of the module: their values are in the snapshot
let f, g;

return {
  set: {
    f: $v => f = $v,
    g: $v => g = $v
  },

  make: {
    1: () => (function fact(n) {
      return n < 2 ? 1 : n * fact(n - 1);
    /*#qad34q.1*/})
  },

  enter: {
    // g(), line 3
    3: () => {
      let k;

      return {
        set: {
          k: $v => k = $v
        },

        make: {
          3: () => (function twice() {
            if ($capturing) return $tm.report("qad34q.3", () => k);
            return k + typeof twice;
          /*#qad34q.3:r*/})
        }
      };
    }
  },

  get: {
    module: () => module,
    f: () => f,
    g: () => g
  }
};
});
