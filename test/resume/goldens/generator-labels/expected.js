// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: none; points: search:1
function* search(rows) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [rows]);
  let $1;
  let y = 0;

  outer:
  while (y < rows.length) {
    let x = 0;
    while (x < 3) {
      $1 = yield rows[y][x++];
      while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [rows, y, x]);
      const found = $1;
      if (found === 1) break outer;
      if (found === 2) continue outer;
    }
    y++;
  }

  return y;
/*#qad34q.1*/}

return {
  set: {
    search: $v => search = $v
  },

  resume: {
    // search() at app.js:2, suspended at line 7
    "1:1": {
      *search($l) {
        var rows = $l[0];
        let y = $l[1], x = $l[2], $1;

        $loop:
        {
          $round:
          {
            {
              // it stands here
              $1 = yield;
              while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [rows, y, x]);
              const found = $1;
              if (found === 1)
                break $loop;
              if (found === 2)
                break $round;
            }

            while (x < 3) {
              $1 = yield rows[y][x++];
              while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [rows, y, x]);
              const found = $1;
              if (found === 1)
                break $loop;
              if (found === 2)
                break $round;
            }

            y++;
          }

          outer:
          while (y < rows.length) {
            let x = 0;
            while (x < 3) {
              $1 = yield rows[y][x++];
              while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [rows, y, x]);
              const found = $1;
              if (found === 1)
                break outer;
              if (found === 2)
                continue outer;
            }
            y++;
          }
        }

        return y;
      }
    }.search
  },

  get: {
    module: () => module
  }
};
});
