// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: fail
function f() {
  const limit = 3;
  return { fail: () => {
    if ($capturing) return $tm.report("qad34q.2", () => limit);
    limit = 4;
  /*#qad34q.2:r*/} };
/*#qad34q.1*/}

return {
  set: {
    f: $v => f = $v
  },

  enter: {
    // f(), line 2
    1: function $scope1_f() {
      let $scope;

      // limit is declared when its value is known: until then it is in its temporal dead zone
      const $init_limit = function*() {
        $scope = {
          set: {
            limit: $v => $init_limit.next($v)
          },

          make: {
            2: () => ({
              fail: () => {
                if ($capturing) return $tm.report("qad34q.2", () => limit);
                limit = 4;
              /*#qad34q.2:r*/}
            }).fail
          }
        };

        const limit = yield;
      }.call(this);

      $init_limit.next();
      return $scope;
    }
  },

  get: {
    module: () => module
  }
};
});
