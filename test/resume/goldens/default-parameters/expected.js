// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: all; points: count:1
function outer(a, get = () => {
  if ($capturing) return $tm.report("qad34q.2", () => a);
  return a;
/*#qad34q.2:r*/}, { b = a, ...rest } = {}) {
  var a = 2;
  return { get, set: (value) => {
    if ($capturing) return $tm.report("qad34q.3", () => a, v => a = v);
    a = value;
  /*#qad34q.3:r*/}, rest: () => {
    if ($capturing) return $tm.report("qad34q.4", () => b, () => rest);
    return [b, rest];
  /*#qad34q.4:r*/} };
/*#qad34q.1*/}
function* count(from = outer(1).get(), to = from + 3) {
  while ($capturing) yield $tm.at("qad34q.5", 0, [from, to]);
  for (let i = from; i < to; i++) {
    yield i;
    while ($capturing) yield $tm.at("qad34q.5", 1, [to, i]);
  }
/*#qad34q.5*/}

return {
  set: {
    outer: $v => outer = $v,
    count: $v => count = $v
  },

  make: {
    1: () => outer,
    5: () => count
  },

  enter: {
    // outer(), line 2
    1: function $scope1_outer() {
      let a, b, rest;

      return {
        set: {
          a: $v => a = $v,
          b: $v => b = $v,
          rest: $v => rest = $v
        },

        make: {
          2: () => ({
            get: () => {
              if ($capturing) return $tm.report("qad34q.2", () => a);
              return a;
            /*#qad34q.2:r*/}
          }).get
        },

        enter: {
          // body scope of outer(), line 2
          2: () => {
            let a;

            return {
              set: {
                a: $v => a = $v
              },

              make: {
                3: () => ({
                  set: value => {
                    if ($capturing) return $tm.report("qad34q.3", () => a, v => a = v);
                    a = value;
                  /*#qad34q.3:r*/}
                }).set,

                4: () => ({
                  rest: () => {
                    if ($capturing) return $tm.report("qad34q.4", () => b, () => rest);
                    return [b, rest];
                  /*#qad34q.4:r*/}
                }).rest
              }
            };
          }
        }
      };
    }
  },

  resume: {
    // count() at app.js:6, suspended at line 6
    "5:1": {
      *count($l) {
        var to = $l[0];
        let i = $l[1];

        // it stands here
        yield;
        while ($capturing) yield $tm.at("qad34q.5", 1, [to, i]);
        for (i++; i < to; i++) {
          yield i;
          while ($capturing) yield $tm.at("qad34q.5", 1, [to, i]);
        }
      }
    }.count
  },

  get: {
    module: () => module
  }
};
});
