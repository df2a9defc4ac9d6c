// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "esm", function ($m) {
"use strict";
// use: all; points: each:1
const base = $m.import("./base.mjs", ["Base"]);

// variables of the module: their values are in the snapshot
let Filter, $K1_0;

return {
  exports: {
    Filter: () => Filter
  },

  set: {
    Filter: $v => Filter = $v,
    $K1_0: $v => $K1_0 = $v
  },

  make: {
    1: $k => (class Filter extends $k.parent {
      static {
        $tm.class("qad34q.1", this, [], {
          "#limit": [o => #limit in o, o => o.#limit]
        }, void 0, [$k.keys[0]]);
      }

      #limit = $restoring ? $k.take("#limit") : undefined;
      constructor(limit) {
        if ($restoring) {
          super($k.object);
          return;
        }
        super();this.#limit = limit;
      }
      [$k.keys[0]](v) {
        return super.accept(v) && v < this.#limit;
      /*#qad34q.3*/}
      *each(list) {
        while ($capturing) yield $tm.at("qad34q.4", 0, [this, list]);
        yield super.each(list);
        while ($capturing) yield $tm.at("qad34q.4", 1, [this]);
        yield this.#limit;
        while ($capturing) yield $tm.at("qad34q.4", 2, [this]);
      /*#qad34q.4*/}

      static {
        $k.privates({
          "#limit": ($o, $v) => $o.#limit = $v
        });
      }

      $superGet($p) {
        return super[$p];
      }

      $superSet($p, $v) {
        return super[$p] = $v;
      }

      // inside of Filter
      static {
        const $superGet = this.prototype.$superGet;
        delete this.prototype.$superGet;
        const $superSet = this.prototype.$superSet;
        delete this.prototype.$superSet;

        $k.scope({
          make: {
            3: () => ({
              ""(v) {
                return $superGet.call(this, "accept").call(this, v) && v < this.#limit;
              /*#qad34q.3*/}
            })[""],

            4: () => ({
              *each(list) {
                while ($capturing) yield $tm.at("qad34q.4", 0, [this, list]);
                yield $superGet.call(this, "each").call(this, list);
                while ($capturing) yield $tm.at("qad34q.4", 1, [this]);
                yield this.#limit;
                while ($capturing) yield $tm.at("qad34q.4", 2, [this]);
              /*#qad34q.4*/}
            }).each
          },

          resume: {
            // each() at app.js:7, suspended at line 7
            "4:1": {
              *each($l) {
                // it stands here
                yield;
                while ($capturing) yield $tm.at("qad34q.4", 1, [this]);
                yield this.#limit;
                while ($capturing) yield $tm.at("qad34q.4", 2, [this]);
              }
            }.each
          }
        });
      }
    /*#qad34q.1*/})
  },

  get: {
    Filter: () => Filter,
    $K1_0: () => $K1_0
  }
};
});
