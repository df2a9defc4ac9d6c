// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: none; points: guarded:1, guarded:2, guarded:3
function* guarded(open) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [open]);
  let $k1, $v1;
  $k1 = -1;

  try {
    try {
      yield open();
      while ($capturing) yield $tm.at("qad34q.1", 1, [$k1, $v1]);
      console.log("read");
    } catch (error) {
      yield error.message;
      while ($capturing) yield $tm.at("qad34q.1", 2, [$k1, $v1]);
    }

    $k1 = 0;
  } catch ($e) {
    $k1 = 1;
    $v1 = $e;
    throw $v1;
  } finally {
    if ($k1 === -1) {
      $k1 = 2;
      $v1 = $tm.returned();
    }

    yield "closing";
    while ($capturing) yield $tm.at("qad34q.1", 3, [$k1, $v1]);
    console.log("closed");
  }
/*#qad34q.1*/}

return {
  set: {
    guarded: $v => guarded = $v
  },

  resume: {
    // guarded() at app.js:2, suspended at line 4
    "1:1": {
      *guarded($l) {
        let $k1 = $l[0], $v1 = $l[1];

        try {
          try {
            // it stands here
            yield;
            while ($capturing) yield $tm.at("qad34q.1", 1, [$k1, $v1]);
            console.log("read");
          } catch (error) {
            yield error.message;
            while ($capturing) yield $tm.at("qad34q.1", 2, [$k1, $v1]);
          }

          $k1 = 0;
        } catch ($e) {
          $k1 = 1;
          $v1 = $e;
          throw $v1;
        } finally {
          if ($k1 === -1) {
            $k1 = 2;
            $v1 = $tm.returned();
          }

          yield "closing";
          while ($capturing) yield $tm.at("qad34q.1", 3, [$k1, $v1]);
          console.log("closed");
        }
      }
    }.guarded,

    // guarded() at app.js:2, suspended at line 7
    "1:2": {
      *guarded($l) {
        let $k1 = $l[0], $v1 = $l[1];

        try {
          {
            // it stands here
            yield;
            while ($capturing) yield $tm.at("qad34q.1", 2, [$k1, $v1]);
          }

          $k1 = 0;
        } catch ($e) {
          $k1 = 1;
          $v1 = $e;
          throw $v1;
        } finally {
          if ($k1 === -1) {
            $k1 = 2;
            $v1 = $tm.returned();
          }

          yield "closing";
          while ($capturing) yield $tm.at("qad34q.1", 3, [$k1, $v1]);
          console.log("closed");
        }
      }
    }.guarded,

    // guarded() at app.js:2, suspended at line 9
    "1:3": {
      *guarded($l) {
        let $k1 = $l[0], $v1 = $l[1];

        {
          // it stands here
          yield;
          while ($capturing) yield $tm.at("qad34q.1", 3, [$k1, $v1]);
          console.log("closed");
        }

        if ($k1 === 1)
          throw $v1;

        if ($k1 === 2)
          return $v1;
      }
    }.guarded
  },

  get: {
    module: () => module
  }
};
});
