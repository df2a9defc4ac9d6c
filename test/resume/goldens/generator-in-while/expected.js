// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: none; points: readings:1
function* readings(source) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [source]);
  let $1;
  let n = 0;
  while (source.more()) {
    $1 = yield source.next();
    while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [source, n]);
    const got = $1;
    if (got === "skip") continue;
    if (got === "stop") break;
    n++;
  }
  return n;
/*#qad34q.1*/}

return {
  set: {
    readings: $v => readings = $v
  },

  resume: {
    // readings() at app.js:2, suspended at line 5
    "1:1": {
      *readings($l) {
        var source = $l[0];
        let n = $l[1], $1;

        $loop:
        {
          $round:
          {
            // it stands here
            $1 = yield;
            while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [source, n]);
            const got = $1;
            if (got === "skip")
              break $round;
            if (got === "stop")
              break $loop;
            n++;
          }

          while (source.more()) {
            $1 = yield source.next();
            while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [source, n]);
            const got = $1;
            if (got === "skip")
              continue;
            if (got === "stop")
              break;
            n++;
          }
        }

        return n;
      }
    }.readings
  },

  get: {
    module: () => module
  }
};
});
