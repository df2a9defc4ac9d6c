// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: none; points: keys:1
function* keys(object) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [object]);
  let $i1;
  $i1 = $tm.keys(object);

  while ($i1.next()) {
    const name = $i1.value;
    if (!name.startsWith("_")) {
      yield name;
      while ($capturing) yield $tm.at("qad34q.1", 1, [$i1]);
    }
  }
/*#qad34q.1*/}

return {
  set: {
    keys: $v => keys = $v
  },

  resume: {
    // keys() at app.js:2, suspended at line 3
    "1:1": {
      *keys($l) {
        let $i1 = $l[0], name;

        // it stands here
        yield;
        while ($capturing) yield $tm.at("qad34q.1", 1, [$i1]);
        while ($i1.next()) {
          const name = $i1.value;
          if (!name.startsWith("_")) {
            yield name;
            while ($capturing) yield $tm.at("qad34q.1", 1, [$i1]);
          }
        }
      }
    }.keys
  },

  get: {
    module: () => module
  }
};
});
