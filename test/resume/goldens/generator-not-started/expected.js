// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: none; points: lazy:0
function* lazy(a, b = 2) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [a, b]);
  yield a;
  while ($capturing) yield $tm.at("qad34q.1", 1, [b]);
  return b;
/*#qad34q.1*/}

return {
  set: {
    lazy: $v => lazy = $v
  },

  resume: {
    // lazy() at app.js:2, not started
    "1:0": {
      *lazy($l) {
        var a = $l[0], b = $l[1];
        yield;
        while ($capturing) yield $tm.at("qad34q.1", 0, [a, b]);
        yield a;
        while ($capturing) yield $tm.at("qad34q.1", 1, [b]);
        return b;
      }
    }.lazy
  },

  get: {
    module: () => module
  }
};
});
