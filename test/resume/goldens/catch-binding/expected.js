// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: all; points: retry:1
function* retry(f) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [f]);
  for (;;) {
    try {
      return f();
    } catch ({ message, code = 1 }) {
      yield () => {
        if ($capturing) return $tm.report("qad34q.2", () => message, () => code);
        return `${message} (${code})`;
      /*#qad34q.2:r*/};
      while ($capturing) yield $tm.at("qad34q.1", 1, [f], [], [() => message, () => code]);
    }
  }
/*#qad34q.1*/}

return {
  set: {
    retry: $v => retry = $v
  },

  make: {
    1: () => retry
  },

  enter: {
    // catch scope of retry(), line 6
    2: () => {
      let message, code;

      return {
        set: {
          message: $v => message = $v,
          code: $v => code = $v
        },

        make: {
          2: () => () => {
            if ($capturing) return $tm.report("qad34q.2", () => message, () => code);
            return `${message} (${code})`;
          /*#qad34q.2:r*/}
        },

        resume: {
          // retry() at app.js:2, suspended at line 7
          "1:1": {
            *retry($l) {
              var f = $l[0];

              {
                // it stands here
                yield;
                while ($capturing) yield $tm.at("qad34q.1", 1, [f], [], [() => message, () => code]);
              }

              for (; ; ) {
                try {
                  return f();
                } catch ({
                  message,
                  code = 1
                }) {
                  yield () => {
                    if ($capturing) return $tm.report("qad34q.2", () => message, () => code);
                    return `${message} (${code})`;
                  /*#qad34q.2:r*/};
                  while ($capturing) yield $tm.at("qad34q.1", 1, [f], [], [() => message, () => code]);
                }
              }
            }
          }.retry
        }
      };
    }
  },

  get: {
    module: () => module,
    retry: () => retry
  }
};
});
