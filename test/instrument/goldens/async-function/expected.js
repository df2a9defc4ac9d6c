$tm.define("app.mjs", "esm", function* ($m) {
"use strict";
$m.exports({
  load: () => load
});

$m.scope({
  load$body: () => load$body,
  load: () => load
});

function* load$body(url, { retries = 3 } = {}) {
  while ($capturing) yield $tm.at("6sumot.1", 0, [url, retries]);
  let $1;
  for (let attempt = 1; ; attempt++) {
    try {
      $1 = yield fetch(url);
      while ($capturing) $1 = yield $tm.at("6sumot.1", 1, [url, retries, attempt]);
      const answer = $1;
      $1 = yield answer.json();
      while ($capturing) $1 = yield $tm.at("6sumot.1", 2, [url, retries, attempt]);
      return $1;
    } catch (error) {
      if (attempt === retries) throw error;
    }
  }
/*#6sumot.1*/}

var load = $tm.asyncFunction({
  load(url) {
    return $tm.async(load$body, this, arguments);
  /*#6sumot.2*/}
}.load);

yield;
});
