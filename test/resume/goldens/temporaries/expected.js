// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: none; points: sum:1, sum:2, sum:3
function* sum(f, o) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [f, o]);
  let $1, $2, $3, $4;
  $1 = yield "first";
  while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [f, o]);
  $1 = f($1);
  $2 = o.m;
  $3 = yield "second";
  while ($capturing) $3 = yield $tm.at("qad34q.1", 2, [o, $1, $2]);
  $4 = yield "third";
  while ($capturing) $4 = yield $tm.at("qad34q.1", 3, [o, $1, $2, $3]);
  return $1 + $tm.call($2, o, 1, $3, ...[$4]) + `${o.x}`;
/*#qad34q.1*/}

return {
  set: {
    sum: $v => sum = $v
  },

  resume: {
    // sum() at app.js:2, suspended at line 3
    "1:1": {
      *sum($l) {
        var f = $l[0], o = $l[1];
        let $1, $2, $3, $4;

        // it stands here
        $1 = yield;
        while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [f, o]);
        $1 = f($1);
        $2 = o.m;
        $3 = yield "second";
        while ($capturing) $3 = yield $tm.at("qad34q.1", 2, [o, $1, $2]);
        $4 = yield "third";
        while ($capturing) $4 = yield $tm.at("qad34q.1", 3, [o, $1, $2, $3]);
        return $1 + $tm.call($2, o, 1, $3, ...[$4]) + `${o.x}`;
      }
    }.sum,

    // sum() at app.js:2, suspended at line 3
    "1:2": {
      *sum($l) {
        var o = $l[0];
        let $1 = $l[1], $2 = $l[2], $3, $4;

        // it stands here
        $3 = yield;
        while ($capturing) $3 = yield $tm.at("qad34q.1", 2, [o, $1, $2]);
        $4 = yield "third";
        while ($capturing) $4 = yield $tm.at("qad34q.1", 3, [o, $1, $2, $3]);
        return $1 + $tm.call($2, o, 1, $3, ...[$4]) + `${o.x}`;
      }
    }.sum,

    // sum() at app.js:2, suspended at line 3
    "1:3": {
      *sum($l) {
        var o = $l[0];
        let $1 = $l[1], $2 = $l[2], $3 = $l[3], $4;

        // it stands here
        $4 = yield;
        while ($capturing) $4 = yield $tm.at("qad34q.1", 3, [o, $1, $2, $3]);
        return $1 + $tm.call($2, o, 1, $3, ...[$4]) + `${o.x}`;
      }
    }.sum
  },

  get: {
    module: () => module,
    sum: () => sum
  }
};
});
