// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// variables of the module: their values are in the snapshot
let classes;

return {
  set: {
    classes: $v => classes = $v
  },

  enter: {
    // loop scope, line 3
    1: () => {
      let i;

      return {
        set: {
          i: $v => i = $v
        },

        make: {
          1: $k => (class $C2 {
            static {
              $tm.class("qad34q.1", this, [() => i, v => i = v], {
                "#id": [o => #id in o, o => o.#id]
              }, "");
            }

            #id = $restoring ? $k.take("#id") : i;id() {
              if ($capturing) return $tm.report("qad34q.3", () => i, v => i = v, () => $C2);
              return this.#id + i;
            /*#qad34q.3:r*/}

            static {
              $k.privates({
                "#id": ($o, $v) => $o.#id = $v
              });
            }

            // inside of the class
            static {
              $k.scope({
                make: {
                  3: () => ({
                    id() {
                      if ($capturing) return $tm.report("qad34q.3", () => i, v => i = v, () => $C2);
                      return this.#id + i;
                    /*#qad34q.3:r*/}
                  }).id
                }
              });
            }
          /*#qad34q.1*/})
        }
      };
    }
  },

  get: {
    module: () => module,
    classes: () => classes
  }
};
});
