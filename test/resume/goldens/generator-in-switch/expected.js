// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: none; points: states:1
function* states(kind) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [kind]);
  switch (kind) {
    case "a":
      yield 1;
      while ($capturing) yield $tm.at("qad34q.1", 1, []);
    case "b":
      console.log("b");
      break;
    default:
      console.log("other");
  }
  return "end";
/*#qad34q.1*/}

return {
  set: {
    states: $v => states = $v
  },

  resume: {
    // states() at app.js:2, suspended at line 5
    "1:1": {
      *states($l) {
        // it stands here
        yield;
        while ($capturing) yield $tm.at("qad34q.1", 1, []);
        console.log("b");
        return "end";
      }
    }.states
  },

  get: {
    module: () => module
  }
};
});
