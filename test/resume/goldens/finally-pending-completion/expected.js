// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: none; points: search:1, search:2
function* search(rows) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [rows]);
  let $i1, $k1, $v1, $i2;
  $i1 = $tm.iterate(rows);

  try {
    rows:
    while ($i1.next()) {
      const row = $i1.value;
      $k1 = -1;

      try {
        $i2 = $tm.iterate(row);

        try {
          while ($i2.next()) {
            const cell = $i2.value;
            if (cell === "skip") {
              $k1 = 3;
              continue rows;
            }
            if (cell === "stop") {
              $v1 = "stopped";
              $k1 = 2;
              return $v1;
            }
            yield cell;
            while ($capturing) yield $tm.at("qad34q.1", 1, [$i1, $k1, $v1, $i2]);
          }
        } catch ($e) {
          throw $i2.abort($e);
        } finally {
          $i2.close();
        }

        $k1 = 0;
      } catch ($e$1) {
        $k1 = 1;
        $v1 = $e$1;
        throw $v1;
      } finally {
        if ($k1 === -1) {
          $k1 = 2;
          $v1 = $tm.returned();
        }

        yield "row done";
        while ($capturing) yield $tm.at("qad34q.1", 2, [$i1, $k1, $v1, $i2]);
      }
    }
  } catch ($e$2) {
    throw $i1.abort($e$2);
  } finally {
    $i1.close();
  }

  return "all";
/*#qad34q.1*/}

return {
  set: {
    search: $v => search = $v
  },

  resume: {
    // search() at app.js:2, suspended at line 8
    "1:1": {
      *search($l) {
        let $i1 = $l[0], $k1 = $l[1], $v1 = $l[2], $i2 = $l[3], row, cell;

        try {
          $round:
          {
            try {
              try {
                // it stands here
                yield;
                while ($capturing) yield $tm.at("qad34q.1", 1, [$i1, $k1, $v1, $i2]);
                while ($i2.next()) {
                  const cell = $i2.value;
                  if (cell === "skip") {
                    $k1 = 3;
                    break $round;
                  }
                  if (cell === "stop") {
                    $v1 = "stopped";
                    $k1 = 2;
                    return $v1;
                  }
                  yield cell;
                  while ($capturing) yield $tm.at("qad34q.1", 1, [$i1, $k1, $v1, $i2]);
                }
              } catch ($e) {
                throw $i2.abort($e);
              } finally {
                $i2.close();
              }

              $k1 = 0;
            } catch ($e$1) {
              $k1 = 1;
              $v1 = $e$1;
              throw $v1;
            } finally {
              if ($k1 === -1) {
                $k1 = 2;
                $v1 = $tm.returned();
              }

              yield "row done";
              while ($capturing) yield $tm.at("qad34q.1", 2, [$i1, $k1, $v1, $i2]);
            }
          }

          rows:
          while ($i1.next()) {
            const row = $i1.value;
            $k1 = -1;

            try {
              $i2 = $tm.iterate(row);

              try {
                while ($i2.next()) {
                  const cell = $i2.value;
                  if (cell === "skip") {
                    $k1 = 3;
                    continue rows;
                  }
                  if (cell === "stop") {
                    $v1 = "stopped";
                    $k1 = 2;
                    return $v1;
                  }
                  yield cell;
                  while ($capturing) yield $tm.at("qad34q.1", 1, [$i1, $k1, $v1, $i2]);
                }
              } catch ($e) {
                throw $i2.abort($e);
              } finally {
                $i2.close();
              }

              $k1 = 0;
            } catch ($e$1) {
              $k1 = 1;
              $v1 = $e$1;
              throw $v1;
            } finally {
              if ($k1 === -1) {
                $k1 = 2;
                $v1 = $tm.returned();
              }

              yield "row done";
              while ($capturing) yield $tm.at("qad34q.1", 2, [$i1, $k1, $v1, $i2]);
            }
          }
        } catch ($e$2) {
          throw $i1.abort($e$2);
        } finally {
          $i1.close();
        }

        return "all";
      }
    }.search,

    // search() at app.js:2, suspended at line 11
    "1:2": {
      *search($l) {
        let $i1 = $l[0], $k1 = $l[1], $v1 = $l[2], $i2 = $l[3], row;

        try {
          $round:
          {
            {
              // it stands here
              yield;
              while ($capturing) yield $tm.at("qad34q.1", 2, [$i1, $k1, $v1, $i2]);
            }

            if ($k1 === 1)
              throw $v1;

            if ($k1 === 2)
              return $v1;

            if ($k1 === 3)
              break $round;
          }

          rows:
          while ($i1.next()) {
            const row = $i1.value;
            $k1 = -1;

            try {
              $i2 = $tm.iterate(row);

              try {
                while ($i2.next()) {
                  const cell = $i2.value;
                  if (cell === "skip") {
                    $k1 = 3;
                    continue rows;
                  }
                  if (cell === "stop") {
                    $v1 = "stopped";
                    $k1 = 2;
                    return $v1;
                  }
                  yield cell;
                  while ($capturing) yield $tm.at("qad34q.1", 1, [$i1, $k1, $v1, $i2]);
                }
              } catch ($e) {
                throw $i2.abort($e);
              } finally {
                $i2.close();
              }

              $k1 = 0;
            } catch ($e$1) {
              $k1 = 1;
              $v1 = $e$1;
              throw $v1;
            } finally {
              if ($k1 === -1) {
                $k1 = 2;
                $v1 = $tm.returned();
              }

              yield "row done";
              while ($capturing) yield $tm.at("qad34q.1", 2, [$i1, $k1, $v1, $i2]);
            }
          }
        } catch ($e$2) {
          throw $i1.abort($e$2);
        } finally {
          $i1.close();
        }

        return "all";
      }
    }.search
  },

  get: {
    module: () => module
  }
};
});
