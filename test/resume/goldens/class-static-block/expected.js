// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// use: all
function make(limit) {
  return class Registry {
    static {
      $tm.class("qad34q.2", this, [() => limit], {
        "#secret": [o => #secret in o, o => o.#secret]
      });
    }

    static known = new Map();
    static { Registry.add = name => {
      if ($capturing) return $tm.report("qad34q.5", () => limit, () => Registry, () => this);
      return Registry.known.size < limit && Registry.known.set(name, this);
    /*#qad34q.5:r*/}; }
    static #secret = limit;
    static reveal() {
      if ($capturing) return $tm.report("qad34q.7", () => Registry);
      return Registry.#secret;
    /*#qad34q.7:r*/}
  /*#qad34q.2*/};
/*#qad34q.1*/}

return {
  set: {
    make: $v => make = $v
  },

  make: {
    1: () => make
  },

  enter: {
    // make(), line 2
    1: function $scope1_make() {
      let limit;

      return {
        set: {
          limit: $v => limit = $v
        },

        make: {
          2: $k => (class Registry {
            static {
              $tm.class("qad34q.2", this, [() => limit], {
                "#secret": [o => #secret in o, o => o.#secret]
              });
            }

            static #secret;
            static reveal() {
              if ($capturing) return $tm.report("qad34q.7", () => Registry);
              return Registry.#secret;
            /*#qad34q.7:r*/}

            static {
              $k.privates({
                "#secret": ($o, $v) => $o.#secret = $v
              });
            }

            // inside of Registry
            static {
              $k.scope({
                make: {
                  7: () => ({
                    reveal() {
                      if ($capturing) return $tm.report("qad34q.7", () => Registry);
                      return Registry.#secret;
                    /*#qad34q.7:r*/}
                  }).reveal
                },

                enter: {
                  // static block of a class, line 5
                  3: function $scope3() {
                    return {
                      make: {
                        5: () => name => {
                          if ($capturing) return $tm.report("qad34q.5", () => limit, () => Registry, () => this);
                          return Registry.known.size < limit && Registry.known.set(name, this);
                        /*#qad34q.5:r*/}
                      }
                    };
                  }
                }
              });
            }
          /*#qad34q.2*/})
        }
      };
    }
  },

  get: {
    module: () => module
  }
};
});
