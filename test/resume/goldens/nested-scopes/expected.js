// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: innermost
function outer(a) {
  return function middle(b) {
    if ($capturing) return $tm.report("qad34q.2", () => a);
    return function innermost(c) {
      if ($capturing) return $tm.report("qad34q.3", () => a, () => b);
      return a + b + c;
    /*#qad34q.3:r*/};
  /*#qad34q.2:r*/};
/*#qad34q.1*/}

return {
  set: {
    outer: $v => outer = $v
  },

  enter: {
    // outer(), line 2
    1: function $scope1_outer() {
      let a;

      return {
        set: {
          a: $v => a = $v
        },

        enter: {
          // middle(), line 3
          3: function $scope3_middle() {
            let b;

            return {
              set: {
                b: $v => b = $v
              },

              make: {
                3: () => (function innermost(c) {
                  if ($capturing) return $tm.report("qad34q.3", () => a, () => b);
                  return a + b + c;
                /*#qad34q.3:r*/})
              }
            };
          }
        }
      };
    }
  },

  get: {
    module: () => module
  }
};
});
