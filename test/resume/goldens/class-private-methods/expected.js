// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// variables of the module: their values are in the snapshot
let Queue;

return {
  set: {
    Queue: $v => Queue = $v
  },

  make: {
    1: $k => (class Queue {
      static {
        $tm.class("qad34q.1", this, [], {
          "#items": [o => #items in o, o => o.#items],
          "#count": [o => #count in o, o => o.#count],
          "#push": [o => #push in o],
          "#last": [o => #last in o],
          "#made": [o => #made in o]
        });
      }

      #items = $restoring ? $k.take("#items") : [];
      static #count;
      #push(item) {
        this.#items.push(item);return this;
      /*#qad34q.4*/}
      get #last() {
        return this.#items.at(-1);
      /*#qad34q.5*/}
      static #made() {
        return ++Queue.#count;
      /*#qad34q.6*/}
      constructor() {
        if ($restoring) return;
        Queue.#made();
      }
      add(item) {
        return this.#push(item).#last;
      /*#qad34q.8*/}
      *steps() {
        while ($capturing) yield $tm.at("qad34q.9", 0, [this]);
        let $i1;
        $i1 = $tm.iterate(this.#items);

        try {
          while ($i1.next()) {
            const item = $i1.value;
            yield this.#last === item;
            while ($capturing) yield $tm.at("qad34q.9", 1, [this, $i1]);
          }
        } catch ($e) {
          throw $i1.abort($e);
        } finally {
          $i1.close();
        }
      /*#qad34q.9*/}

      static {
        $k.privates({
          "#items": ($o, $v) => $o.#items = $v,
          "#count": ($o, $v) => $o.#count = $v
        });
      }

      // inside of Queue
      static {
        $k.scope({
          make: {
            4: () => ({
              "#push"(item) {
                this.#items.push(item);return this;
              /*#qad34q.4*/}
            })["#push"],

            5: () => ({
              get "#last"() {
                return this.#items.at(-1);
              /*#qad34q.5*/}
            }).__lookupGetter__("#last"),

            6: () => ({
              "#made"() {
                return ++Queue.#count;
              /*#qad34q.6*/}
            })["#made"],

            8: () => ({
              add(item) {
                return this.#push(item).#last;
              /*#qad34q.8*/}
            }).add,

            9: () => ({
              *steps() {
                while ($capturing) yield $tm.at("qad34q.9", 0, [this]);
                let $i1;
                $i1 = $tm.iterate(this.#items);

                try {
                  while ($i1.next()) {
                    const item = $i1.value;
                    yield this.#last === item;
                    while ($capturing) yield $tm.at("qad34q.9", 1, [this, $i1]);
                  }
                } catch ($e) {
                  throw $i1.abort($e);
                } finally {
                  $i1.close();
                }
              /*#qad34q.9*/}
            }).steps
          },

          resume: {
            // steps() at app.js:10, suspended at line 10
            "9:1": {
              *steps($l) {
                let $i1 = $l[1], item;

                try {
                  // it stands here
                  yield;
                  while ($capturing) yield $tm.at("qad34q.9", 1, [this, $i1]);
                  while ($i1.next()) {
                    const item = $i1.value;
                    yield this.#last === item;
                    while ($capturing) yield $tm.at("qad34q.9", 1, [this, $i1]);
                  }
                } catch ($e) {
                  throw $i1.abort($e);
                } finally {
                  $i1.close();
                }
              }
            }.steps
          }
        });
      }
    /*#qad34q.1*/})
  },

  get: {
    module: () => module,
    Queue: () => Queue
  }
};
});
