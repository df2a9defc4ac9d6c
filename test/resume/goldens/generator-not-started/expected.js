$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: none; points: lazy:0
function* lazy(a, b = 2) {
  while ($capturing)
    yield $tm.at("qad34q.1", 0, [a, b], [], []);

  yield a;

  while ($capturing)
    yield $tm.at("qad34q.1", 1, [b], [], []);

  return b;
/*#qad34q.1*/}

return {
    set: {
        lazy: $v => {
            lazy = $v;
        }
    },

    make: {},
    enter: {},

    resume: {
        // lazy() at app.js:2, not started
        "1:0": {
            *lazy($l) {
                var a = $l[0], b = $l[1];
                yield;

                while ($capturing)
                    yield $tm.at("qad34q.1", 0, [a, b], [], []);

                yield a;

                while ($capturing)
                    yield $tm.at("qad34q.1", 1, [b], [], []);

                return b;
            }
        }.lazy
    },

    get: {
        module: () => module
    }
};
});
