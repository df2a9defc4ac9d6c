// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "esm", function ($m) {
"use strict";
// variables of the module: their values are in the snapshot
let load$body, Store;

return {
  exports: {
    Store: () => Store
  },

  set: {
    load$body: $v => load$body = $v,
    Store: $v => Store = $v
  },

  make: {
    1: $k => (class Store {
      static {
        $tm.class("qad34q.1", this, [], {
          "#cache": [o => #cache in o, o => o.#cache]
        });
      }

      #cache = $restoring ? $k.take("#cache") : new Map();

      load(key) {
        return $tm.async(load$body, this, [key]);
      /*#qad34q.4*/}

      *load$body(key) {
        while ($capturing) yield $tm.at("qad34q.5", 0, [this, key]);
        let $1;
        $1 = this.#cache.get(key);

        if ($1 === null || $1 === void 0) {
          $1 = yield this.fetch(key);
          while ($capturing) $1 = yield $tm.at("qad34q.5", 1, [this, key]);
        }

        const value = $1;
        this.#cache.set(key, value);
        return value;
      /*#qad34q.5*/}

      fetch = $restoring ? undefined : (() => {
        function* fetch$body(key) {
          while ($capturing) yield $tm.at("qad34q.8", 0, [key]);
          return `${key}!`;
        /*#qad34q.8*/}

        return $tm.asyncFunction({
          fetch: key => {
            if ($capturing) return $tm.report("qad34q.9", () => fetch$body);
            return $tm.async(fetch$body, void 0, [key]);
          /*#qad34q.9:r*/}
        }.fetch);
      /*#qad34q.7*/})();

      static {
        $k.privates({
          "#cache": ($o, $v) => $o.#cache = $v
        });
      }

      // inside of Store
      static {
        $k.scope({
          make: {
            4: () => ({
              load(key) {
                return $tm.async(load$body, this, [key]);
              /*#qad34q.4*/}
            }).load,

            5: () => ({
              *load$body(key) {
                while ($capturing) yield $tm.at("qad34q.5", 0, [this, key]);
                let $1;
                $1 = this.#cache.get(key);

                if ($1 === null || $1 === void 0) {
                  $1 = yield this.fetch(key);
                  while ($capturing) $1 = yield $tm.at("qad34q.5", 1, [this, key]);
                }

                const value = $1;
                this.#cache.set(key, value);
                return value;
              /*#qad34q.5*/}
            }).load$body,

            7: () => () => {
              function* fetch$body(key) {
                while ($capturing) yield $tm.at("qad34q.8", 0, [key]);
                return `${key}!`;
              /*#qad34q.8*/}

              return $tm.asyncFunction({
                fetch: key => {
                  if ($capturing) return $tm.report("qad34q.9", () => fetch$body);
                  return $tm.async(fetch$body, void 0, [key]);
                /*#qad34q.9:r*/}
              }.fetch);
            /*#qad34q.7*/}
          },

          enter: {
            // anonymous function(), line 9
            4: () => {
              let fetch$body;

              return {
                set: {
                  fetch$body: $v => fetch$body = $v
                },

                make: {
                  8: () => ({
                    fetch$body: function*(key) {
                      while ($capturing) yield $tm.at("qad34q.8", 0, [key]);
                      return `${key}!`;
                    /*#qad34q.8*/}
                  }).fetch$body,

                  9: () => ({
                    fetch: key => {
                      if ($capturing) return $tm.report("qad34q.9", () => fetch$body);
                      return $tm.async(fetch$body, void 0, [key]);
                    /*#qad34q.9:r*/}
                  }).fetch
                }
              };
            }
          },

          resume: {
            // load() at app.js:4, suspended at line 5
            "5:1": {
              *load$body($l) {
                var key = $l[1];
                let $1;

                // it stands here
                $1 = yield;
                while ($capturing) $1 = yield $tm.at("qad34q.5", 1, [this, key]);
                const value = $1;
                this.#cache.set(key, value);
                return value;
              }
            }.load$body
          }
        });
      }
    /*#qad34q.1*/})
  },

  get: {
    load$body: () => load$body,
    Store: () => Store
  }
};
});
