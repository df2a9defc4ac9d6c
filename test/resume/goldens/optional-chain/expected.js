// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "esm", function ($m) {
"use strict";
// variables of the module: their values are in the snapshot
let first;

// use: none; points: first:1
function* first$body(source) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [source]);
  let $1, $2, $3;
  $1 = source;

  if ($1 === null || $1 === void 0) {
    $1 = void 0;
  } else {
    $2 = $1.list;

    if ($2 === null || $2 === void 0) {
      $1 = void 0;
    } else {
      $3 = yield source.index;
      while ($capturing) $3 = yield $tm.at("qad34q.1", 1, [$1, $2]);
      $1 = $2[$3]?.name;
    }
  }

  return $1 ?? "none";
/*#qad34q.1*/}

return {
  exports: {
    first: () => first
  },

  set: {
    first$body: $v => first$body = $v,
    first: $v => first = $v
  },

  resume: {
    // first() at app.js:2, suspended at line 3
    "1:1": {
      *first$body($l) {
        let $1 = $l[0], $2 = $l[1], $3;

        // it stands here
        $3 = yield;
        while ($capturing) $3 = yield $tm.at("qad34q.1", 1, [$1, $2]);
        $1 = $2[$3]?.name;
        return $1 ?? "none";
      }
    }.first$body
  },

  get: {
    first$body: () => first$body,
    first: () => first
  }
};
});
