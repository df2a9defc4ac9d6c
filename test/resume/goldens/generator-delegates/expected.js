// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: none; points: all:1
function* all(parts) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [parts]);
  let $d1, $1;
  $d1 = $tm.delegate(parts);

  do {
    $1 = yield* $d1;
    if (!$capturing) break;
    yield $tm.at("qad34q.1", 1, [$d1]);
  } while (true);

  const value = $1;
  return value;
/*#qad34q.1*/}

return {
  set: {
    all: $v => all = $v
  },

  resume: {
    // all() at app.js:2, suspended at line 3
    "1:1": {
      *all($l) {
        let $d1 = $l[0], $1;

        do {
          $1 = yield* $d1;
          if (!$capturing) break;
          yield $tm.at("qad34q.1", 1, [$d1]);
        } while (true);

        const value = $1;
        return value;
      }
    }.all
  },

  get: {
    module: () => module
  }
};
});
