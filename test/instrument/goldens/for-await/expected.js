$tm.define("app.mjs", "esm", function* ($m) {
"use strict";
$m.exports({
  read: () => read
});

$m.scope({
  read$body: () => read$body,
  read: () => read,
  lines: () => lines
});

function* read$body(stream) {
  while ($capturing) yield $tm.at("6sumot.1", 0, [stream]);
  let $i1, $k1, $v1, $1;
  $i1 = $tm.iterateAsync(stream);
  $k1 = -1;

  try {
    while (true) {
      $1 = yield $i1.next();
      while ($capturing) $1 = yield $tm.at("6sumot.1", 1, [$i1, $k1, $v1]);
      if ($i1.take($1))
        break;

      const line = $i1.value;
      lines.push(line);
    }

    $k1 = 0;
  } catch ($e) {
    $k1 = 1;
    $v1 = $i1.abort($e);
    throw $v1;
  } finally {
    if ($i1.close()) {
      try {
        $1 = yield $i1.closing;
        while ($capturing) $1 = yield $tm.at("6sumot.1", 2, [$i1, $k1, $v1]);
        $i1.closed($1);
      } catch ($e$1) {
        $i1.failed($e$1);
      }
    }
  }

  return lines.length;
/*#6sumot.1*/}

var read = $tm.asyncFunction({
  read(stream) {
    return $tm.async(read$body, this, [stream]);
  /*#6sumot.2*/}
}.read);

yield;
const lines = [];
});
