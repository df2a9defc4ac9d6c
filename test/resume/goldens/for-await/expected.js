// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "esm", function ($m) {
"use strict";
// variables of the module: their values are in the snapshot
let drain;

// use: none; points: drain:1, drain:2
function* drain$body(stream, seen) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [stream, seen]);
  let $i1, $k1, $v1, $1;
  $i1 = $tm.iterateAsync(stream);
  $k1 = -1;

  try {
    while (true) {
      $1 = yield $i1.next();
      while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [seen, $i1, $k1, $v1], [], [() => id]);
      if ($i1.take($1))
        break;

      const { id, ...rest } = $i1.value;
      seen.push(() => {
        if ($capturing) return $tm.report("qad34q.2", () => id);
        return id;
      /*#qad34q.2:r*/});
      yield rest.done;
      while ($capturing) yield $tm.at("qad34q.1", 2, [seen, $i1, $k1, $v1], [], [() => id]);
    }

    $k1 = 0;
  } catch ($e) {
    $k1 = 1;
    $v1 = $i1.abort($e);
    throw $v1;
  } finally {
    if ($i1.close()) {
      try {
        $1 = yield $i1.closing;
        while ($capturing) $1 = yield $tm.at("qad34q.1", 3, [seen, $i1, $k1, $v1]);
        $i1.closed($1);
      } catch ($e$1) {
        $i1.failed($e$1);
      }
    }
  }

  return seen.length;
/*#qad34q.1*/}

return {
  exports: {
    drain: () => drain
  },

  set: {
    drain$body: $v => drain$body = $v,
    drain: $v => drain = $v
  },

  enter: {
    // block scope of drain$body(), line 3
    2: () => {
      let $scope;

      // id is declared when its value is known: until then it is in its temporal dead zone
      const $init_id = function*() {
        $scope = {
          set: {
            id: $v => $init_id.next($v)
          },

          resume: {
            // drain() at app.js:2, suspended at line 3
            "1:1": {
              *drain$body($l) {
                var seen = $l[0];
                let $i1 = $l[1], $k1 = $l[2], $v1 = $l[3], $1;

                try {
                  $loop:
                  {
                    {
                      // it stands here
                      $1 = yield;
                      while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [seen, $i1, $k1, $v1], [], [() => id]);
                      if ($i1.take($1))
                        break $loop;

                      let rest;

                      ({
                        id: {
                          set id($v) {
                            $init_id.next($v);
                          }
                        }.id,

                        ...rest
                      } = $i1.value);

                      seen.push(() => {
                        if ($capturing) return $tm.report("qad34q.2", () => id);
                        return id;
                      /*#qad34q.2:r*/});
                      yield rest.done;
                      while ($capturing) yield $tm.at("qad34q.1", 2, [seen, $i1, $k1, $v1], [], [() => id]);
                    }

                    while (true) {
                      $1 = yield $i1.next();
                      while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [seen, $i1, $k1, $v1], [], [() => id]);
                      if ($i1.take($1))
                        break;

                      const {
                        id,
                        ...rest
                      } = $i1.value;

                      seen.push(() => {
                        if ($capturing) return $tm.report("qad34q.2", () => id);
                        return id;
                      /*#qad34q.2:r*/});
                      yield rest.done;
                      while ($capturing) yield $tm.at("qad34q.1", 2, [seen, $i1, $k1, $v1], [], [() => id]);
                    }
                  }

                  $k1 = 0;
                } catch ($e) {
                  $k1 = 1;
                  $v1 = $i1.abort($e);
                  throw $v1;
                } finally {
                  if ($i1.close()) {
                    try {
                      $1 = yield $i1.closing;
                      while ($capturing) $1 = yield $tm.at("qad34q.1", 3, [seen, $i1, $k1, $v1]);
                      $i1.closed($1);
                    } catch ($e$1) {
                      $i1.failed($e$1);
                    }
                  }
                }

                return seen.length;
              }
            }.drain$body,

            // drain() at app.js:2, suspended at line 5
            "1:2": {
              *drain$body($l) {
                var seen = $l[0];
                let $i1 = $l[1], $k1 = $l[2], $v1 = $l[3], $1, rest;

                try {
                  // it stands here
                  yield;
                  while ($capturing) yield $tm.at("qad34q.1", 2, [seen, $i1, $k1, $v1], [], [() => id]);
                  while (true) {
                    $1 = yield $i1.next();
                    while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [seen, $i1, $k1, $v1], [], [() => id]);
                    if ($i1.take($1))
                      break;

                    const {
                      id,
                      ...rest
                    } = $i1.value;

                    seen.push(() => {
                      if ($capturing) return $tm.report("qad34q.2", () => id);
                      return id;
                    /*#qad34q.2:r*/});
                    yield rest.done;
                    while ($capturing) yield $tm.at("qad34q.1", 2, [seen, $i1, $k1, $v1], [], [() => id]);
                  }

                  $k1 = 0;
                } catch ($e) {
                  $k1 = 1;
                  $v1 = $i1.abort($e);
                  throw $v1;
                } finally {
                  if ($i1.close()) {
                    try {
                      $1 = yield $i1.closing;
                      while ($capturing) $1 = yield $tm.at("qad34q.1", 3, [seen, $i1, $k1, $v1]);
                      $i1.closed($1);
                    } catch ($e$1) {
                      $i1.failed($e$1);
                    }
                  }
                }

                return seen.length;
              }
            }.drain$body
          }
        };

        const id = yield;
      }.call(this);

      $init_id.next();
      return $scope;
    }
  },

  get: {
    drain$body: () => drain$body,
    drain: () => drain
  }
};
});
