// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: setFirst; points: swap:1
function keep(first, second) {
  const setFirst = value => {
    if ($capturing) return $tm.report("qad34q.2", () => first, v => first = v);
    return (first = value);
  /*#qad34q.2:r*/};
  return { setFirst, args: arguments };
/*#qad34q.1*/}
function* swap(a, b) {
  while ($capturing) yield $tm.at("qad34q.3", 0, [arguments], [], [() => a, v => a = v, () => b, v => b = v]);
  let $1;
  $1 = yield a;
  while ($capturing) $1 = yield $tm.at("qad34q.3", 1, [arguments], [], [() => a, v => a = v, () => b, v => b = v]);
  [arguments[0], arguments[1]] = [$1, b];
  return [a, b];
/*#qad34q.3*/}

return {
  set: {
    keep: $v => keep = $v,
    swap: $v => swap = $v
  },

  enter: {
    // keep(), line 2
    1: function $scope1_keep(first, second) {
      // its elements are the parameters
      let $arguments = arguments;

      return {
        arguments: $arguments,

        set: {
          first: $v => first = $v
        },

        make: {
          2: () => ({
            setFirst: value => {
              if ($capturing) return $tm.report("qad34q.2", () => first, v => first = v);
              return (first = value);
            /*#qad34q.2:r*/}
          }).setFirst
        }
      };
    },

    // swap(), line 6
    3: function $scope3_swap(a, b) {
      // its elements are the parameters
      let $arguments = arguments;

      return {
        arguments: $arguments,

        set: {
          a: $v => a = $v,
          b: $v => b = $v
        },

        resume: {
          // swap() at app.js:6, suspended at line 7
          "3:1": {
            *swap($l) {
              var $arguments = $l[0];
              let $1;

              // it stands here
              $1 = yield;
              while ($capturing) $1 = yield $tm.at("qad34q.3", 1, [$arguments], [], [() => a, v => a = v, () => b, v => b = v]);
              [$arguments[0], $arguments[1]] = [$1, b];
              return [a, b];
            }
          }.swap
        }
      };
    }
  },

  get: {
    module: () => module,
    keep: () => keep,
    swap: () => swap
  }
};
});
