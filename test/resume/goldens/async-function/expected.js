// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "cjs", function (exports, require, module, __filename, __dirname) {
// variables of the module: their values are in the snapshot
let poll;

// use: all; points: poll:1
function* poll$body(url, retry) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [url, retry]);
  let $1;
  for (let n = 0; n < 3; n++) {
    try {
      $1 = yield retry(url);
      while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [url, retry, n]);
      return $1;
    } catch (error) {
      console.log(n, error);
    }
  }
/*#qad34q.1*/}

function* $body() {
  while ($capturing) yield $tm.at("qad34q.3", 0, []);
/*#qad34q.3*/}

return {
  set: {
    poll$body: $v => poll$body = $v,
    $body: $v => $body = $v,
    poll: $v => poll = $v
  },

  make: {
    1: () => poll$body,

    2: () => ({
      poll(url, retry) {
        return $tm.async(poll$body, this, [url, retry]);
      /*#qad34q.2*/}
    }).poll,

    3: () => $body,
    4: () => () => ($tm.async($body, void 0, [])/*#qad34q.4*/)
  },

  resume: {
    // poll() at app.js:2, suspended at line 5
    "1:1": {
      *poll$body($l) {
        var url = $l[0], retry = $l[1];
        let n = $l[2], $1;

        try {
          // it stands here
          $1 = yield;
          while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [url, retry, n]);
          return $1;
        } catch (error) {
          console.log(n, error);
        }

        for (n++; n < 3; n++) {
          try {
            $1 = yield retry(url);
            while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [url, retry, n]);
            return $1;
          } catch (error) {
            console.log(n, error);
          }
        }
      }
    }.poll$body
  },

  get: {
    poll$body: () => poll$body,
    $body: () => $body,
    poll: () => poll
  }
};
});
