$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// variables of the module: their values are in the snapshot
let f, g;

return {
    set: {
        f: $v => {
            f = $v;
        },

        g: $v => {
            g = $v;
        }
    },

    make: {
        1: () => (function fact(n) {
          return n < 2 ? 1 : n * fact(n - 1);
        /*#qad34q.1*/})
    },

    enter: {
        // g(), line 3
        3: () => {
            let k;

            return {
                set: {
                    k: $v => {
                        k = $v;
                    }
                },

                make: {
                    3: () => (function twice() {
                      if ($capturing)
                        return $tm.report("qad34q.3", () => k);

                      return k + typeof twice;
                    /*#qad34q.3:r*/})
                },

                enter: {},
                resume: {}
            };
        }
    },

    resume: {},

    get: {
        module: () => module,
        f: () => f,
        g: () => g
    }
};
});
