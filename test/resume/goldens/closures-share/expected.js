$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: inc, get
function counter() {
  let n = 0, step = 2;
  function inc() {
    if ($capturing) return $tm.report("qad34q.2", () => n, v => {
      n = v;
    }, () => step);

    n += step; // every time
    return n;
  /*#qad34q.2:r*/}
  return { inc, get: () => {
    if ($capturing) return $tm.report("qad34q.3", () => n, v => {
      n = v;
    });

    return n;
  /*#qad34q.3:r*/} };
/*#qad34q.1*/}

return {
    set: {
        counter: $v => {
            counter = $v;
        }
    },

    make: {},

    enter: {
        // counter(), line 2
        1: function $scope1_counter() {
            let n, step;

            return {
                set: {
                    n: $v => {
                        n = $v;
                    },

                    step: $v => {
                        step = $v;
                    }
                },

                make: {
                    2: () => ({
                        inc: function() {
                          if ($capturing) return $tm.report("qad34q.2", () => n, v => {
                            n = v;
                          }, () => step);

                          n += step; // every time
                          return n;
                        /*#qad34q.2:r*/}
                    }).inc,

                    3: () => ({
                        get: () => {
                          if ($capturing) return $tm.report("qad34q.3", () => n, v => {
                            n = v;
                          });

                          return n;
                        /*#qad34q.3:r*/}
                    }).get
                },

                enter: {},
                resume: {}
            };
        }
    },

    resume: {},

    get: {
        module: () => module
    }
};
});
