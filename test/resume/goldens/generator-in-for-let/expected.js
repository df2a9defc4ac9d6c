// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: none; points: rounds:1
function* rounds(list) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [list]);
  for (let i = 0; i < list.length; i++) {
    list[i] = () => {
      if ($capturing) return $tm.report("qad34q.2", () => i, v => i = v);
      return i;
    /*#qad34q.2:r*/};
    yield i;
    while ($capturing) yield $tm.at("qad34q.1", 1, [list], [], [() => i, v => i = v]);
    console.log("round", i);
  }
/*#qad34q.1*/}

return {
  set: {
    rounds: $v => rounds = $v
  },

  enter: {
    // loop scope of rounds(), line 3
    2: () => {
      let i;

      return {
        set: {
          i: $v => i = $v
        },

        resume: {
          // rounds() at app.js:2, suspended at line 5
          "1:1": {
            *rounds($l) {
              var list = $l[0];

              // it stands here
              yield;
              while ($capturing) yield $tm.at("qad34q.1", 1, [list], [], [() => i, v => i = v]);
              console.log("round", i);

              {
                const $i = i;

                for (let i = $i; i++, i < list.length; ) {
                  list[i] = () => {
                    if ($capturing) return $tm.report("qad34q.2", () => i, v => i = v);
                    return i;
                  /*#qad34q.2:r*/};
                  yield i;
                  while ($capturing) yield $tm.at("qad34q.1", 1, [list], [], [() => i, v => i = v]);
                  console.log("round", i);
                }
              }
            }
          }.rounds
        }
      };
    }
  },

  get: {
    module: () => module
  }
};
});
