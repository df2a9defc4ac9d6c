// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// variables of the module: their values are in the snapshot
let key, n, Table, $K1_0, $K1_1, $K1_2, $K1_3;

return {
  set: {
    key: $v => key = $v,
    n: $v => n = $v,
    Table: $v => Table = $v,
    $K1_0: $v => $K1_0 = $v,
    $K1_1: $v => $K1_1 = $v,
    $K1_2: $v => $K1_2 = $v,
    $K1_3: $v => $K1_3 = $v
  },

  make: {
    1: $k => (class Table {
      static {
        $tm.class("qad34q.1", this, [], void 0, void 0, [$k.keys[0], $k.keys[1], $k.keys[2], $k.keys[3]]);
      }

      [$k.keys[0]] = 1;
      [$k.keys[2]]() {
        return this[key];
      /*#qad34q.4*/}
      get [$k.keys[3]]() {
        return "Table";
      /*#qad34q.5*/}
    /*#qad34q.1*/}),

    4: () => ({
      ""() {
        return this[key];
      /*#qad34q.4*/}
    })[""],

    5: () => ({
      get ""() {
        return "Table";
      /*#qad34q.5*/}
    }).__lookupGetter__("")
  },

  get: {
    module: () => module,
    key: () => key,
    n: () => n,
    Table: () => Table,
    $K1_0: () => $K1_0,
    $K1_1: () => $K1_1,
    $K1_2: () => $K1_2,
    $K1_3: () => $K1_3
  }
};
});
