// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: inc, get
function counter() {
  let n = 0, step = 2;
  function inc() {
    if ($capturing) return $tm.report("qad34q.2", () => n, v => n = v, () => step);
    n += step; // every time
    return n;
  /*#qad34q.2:r*/}
  return { inc, get: () => {
    if ($capturing) return $tm.report("qad34q.3", () => n, v => n = v);
    return n;
  /*#qad34q.3:r*/} };
/*#qad34q.1*/}

return {
  set: {
    counter: $v => counter = $v
  },

  enter: {
    // counter(), line 2
    1: function $scope1_counter() {
      let n, step;

      return {
        set: {
          n: $v => n = $v,
          step: $v => step = $v
        },

        make: {
          2: () => ({
            inc: function() {
              if ($capturing) return $tm.report("qad34q.2", () => n, v => n = v, () => step);
              n += step; // every time
              return n;
            /*#qad34q.2:r*/}
          }).inc,

          3: () => ({
            get: () => {
              if ($capturing) return $tm.report("qad34q.3", () => n, v => n = v);
              return n;
            /*#qad34q.3:r*/}
          }).get
        }
      };
    }
  },

  get: {
    module: () => module
  }
};
});
