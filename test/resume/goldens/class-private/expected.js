// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// variables of the module: their values are in the snapshot
let Stats;

return {
  set: {
    Stats: $v => Stats = $v
  },

  make: {
    1: $k => (class Stats {
      static {
        $tm.class("qad34q.1", this, [], {
          "#sum": [o => #sum in o, o => o.#sum],
          "#made": [o => #made in o, o => o.#made]
        });
      }

      #sum = $restoring ? $k.take("#sum") : 0;
      static #made;
      count = $restoring ? undefined : 0;
      constructor() {
        if ($restoring) return;
        Stats.#made++;
      }
      add(v) {
        this.#sum += v;this.count++;return () => {
          if ($capturing) return $tm.report("qad34q.7", () => this);
          return this.#sum;
        /*#qad34q.7:r*/};
      /*#qad34q.6*/}
      static get made() {
        return Stats.#made;
      /*#qad34q.8*/}

      static {
        $k.privates({
          "#sum": ($o, $v) => $o.#sum = $v,
          "#made": ($o, $v) => $o.#made = $v
        });
      }

      // inside of Stats
      static {
        $k.scope({
          make: {
            6: () => ({
              add(v) {
                this.#sum += v;this.count++;return () => {
                  if ($capturing) return $tm.report("qad34q.7", () => this);
                  return this.#sum;
                /*#qad34q.7:r*/};
              /*#qad34q.6*/}
            }).add,

            8: () => ({
              get made() {
                return Stats.#made;
              /*#qad34q.8*/}
            }).__lookupGetter__("made")
          },

          enter: {
            // add(), line 7
            2: function $scope2_add() {
              return {
                make: {
                  7: () => () => {
                    if ($capturing) return $tm.report("qad34q.7", () => this);
                    return this.#sum;
                  /*#qad34q.7:r*/}
                }
              };
            }
          }
        });
      }
    /*#qad34q.1*/})
  },

  get: {
    module: () => module,
    Stats: () => Stats
  }
};
});
