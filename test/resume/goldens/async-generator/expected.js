// app.js, to go on from a snapshot. Made by ThingsMigrate from the original source; what has run is left out.
// `set` gives variables the values they had, `make` makes functions and classes anew, `enter` makes instances of scopes, `resume` does the rest of
// what was suspended. `$capturing` is true only while the next snapshot is taken.
$tm.resume("app.js", "esm", function ($m) {
"use strict";
// variables of the module: their values are in the snapshot
let pages, pages$fn;

// use: all; points: pages:1, pages:2
function* pages$body(fetchPage) {
  while ($capturing) yield $tm.at("qad34q.1", 0, [fetchPage]);
  let $1;
  let next = 1;
  while (next) {
    $1 = yield fetchPage(next);
    while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [fetchPage, next]);
    const page = $1;
    $1 = yield page.items;
    while ($capturing) $1 = yield $tm.at("qad34q.1", 2, [fetchPage, next, page]);
    yield $tm.yield($1);
    while ($capturing) yield $tm.at("qad34q.1", 3, [fetchPage, next, page]);
    next = page.next;
  }
/*#qad34q.1*/}

return {
  exports: {
    pages: () => pages
  },

  set: {
    pages$body: $v => pages$body = $v,
    pages: $v => pages = $v,
    pages$fn: $v => pages$fn = $v
  },

  make: {
    1: () => pages$body,

    2: () => ({
      pages(fetchPage) {
        return $tm.asyncGenerator(pages$body, this, [fetchPage], pages$fn);
      /*#qad34q.2*/}
    }).pages
  },

  resume: {
    // pages() at app.js:2, suspended at line 5
    "1:1": {
      *pages$body($l) {
        var fetchPage = $l[0];
        let next = $l[1], $1;

        {
          // it stands here
          $1 = yield;
          while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [fetchPage, next]);
          const page = $1;
          $1 = yield page.items;
          while ($capturing) $1 = yield $tm.at("qad34q.1", 2, [fetchPage, next, page]);
          yield $tm.yield($1);
          while ($capturing) yield $tm.at("qad34q.1", 3, [fetchPage, next, page]);
          next = page.next;
        }

        while (next) {
          $1 = yield fetchPage(next);
          while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [fetchPage, next]);
          const page = $1;
          $1 = yield page.items;
          while ($capturing) $1 = yield $tm.at("qad34q.1", 2, [fetchPage, next, page]);
          yield $tm.yield($1);
          while ($capturing) yield $tm.at("qad34q.1", 3, [fetchPage, next, page]);
          next = page.next;
        }
      }
    }.pages$body,

    // pages() at app.js:2, suspended at line 6
    "1:2": {
      *pages$body($l) {
        var fetchPage = $l[0];
        let next = $l[1], $1;
        const page = $l[2];

        // it stands here
        $1 = yield;
        while ($capturing) $1 = yield $tm.at("qad34q.1", 2, [fetchPage, next, page]);
        yield $tm.yield($1);
        while ($capturing) yield $tm.at("qad34q.1", 3, [fetchPage, next, page]);
        next = page.next;

        while (next) {
          $1 = yield fetchPage(next);
          while ($capturing) $1 = yield $tm.at("qad34q.1", 1, [fetchPage, next]);
          const page = $1;
          $1 = yield page.items;
          while ($capturing) $1 = yield $tm.at("qad34q.1", 2, [fetchPage, next, page]);
          yield $tm.yield($1);
          while ($capturing) yield $tm.at("qad34q.1", 3, [fetchPage, next, page]);
          next = page.next;
        }
      }
    }.pages$body
  },

  get: {
    pages$body: () => pages$body,
    pages: () => pages,
    pages$fn: () => pages$fn
  }
};
});
