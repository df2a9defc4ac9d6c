// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "esm", function ($m) {
"use strict";
// variables of the module: their values are in the snapshot
let merged, merged$fn;

// use: none; points: merged:1
function* merged$body(first, second) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [first, second]);
  let $d1, $1;
  $d1 = $tm.delegateAsync(first);

  do {
    $1 = yield* $d1;
    if (!$capturing) break;
    yield $tm.at("qad34q.1", 1, [second, $d1]);
  } while (true);

  if ($d1.returning)
    return $1;

  const count = $1;
  $1 = yield count;
  while ($capturing) $1 = yield $tm.at("qad34q.1", 2, [second, $d1]);
  yield $tm.yield($1);
  while ($capturing) yield $tm.at("qad34q.1", 3, [second, $d1]);
  $d1 = $tm.delegateAsync(second);

  do {
    $1 = yield* $d1;
    if (!$capturing) break;
    yield $tm.at("qad34q.1", 4, [$d1]);
  } while (true);

  if ($d1.returning)
    return $1;
/*#qad34q.1*/}

return {
  exports: {
    merged: () => merged
  },

  set: {
    merged$body: $v => merged$body = $v,
    merged: $v => merged = $v,
    merged$fn: $v => merged$fn = $v
  },

  resume: {
    // merged() at app.js:2, suspended at line 3
    "1:1": {
      *merged$body($l) {
        var second = $l[0];
        let $d1 = $l[1], $1;

        do {
          $1 = yield* $d1;
          if (!$capturing) break;
          yield $tm.at("qad34q.1", 1, [second, $d1]);
        } while (true);

        if ($d1.returning)
          return $1;

        const count = $1;
        $1 = yield count;
        while ($capturing) $1 = yield $tm.at("qad34q.1", 2, [second, $d1]);
        yield $tm.yield($1);
        while ($capturing) yield $tm.at("qad34q.1", 3, [second, $d1]);
        $d1 = $tm.delegateAsync(second);

        do {
          $1 = yield* $d1;
          if (!$capturing) break;
          yield $tm.at("qad34q.1", 4, [$d1]);
        } while (true);

        if ($d1.returning)
          return $1;
      }
    }.merged$body
  },

  get: {
    merged$body: () => merged$body,
    merged: () => merged,
    merged$fn: () => merged$fn
  }
};
});
