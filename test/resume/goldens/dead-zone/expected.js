// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: late; points: early:1
function* early(hold) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [hold, late], [], [() => value, () => head, () => $s1, v => $s1 = v]);
  let $s1;
  function late() {
    if ($capturing) return $tm.report("qad34q.2", () => value, () => $s1, v => $s1 = v);
    return value;
  /*#qad34q.2:r*/}
  hold(late);
  yield 1;
  while ($capturing) yield $tm.at("qad34q.1", 1, [], [], [() => value, () => head, () => $s1, v => $s1 = v]);
  const value = { late: 1 };
  let [head, ...tail] = [1, 2];
  return { tail, head: () => {
    if ($capturing) return $tm.report("qad34q.3", () => head);
    return head;
  /*#qad34q.3:r*/} };
/*#qad34q.1*/}

return {
  set: {
    early: $v => early = $v
  },

  enter: {
    // early(), line 2
    1: function $scope1_early() {
      let $s1;
      let $scope;

      // value is declared when its value is known: until then it is in its temporal dead zone
      const $init_value = function*() {
        // head is declared when its value is known: until then it is in its temporal dead zone
        const $init_head = function*() {
          $scope = {
            set: {
              value: $v => $init_value.next($v),
              head: $v => $init_head.next($v),
              $s1: $v => $s1 = $v
            },

            make: {
              2: () => ({
                late: function() {
                  if ($capturing) return $tm.report("qad34q.2", () => value, () => $s1, v => $s1 = v);
                  return value;
                /*#qad34q.2:r*/}
              }).late
            },

            resume: {
              // early() at app.js:2, suspended at line 5
              "1:1": {
                *early($l) {
                  // it stands here
                  yield;
                  while ($capturing) yield $tm.at("qad34q.1", 1, [], [], [() => value, () => head, () => $s1, v => $s1 = v]);
                  $init_value.next({
                    late: 1
                  });

                  let tail;

                  [{
                    set head($v) {
                      $init_head.next($v);
                    }
                  }.head, ...tail] = [1, 2];

                  return {
                    tail,

                    head: () => {
                      if ($capturing) return $tm.report("qad34q.3", () => head);
                      return head;
                    /*#qad34q.3:r*/}
                  };
                }
              }.early
            }
          };

          let head = yield;
        }.call(this);

        $init_head.next();
        const value = yield;
      }.call(this);

      $init_value.next();
      return $scope;
    }
  },

  get: {
    module: () => module
  }
};
});
