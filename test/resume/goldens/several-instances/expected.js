// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// variables of the module: their values are in the snapshot
let open;

// use: all
function bank() {
  let total = 0;
  return function account(owner) {
    if ($capturing) return $tm.report("qad34q.2", () => total, v => total = v);
    let balance = 0;
    return {
      deposit(amount) {
        if ($capturing) return $tm.report("qad34q.3", () => total, v => total = v, () => owner, () => balance, v => balance = v);
        balance += amount;total += amount;return `${owner}: ${balance}`;
      /*#qad34q.3:r*/},
      share: () => {
        if ($capturing) return $tm.report("qad34q.4", () => total, v => total = v, () => balance, v => balance = v);
        return balance / total;
      /*#qad34q.4:r*/},
    };
  /*#qad34q.2:r*/};
/*#qad34q.1*/}

return {
  set: {
    bank: $v => bank = $v,
    open: $v => open = $v
  },

  make: {
    1: () => bank
  },

  enter: {
    // bank(), line 2
    1: function $scope1_bank() {
      let total;

      return {
        set: {
          total: $v => total = $v
        },

        make: {
          2: () => (function account(owner) {
            if ($capturing) return $tm.report("qad34q.2", () => total, v => total = v);
            let balance = 0;
            return {
              deposit(amount) {
                if ($capturing) return $tm.report("qad34q.3", () => total, v => total = v, () => owner, () => balance, v => balance = v);
                balance += amount;total += amount;return `${owner}: ${balance}`;
              /*#qad34q.3:r*/},

              share: () => {
                if ($capturing) return $tm.report("qad34q.4", () => total, v => total = v, () => balance, v => balance = v);
                return balance / total;
              /*#qad34q.4:r*/}
            };
          /*#qad34q.2:r*/})
        },

        enter: {
          // account(), line 4
          3: function $scope3_account() {
            let owner, balance;

            return {
              set: {
                owner: $v => owner = $v,
                balance: $v => balance = $v
              },

              make: {
                3: () => ({
                  deposit(amount) {
                    if ($capturing) return $tm.report("qad34q.3", () => total, v => total = v, () => owner, () => balance, v => balance = v);
                    balance += amount;total += amount;return `${owner}: ${balance}`;
                  /*#qad34q.3:r*/}
                }).deposit,

                4: () => ({
                  share: () => {
                    if ($capturing) return $tm.report("qad34q.4", () => total, v => total = v, () => balance, v => balance = v);
                    return balance / total;
                  /*#qad34q.4:r*/}
                }).share
              }
            };
          }
        }
      };
    }
  },

  get: {
    module: () => module,
    open: () => open
  }
};
});
