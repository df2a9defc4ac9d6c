// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: total, add
function account(balance) {
  return {
    get total() {
      if ($capturing) return $tm.report("qad34q.2", () => balance, v => balance = v);
      return balance;
    /*#qad34q.2:r*/},
    set total(v) {
      if ($capturing) return $tm.report("qad34q.3", () => balance, v => balance = v);
      balance = v;
    /*#qad34q.3:r*/},
    add(v) {
      if ($capturing) return $tm.report("qad34q.4", () => balance, v => balance = v);
      balance += v;
    /*#qad34q.4:r*/},
  };
/*#qad34q.1*/}

return {
  set: {
    account: $v => account = $v
  },

  enter: {
    // account(), line 2
    1: function $scope1_account() {
      let balance;

      return {
        set: {
          balance: $v => balance = $v
        },

        make: {
          2: () => ({
            get total() {
              if ($capturing) return $tm.report("qad34q.2", () => balance, v => balance = v);
              return balance;
            /*#qad34q.2:r*/}
          }).__lookupGetter__("total"),

          3: () => ({
            set total(v) {
              if ($capturing) return $tm.report("qad34q.3", () => balance, v => balance = v);
              balance = v;
            /*#qad34q.3:r*/}
          }).__lookupSetter__("total"),

          4: () => ({
            add(v) {
              if ($capturing) return $tm.report("qad34q.4", () => balance, v => balance = v);
              balance += v;
            /*#qad34q.4:r*/}
          }).add
        }
      };
    }
  },

  get: {
    module: () => module
  }
};
});
