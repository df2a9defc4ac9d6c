$tm.define("app.ts", "esm", function* ($m) {
                                        
"use strict";
$m.exports({
  scale: () => scale,
  total: () => total
});

$m.scope({
  total$body: () => total$body,
  total: () => total,
  scale: () => scale
});

function* total$body(points) {
  while ($capturing) yield $tm.at("0v5f2b.1", 0, [points]);
  let $i1, $1, $2;
  let sum         = 0;
  $i1 = $tm.iterate(points);

  try {
    while ($i1.next()) {
      const point = $i1.value;
      $1 = sum;
      $2 = yield point;
      while ($capturing) $2 = yield $tm.at("0v5f2b.1", 1, [$i1, $1, sum]);
      sum = $1 + ($2).x;
    }
  } catch ($e) {
    throw $i1.abort($e);
  } finally {
    $i1.close();
  }

  return sum          ;
/*#0v5f2b.1*/}

var total = $tm.asyncFunction({
  total(points) {
    return $tm.async(total$body, this, [points]);
  /*#0v5f2b.2*/}
}.total);

yield;

const scale = (by        ) => (({ x, y }) => {
  if ($capturing) return $tm.report("0v5f2b.4", () => by);
  return ({
    x: x * by,
    y: y * by
  });
/*#0v5f2b.4:p*/}/*#0v5f2b.3*/);
});
