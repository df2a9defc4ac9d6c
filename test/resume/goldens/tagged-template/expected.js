// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// variables of the module: their values are in the snapshot
let $t1, sites, tag;

function* render(name) {
  while ($capturing) yield $tm.at("qad34q.2", 0, [name]);
  let $1, $2, $3;
  for (; ; ) {
    $1 = tag;
    $2 = $t1 ??= $tm.strings`hello ${0}, ${0}!`;
    $3 = yield name;
    while ($capturing) $3 = yield $tm.at("qad34q.2", 1, [name, $1, $2]);
    $1($2, name, $3);
  }
/*#qad34q.2*/}

return {
  set: {
    render: $v => render = $v,
    $t1: $v => $t1 = $v,
    sites: $v => sites = $v,
    tag: $v => tag = $v
  },

  make: {
    1: () => ({
      tag: (strings, ...values) => {
        sites.add(strings);return values.join(strings[1]);
      /*#qad34q.1*/}
    }).tag,

    2: () => render
  },

  resume: {
    // render() at app.js:4, suspended at line 4
    "2:1": {
      *render($l) {
        var name = $l[0];
        let $1 = $l[1], $2 = $l[2], $3;

        // it stands here
        $3 = yield;
        while ($capturing) $3 = yield $tm.at("qad34q.2", 1, [name, $1, $2]);
        $1($2, name, $3);

        for (; ; ) {
          $1 = tag;
          $2 = $t1 ??= $tm.strings`hello ${0}, ${0}!`;
          $3 = yield name;
          while ($capturing) $3 = yield $tm.at("qad34q.2", 1, [name, $1, $2]);
          $1($2, name, $3);
        }
      }
    }.render
  },

  get: {
    module: () => module,
    $t1: () => $t1,
    sites: () => sites,
    tag: () => tag
  }
};
});
