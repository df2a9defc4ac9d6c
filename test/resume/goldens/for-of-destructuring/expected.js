// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: none; points: pairs:1
function* pairs(map) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [map]);
  let $i1, $1, $i2, $2;
  $i1 = $tm.iterate(map);

  try {
    while ($i1.next()) {
      $1 = $i1.value;
      let key, value, rest;
      $i2 = $tm.iterate($1);

      try {
        key = $i2.next() ? $i2.value : void 0;
        $2 = $i2.next() ? $i2.value : void 0;

        if ($2 === void 0) {
          $2 = yield key;
          while ($capturing) $2 = yield $tm.at("qad34q.1", 1, [$i1, $1, $i2, key, value, rest]);
        }

        value = $2;
        rest = $i2.rest();
      } catch ($e) {
        throw $i2.abort($e);
      } finally {
        $i2.close();
      }

      console.log(key, value, rest);
    }
  } catch ($e$1) {
    throw $i1.abort($e$1);
  } finally {
    $i1.close();
  }
/*#qad34q.1*/}

return {
  set: {
    pairs: $v => pairs = $v
  },

  resume: {
    // pairs() at app.js:2, suspended at line 3
    "1:1": {
      *pairs($l) {
        let $i1 = $l[0], $1 = $l[1], $i2 = $l[2], key = $l[3], value = $l[4], rest = $l[5], $2;

        try {
          try {
            // it stands here
            $2 = yield;
            while ($capturing) $2 = yield $tm.at("qad34q.1", 1, [$i1, $1, $i2, key, value, rest]);
            value = $2;
            rest = $i2.rest();
          } catch ($e) {
            throw $i2.abort($e);
          } finally {
            $i2.close();
          }

          console.log(key, value, rest);

          while ($i1.next()) {
            $1 = $i1.value;
            let key, value, rest;
            $i2 = $tm.iterate($1);

            try {
              key = $i2.next() ? $i2.value : void 0;
              $2 = $i2.next() ? $i2.value : void 0;

              if ($2 === void 0) {
                $2 = yield key;
                while ($capturing) $2 = yield $tm.at("qad34q.1", 1, [$i1, $1, $i2, key, value, rest]);
              }

              value = $2;
              rest = $i2.rest();
            } catch ($e) {
              throw $i2.abort($e);
            } finally {
              $i2.close();
            }

            console.log(key, value, rest);
          }
        } catch ($e$1) {
          throw $i1.abort($e$1);
        } finally {
          $i1.close();
        }
      }
    }.pairs
  },

  get: {
    module: () => module
  }
};
});
