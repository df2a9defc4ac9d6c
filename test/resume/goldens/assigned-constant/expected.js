$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: fail
function f() {
  const limit = 3;
  return { fail: () => {
    if ($capturing)
      return $tm.report("qad34q.2", () => limit);

    limit = 4;
  /*#qad34q.2:r*/} };
/*#qad34q.1*/}

return {
    set: {
        f: $v => {
            f = $v;
        }
    },

    make: {},

    enter: {
        // f(), line 2
        1: function $scope1_f() {
            let $scope;

            const $init_limit = function*() {
                $scope = {
                    set: {
                        limit: $v => {
                            $init_limit.next($v);
                        }
                    },

                    make: {
                        2: () => ({
                            fail: () => {
                              if ($capturing)
                                return $tm.report("qad34q.2", () => limit);

                              limit = 4;
                            /*#qad34q.2:r*/}
                        }).fail
                    },

                    enter: {},
                    resume: {}
                };

                const limit = yield;
            }.call(this);

            $init_limit.next();
            return $scope;
        }
    },

    resume: {},

    get: {
        module: () => module
    }
};
});
